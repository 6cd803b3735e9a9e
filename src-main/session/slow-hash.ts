import { Worker } from 'node:worker_threads';
import type { DeriveFromPin, SlowHash } from './key-wrap.ts';

export type SlowHashOrder = { readonly pin: string; readonly hash: SlowHash };

/**
 * The 32-byte key of a PIN, computed in a thread of its own. Electron's own scrypt computes everything twice, the first
 * time on the main loop: BoringSSL has no check of the parameters alone.
 */
export function createThreadHash(workerUrl: URL): DeriveFromPin {
  return (pin, hash) =>
    new Promise((done, fail) => {
      const worker = new Worker(workerUrl, {
        workerData: { pin, hash } satisfies SlowHashOrder,
        name: 'slow-hash',
      });
      worker.once('message', (key: Uint8Array) => done(Buffer.from(key)));
      worker.once('error', fail);
      worker.once('exit', () => fail(new Error('session.slowHashGone')));
    });
}
