import { Worker } from 'node:worker_threads';
import type { RxStorage, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import {
  getRxStorageRemote,
  type MessageFromRemote,
  type MessageToRemote,
} from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';
import { restoreEvents } from './light-events.ts';
import { StoreError, toStoreError } from './store-error.ts';
import type { WorkerOrder, WorkerSettings } from './worker-orders.ts';

export type StoreThread = {
  readonly storage: RxStorage<unknown, unknown>;
  readonly order: (order: WorkerOrder) => Promise<unknown>;
  /** Rejects as soon as the thread is gone, so that nothing waits for ever. */
  readonly guard: <Result>(work: Promise<Result>) => Promise<Result>;
  readonly stop: () => Promise<void>;
};

export type WarmThreads = ReturnType<typeof createWarmThreads>;

/** A thread that has loaded its code and waits for a key, so that opening a store need not wait for the loading. */
export function createWarmThreads(workerUrl: URL) {
  let warm: Worker | null = null;
  const forget = (): void => {
    warm = null;
  };
  return {
    start: (): void => {
      if (warm !== null) return;
      warm = new Worker(workerUrl, { name: 'store' });
      warm.once('error', forget);
      warm.once('exit', forget);
    },
    /** The waiting thread, or a new one: also where the waiting one has died. */
    take: (): Worker => {
      const taken = warm ?? new Worker(workerUrl, { name: 'store' });
      taken.off('error', forget);
      taken.off('exit', forget);
      warm = null;
      return taken;
    },
    stop: async (): Promise<void> => {
      await warm?.terminate();
    },
  };
}

/** Gives the thread the database file. Throws the StoreError of opening. */
export async function startStoreThread(
  worker: Worker,
  settings: WorkerSettings,
  onGone: () => void,
  onDamaged: () => void = () => {},
): Promise<StoreThread> {
  const messages = new Subject<MessageFromRemote>();
  let isStopping = false;
  let isGone = false;
  /** Why the file was not opened. A thread without one ends by itself, often before anybody has heard its last words. */
  let refusal: StoreError | null = null;
  const waiting = new Set<(error: Error) => void>();
  /** A race with one promise that lasts as long as the thread would keep every answer for as long. */
  const unlessGone = async <Result>(work: Promise<Result>): Promise<Result> => {
    let fail: (error: Error) => void = () => {};
    try {
      return await new Promise<Result>((done, reject) => {
        fail = reject;
        waiting.add(fail);
        work.then(done, reject);
        if (isGone) reject(new StoreError('store.workerGone'));
      });
    } finally {
      waiting.delete(fail);
    }
  };
  const ready = new Promise<void>((done, reject) => {
    worker.on('message', (message: MessageFromRemote | { ready: boolean; code?: string }) => {
      if (!('ready' in message)) messages.next(message);
      else if (message.ready) done();
      else {
        refusal = toStoreError(new Error(message.code));
        reject(refusal);
      }
    });
  });
  const end = () => {
    isGone = true;
    for (const fail of waiting) fail(refusal ?? new StoreError('store.workerGone'));
    if (!isStopping && refusal === null) onGone();
  };
  worker.on('error', end);
  worker.on('exit', end);
  worker.postMessage(settings);

  const guard = <Result>(work: Promise<Result>): Promise<Result> =>
    unlessGone(work).catch((error: unknown) => {
      const failure = toStoreError(error);
      if (failure.code === 'store.damaged') onDamaged();
      throw failure;
    });
  try {
    await unlessGone(ready);
  } catch (error) {
    isStopping = true;
    await worker.terminate();
    throw error;
  }

  let lastOrder = 0;
  return {
    storage: createThreadStorage(messages, (message) => worker.postMessage(message), guard),
    guard,
    order: (order) => {
      lastOrder += 1;
      const requestId = `order|${lastOrder}`;
      const answered = new Promise((done, reject) => {
        const waiting = messages.subscribe((message) => {
          if (message.answerTo !== requestId) return;
          waiting.unsubscribe();
          if (message.error) reject(new Error(JSON.stringify(message.error)));
          else done(message.return);
        });
      });
      worker.postMessage({ connectionId: 'orders', requestId, method: 'custom', version: '', params: order });
      return guard(answered);
    },
    stop: async () => {
      isStopping = true;
      await worker.terminate();
    },
  };
}

type Guard = StoreThread['guard'];
type Instance = RxStorageInstance<unknown, unknown, unknown>;
const asked = [
  'bulkWrite',
  'findDocumentsById',
  'query',
  'count',
  'getAttachmentData',
  'getChangedDocumentsSince',
  'cleanup',
  'remove',
] as const satisfies readonly (keyof Instance)[];

/**
 * RxDB asks the thread by this storage, also on its own account. Its remote storage waits for ever for a thread
 * that is gone, and its errors carry the whole request with all documents; here neither gets further.
 */
export function createThreadStorage(
  messages: Subject<MessageFromRemote>,
  send: (message: MessageToRemote) => void,
  guard: Guard,
): RxStorage<unknown, unknown> {
  const remote = getRxStorageRemote({
    identifier: 'store',
    mode: 'storage',
    messageChannelCreator: async () => ({ messages$: messages, send, close: async () => {} }),
  });
  return {
    name: remote.name,
    rxdbVersion: remote.rxdbVersion,
    createStorageInstance: async <Fields>(params: RxStorageInstanceCreationParams<Fields, unknown>) => {
      const instance = await guard(remote.createStorageInstance(params as never));
      restoreEvents(instance as never);
      const methods = instance as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
      let isClosed = false;
      for (const name of asked) {
        const ask = methods[name]?.bind(instance);
        if (ask === undefined) continue;
        methods[name] = async (...given) => {
          // The thread answers nobody who asks after the close, and RxDB would wait for that answer before it closes.
          if (isClosed) throw new StoreError('store.workerGone');
          return guard(ask(...given));
        };
      }
      const close = instance.close.bind(instance);
      // What a dead thread had open is closed; else the desk could not be opened again.
      instance.close = () => {
        isClosed = true;
        return guard(close()).catch((error: unknown) => {
          if (!(error instanceof StoreError) || error.code !== 'store.workerGone') throw error;
        });
      };
      return instance as never;
    },
  };
}
