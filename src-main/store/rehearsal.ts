import { createRxDatabase } from 'rxdb';
import type { MessageFromRemote, MessageToRemote } from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';
import { collectionSchemas } from './schemas.ts';
import { createThreadStorage } from './store-thread.ts';

/** Three of the desk's nine: RxDB opens thirteen at once and no more, and whoever unlocks meanwhile waits for none. */
const { actions, caseSummaries, settings } = collectionSchemas;

const nobody = { _deleted: false, _attachments: {}, _meta: { lwt: 1 }, _rev: '1-a' };
const someAction = {
  id: 'a',
  recordId: 'a',
  recordKind: 'case',
  type: 'a',
  clock: 'a',
  header: '',
  signature: '',
  signer: '',
};

/** What the store's thread would answer, had it a store with one action in it. */
const answers: Partial<Record<MessageToRemote['method'], unknown>> = {
  create: 'ok',
  bulkWrite: { error: [] },
  query: JSON.stringify({ documents: [{ ...someAction, ...nobody }] }),
  findDocumentsById: '[]',
  count: { count: 0, mode: 'fast' },
};

let rehearsed: Promise<void> | null = null;

/**
 * Opens and asks a store of nobody, once and before there is a key: code that runs for the first time takes twice as long,
 * and RxDB's would run behind the PIN. Nothing is read or written, and whoever unlocks in the middle of it does not wait
 * for its end.
 */
export function rehearseStore(): Promise<void> {
  rehearsed ??= rehearse();
  return rehearsed;
}

async function rehearse(): Promise<void> {
  const messages = new Subject<MessageFromRemote>();
  const send = ({ connectionId, requestId, method }: MessageToRemote): void => {
    // Later, as from another thread: what waits in the main loop comes in between.
    setImmediate(() => messages.next({ connectionId, answerTo: requestId, method, return: answers[method] }));
  };
  const database = await createRxDatabase({
    name: 'rehearsal',
    storage: createThreadStorage(messages, send, (work) => work),
    multiInstance: false,
    eventReduce: true,
    allowSlowCount: true,
  });
  try {
    const opened = await database.addCollections({
      actions: { schema: actions },
      caseSummaries: { schema: caseSummaries },
      settings: { schema: settings },
    });
    const newest = opened.actions.find({ selector: {}, sort: [{ clock: 'desc' }], limit: 1 });
    await opened.actions.storageInstance.query(newest.getPreparedQuery());
    await opened.caseSummaries
      .find({ selector: {}, sort: [{ updatedClock: 'desc' }], skip: 0, limit: 1 })
      .exec();
    await opened.caseSummaries.findByIds(['a']).exec();
    await opened.caseSummaries.count({ selector: { closed: false } }).exec();
    await opened.caseSummaries.count({ selector: { foldVersion: { $gt: 1, $lt: 2 } } }).exec();
    await opened.settings.findOne('a').exec();
  } finally {
    await database.close();
  }
}
