import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { getChangedDocumentsSince } from 'rxdb';
import { exposeRxStorageRemote, type MessageToRemote } from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';
import type { SqliteDriver } from './driver.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { openLibsql } from './libsql-driver.ts';
import { lightenEvents } from './light-events.ts';
import type { SqliteInstance } from './sqlite-storage/instance.ts';
import { createSqliteStorage, type SqliteStorage } from './sqlite-storage/storage.ts';
import { listPresent, listWhere, searchTable } from './sqlite-storage/table.ts';
import { toStoreError } from './store-error.ts';
import { copyOfBefore, schemaVersion, type WorkerOrder, type WorkerSettings } from './worker-orders.ts';

/**
 * The thread that alone touches the database file, so that no query ever holds the main loop.
 * It waits for the file's key; the file is opened once, before RxDB asks for it, and closed when the thread is told to.
 */
const port = parentPort as MessagePort;
port.once('message', ({ path, key }: WorkerSettings) => {
  try {
    const driver = openLibsql(path, key);
    bringUpToDate(driver, path);
    serve(driver);
    port.postMessage({ ready: true });
  } catch (error) {
    port.postMessage({ ready: false, code: toStoreError(error).code });
  }
});

/**
 * The number is raised last, in one write: an upgrade that was broken off is done anew. Tables and indexes that a version
 * adds are made when their collection is opened, each by itself, and only where they are missing.
 */
function bringUpToDate(driver: SqliteDriver, path: string): void {
  const [row] = driver.prepare('PRAGMA user_version').all();
  const version = Number(row?.user_version ?? 0);
  if (version > schemaVersion) throw new Error('store.newerSchema');
  if (version === schemaVersion) return;
  if (driver.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').all().length > 0) keepCopyOfBefore(driver, path);
  driver.execute(`PRAGMA user_version = ${schemaVersion}`);
}

/** What an older program can still open, should this one prove wrong; no later copy takes its place. */
function keepCopyOfBefore(driver: SqliteDriver, path: string): void {
  const target = copyOfBefore(dirname(path));
  mkdirSync(dirname(target), { recursive: true });
  backUp(driver, target);
}

function serve(driver: SqliteDriver): void {
  const messages = new Subject<MessageToRemote>();
  // The driver outlives RxDB's instances; closing them must not close the file under the others.
  const shared: SqliteDriver = { ...coded(driver), close: () => {} };
  exposeRxStorageRemote({
    storage: answeringInText(createSqliteStorage(() => shared)),
    send: (message) => port.postMessage(message),
    messages$: messages,
    customRequestHandler: (order: WorkerOrder) => carryOut(driver, order),
  });
  port.on('message', (message: MessageToRemote) => messages.next(message));
}

/**
 * RxDB's remote storage parses an answer that comes as text: so a document is parsed once, on the other side. Main
 * gets no document back that it has just sent.
 */
function answeringInText(storage: SqliteStorage): SqliteStorage {
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      const { queryAsText, findDocumentsByIdAsText } = instance as unknown as SqliteInstance;
      // What replication asks for is made of documents in this thread, so it needs the query that answers in them.
      const inDocuments = { schema: instance.schema, query: instance.query.bind(instance) };
      lightenEvents(instance as never);
      return Object.assign(instance, {
        query: async (prepared: never) => queryAsText(prepared) as never,
        findDocumentsById: async (ids: string[], withDeleted: boolean) =>
          findDocumentsByIdAsText(ids, withDeleted) as never,
        getChangedDocumentsSince: (limit: number, checkpoint?: never) =>
          getChangedDocumentsSince(inDocuments as never, limit, checkpoint),
      });
    },
  };
}

/** A failing driver tells RxDB, and so the other thread, only the store's code. */
function coded(driver: SqliteDriver): SqliteDriver {
  const guard =
    <Arguments extends unknown[], Result>(work: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      try {
        return work(...given);
      } catch (error) {
        throw new Error(toStoreError(error).code);
      }
    };
  return {
    ...driver,
    transact: guard(driver.transact) as SqliteDriver['transact'],
    execute: guard(driver.execute),
  };
}

function carryOut(driver: SqliteDriver, order: WorkerOrder): unknown {
  try {
    switch (order.type) {
      case 'search':
        return searchTable(driver, order.table, order.expression, order.limit);
      case 'select':
        return listWhere(driver, order.table, order.condition, order.values);
      case 'present':
        return order.tables.flatMap((table) => listPresent(driver, table, order.ids));
      case 'backup':
        return withoutCache(driver, () => backUp(driver, order.path));
      case 'checkIntegrity':
        return withoutCache(driver, () =>
          driver.prepare(order.isQuick ? 'PRAGMA quick_check(1)' : 'PRAGMA integrity_check(1)').all(),
        );
      case 'giveBackMemory':
        driver.execute('PRAGMA shrink_memory');
        giveBackMemory();
        return true;
      case 'close':
        driver.close();
        return true;
    }
  } catch (error) {
    throw new Error(toStoreError(error).code);
  }
}

/** What reads the whole file leaves it all in SQLite's cache, up to its 128 MB, where nobody asks for most of it again. */
function withoutCache<Result>(driver: SqliteDriver, work: () => Result): Result {
  try {
    return work();
  } finally {
    driver.execute('PRAGMA shrink_memory');
  }
}

/** A whole, encrypted copy while the work goes on; it has its name only once it is on the disk. */
function backUp(driver: SqliteDriver, target: string): boolean {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  driver.prepare('VACUUM INTO ?').run(unfinished);
  const file = openSync(unfinished, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, target);
  return true;
}
