import { describe, expect, it } from 'vitest';
import { deriveFromPin, newSlowHash } from '../../src-main/session/key-wrap.ts';
import { createThreadHash } from '../../src-main/session/slow-hash.ts';

const inThread = createThreadHash(new URL('../../src-main/session/slow-hash-worker.ts', import.meta.url));

describe('the slow hash in a thread of its own', () => {
  it('gives the key that the system’s own scrypt gives, so that every vault opens in both', async () => {
    for (const [pin, hash] of [
      ['246813', newSlowHash()],
      ['调解 2026', newSlowHash(1024)],
      ['ｆｕｌｌ　ｗｉｄｔｈ', { ...newSlowHash(2048), blockSize: 4, parallel: 2 }],
    ] as const) {
      expect(await inThread(pin, hash)).toEqual(await deriveFromPin(pin, hash));
    }
  });

  it('fails when the thread does not come up, instead of waiting for ever', async () => {
    const gone = createThreadHash(new URL('./no-such-worker.ts', import.meta.url));
    await expect(gone('246813', newSlowHash(1024))).rejects.toThrow();
  });

  it('fails on parameters that cannot be computed', async () => {
    await expect(inThread('246813', { ...newSlowHash(1024), cost: 1025 })).rejects.toThrow();
  });
});
