import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src-main/store/open-store.ts';
import { createWarmThreads, startStoreThread, type WarmThreads } from '../../src-main/store/store-thread.ts';
import { getProgram } from '../fixtures/programs.ts';

const workerUrl = getProgram('src-main/store/worker.ts');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warm-threads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (threads: WarmThreads) =>
  openStore({ folder, key: randomBytes(32), workerUrl, threads, onGone: () => {} });

describe('a store’s thread that waits for its key', () => {
  it('is the one that the next store is opened in, and for one store only', async () => {
    const threads = createWarmThreads(workerUrl);
    threads.start();
    const taken: Worker[] = [];
    const store = await open({
      ...threads,
      take: () => {
        taken.push(threads.take());
        return taken[0] ?? threads.take();
      },
    });
    expect(await store.isIntact('quick')).toBe(true);
    const [own] = taken;
    threads.start();
    const next = threads.take();
    expect(next).not.toBe(own);
    await next.terminate();
    await store.close();
  });

  it('is replaced by a new one when it has died while waiting', async () => {
    const threads = createWarmThreads(workerUrl);
    threads.start();
    await threads.stop();
    const store = await open(threads);
    expect(await store.isIntact('quick')).toBe(true);
    await store.close();
  });

  it('that cannot start is no crash, and opening the store says that it is gone', async () => {
    const threads = createWarmThreads(new URL('./no-such-worker.ts', import.meta.url));
    threads.start();
    await expect(open(threads)).rejects.toThrow('store.workerGone');
  });

  it('says why a file does not open also where its last words and its end come in one turn', async () => {
    // Node does so now and then; a real thread cannot be brought to it, so these are the events of one, played.
    const worker = Object.assign(new EventEmitter(), {
      postMessage: () =>
        setImmediate(() => {
          worker.emit('message', { ready: false, code: 'store.damaged' });
          worker.emit('exit', 0);
        }),
      terminate: async () => 0,
    });
    let isGone = false;
    const onGone = () => {
      isGone = true;
    };
    const opening = startStoreThread(worker as never, { path: folder, key: randomBytes(32) }, onGone);
    await expect(opening).rejects.toThrow('store.damaged');
    expect(isGone).toBe(false);
  });
});
