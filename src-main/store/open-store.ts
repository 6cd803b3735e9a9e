import { access, constants, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addRxPlugin,
  createRxDatabase,
  deepEqual,
  defaultCacheReplacementPolicyMonad,
  type RxCollection,
  type RxConflictHandler,
  type RxDatabase,
} from 'rxdb';
import { RxDBQueryBuilderPlugin } from 'rxdb/plugins/query-builder';
import type { CaseSummary } from '../../shared/case/summary.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { type BlobStore, createBlobStore } from './blobs.ts';
import { caseConflictsExpression, caseExpressions, caseRegisteredExpression } from './case-expressions.ts';
import { databaseFile } from './data-files.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { isKeyChecked, keepKeyCheck } from './key-check.ts';
import { finishRestoring } from './restore.ts';
import { type AccessLogEntry, collectionSchemas, type Entry, type ParkedAction } from './schemas.ts';
import { tableName } from './sqlite-storage/table.ts';
import { StoreError, toStoreError } from './store-error.ts';
import { createWarmThreads, type StoreThread, startStoreThread, type WarmThreads } from './store-thread.ts';

addRxPlugin(RxDBQueryBuilderPlugin);

export type StoreCollections = {
  readonly actions: RxCollection<StoredAction>;
  readonly sideFiles: RxCollection<StoredAction>;
  readonly templates: RxCollection<StoredAction>;
  readonly risks: RxCollection<StoredAction>;
  readonly caseSummaries: RxCollection<CaseSummary>;
  readonly directory: RxCollection<Entry>;
  readonly settings: RxCollection<Entry>;
  readonly accessLog: RxCollection<AccessLogEntry>;
  readonly parked: RxCollection<ParkedAction>;
};

/** An open, encrypted store. Every promise fails with a StoreError, and a write resolves once it is durable. */
export type Store = {
  readonly collections: StoreCollections;
  /** Runs anything on the collections so that failures become StoreErrors and nothing waits for a dead thread. */
  readonly guard: StoreThread['guard'];
  /** Ids of the cases whose search words match the full-text expression, the newest of them first. */
  readonly searchCases: (expression: string, limit: number) => Promise<string[]>;
  /** The lines of cases that may ask for something on the day or before, as they are stored. */
  readonly listDueCases: (day: string) => Promise<unknown[]>;
  /** The lines of open cases with conflicts, as they are stored. */
  readonly listConflictingCases: () => Promise<unknown[]>;
  /** The lines of cases registered by the last day of a period and not ended before its first, as they are stored. */
  readonly listCasesOfPeriod: (from: string, to: string) => Promise<unknown[]>;
  /** Those of the ids whose documents one of the collections holds. */
  readonly findPresent: (
    collections: readonly RxCollection[],
    ids: readonly string[],
  ) => Promise<ReadonlySet<string>>;
  readonly backUp: (path: string) => Promise<void>;
  /** Whether SQLite finds the file whole. */
  readonly isIntact: (depth: 'quick' | 'full') => Promise<boolean>;
  /** Gives the machine back what a long work has taken, in this thread and in the store's. */
  readonly giveBackMemory: () => Promise<void>;
  readonly blobs: BlobStore;
  readonly close: () => Promise<void>;
};

const databaseName = 'desk';

/** RxDB keeps what its questions found, by default of a hundred: all actions of every case that was opened. */
const keptQueries = 8;
const keptUnasked = 5_000;

/**
 * Records are written once: two copies of one id are one action, so what is stored stays. Summaries and settings
 * are local and never replicated. RxDB's own default would silently drop the offline desk's work.
 */
const keepStored: RxConflictHandler<object> = {
  isEqual: (left, right) => deepEqual(left, right),
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};

/**
 * Opens the store of a data folder, making it when it is new.
 * @param key the 32-byte data key
 * @param workerUrl the store's thread: worker.ts in tests, its bundle in the app
 * @param threads where one may be waiting with its code loaded
 * @throws StoreError 'store.wrongKey', 'store.damaged', 'store.newerSchema', 'store.readOnly', 'store.inUse', ...
 */
export async function openStore(settings: {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly workerUrl: URL;
  readonly threads?: WarmThreads;
  /** The store's thread died; everything pending has failed with 'store.workerGone'. */
  readonly onGone: () => void;
  /** A damaged place was met while working: nothing read from then on can be relied on. */
  readonly onDamaged?: () => void;
}): Promise<Store> {
  const { folder, key } = settings;
  await assertWritable(folder);
  await finishRestoring(folder, Date.now());
  const isChecked = await isKeyChecked(folder, key);
  // SQLite would make a new, empty desk out of a lost or emptied file.
  if (isChecked && !(await hasDatabase(folder))) throw new StoreError('store.damaged');
  let isOpen = false;
  const { threads = createWarmThreads(settings.workerUrl) } = settings;
  const thread = await startStoreThread(
    threads.take(),
    { path: join(folder, databaseFile), key: Uint8Array.from(key) },
    settings.onGone,
    () => isOpen && settings.onDamaged?.(),
  );
  try {
    const database = await thread.guard(openDatabase(thread));
    isOpen = true;
    if (!isChecked) await keepKeyCheck(folder, key);
    return asStore(folder, key, thread, database);
  } catch (error) {
    await thread.stop();
    throw error;
  }
}

/** SQLite calls a read-only folder an I/O error, so it is asked before. */
async function assertWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw toStoreError(error);
  }
}

async function hasDatabase(folder: string): Promise<boolean> {
  return stat(join(folder, databaseFile)).then(
    ({ size }) => size > 0,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw toStoreError(error);
    },
  );
}

async function openDatabase(thread: StoreThread): Promise<RxDatabase<StoreCollections>> {
  const database = await createRxDatabase<StoreCollections>({
    name: databaseName,
    storage: thread.storage,
    multiInstance: false,
    eventReduce: true,
    allowSlowCount: true,
    closeDuplicates: true,
  });
  const creators = Object.entries(collectionSchemas).map(([name, schema]) => [
    name,
    {
      schema,
      conflictHandler: keepStored,
      cacheReplacementPolicy: defaultCacheReplacementPolicyMonad(keptQueries, keptUnasked),
      ...(name === 'caseSummaries'
        ? { instanceCreationOptions: { searchField: 'searchTokens', expressions: caseExpressions } }
        : {}),
    },
  ]);
  try {
    await database.addCollections(Object.fromEntries(creators));
    return database;
  } catch (error) {
    // Those that did open would count among the few that RxDB opens at once.
    await database.close().catch(() => {});
    throw error;
  }
}

function asStore(
  folder: string,
  key: Uint8Array,
  thread: StoreThread,
  database: RxDatabase<StoreCollections>,
): Store {
  const summaries = tableName('caseSummaries', collectionSchemas.caseSummaries.version);
  const select = async (condition: string, values: readonly string[]): Promise<unknown[]> => {
    const rows = (await thread.order({ type: 'select', table: summaries, condition, values })) as string[];
    return rows.map((text): unknown => JSON.parse(text));
  };
  return {
    collections: database.collections,
    guard: thread.guard,
    searchCases: async (expression, limit) => {
      return (await thread.order({ type: 'search', table: summaries, expression, limit })) as string[];
    },
    listDueCases: (day) => select(`${caseExpressions.dueOrSent} <= ?`, [day]),
    // The index of what is due holds them among a few others: another index would cost something at every saving.
    listConflictingCases: () =>
      select(`${caseExpressions.dueOrSent} <= ? AND ${caseConflictsExpression} > 0`, ['']),
    listCasesOfPeriod: (from, to) =>
      select(`${caseExpressions.ended} >= ? AND ${caseRegisteredExpression} <= ?`, [from, to]),
    findPresent: async (collections, ids) => {
      const tables = collections.map(({ name, schema }) => tableName(name, schema.version));
      return new Set((await thread.order({ type: 'present', tables, ids })) as string[]);
    },
    backUp: async (path) => {
      await thread.order({ type: 'backup', path });
    },
    giveBackMemory: async () => {
      await thread.order({ type: 'giveBackMemory' });
      giveBackMemory();
    },
    isIntact: async (depth) => {
      const rows = await thread.order({ type: 'checkIntegrity', isQuick: depth === 'quick' });
      return JSON.stringify(rows).includes('"ok"');
    },
    blobs: createBlobStore(join(folder, 'blobs'), key),
    close: async () => {
      await database.close();
      await thread.order({ type: 'close' }).catch(() => {});
      await thread.stop();
    },
  };
}
