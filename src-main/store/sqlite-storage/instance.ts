import {
  type BulkWriteRow,
  categorizeBulkWriteRows,
  type EventBulk,
  getPrimaryFieldOfPrimaryKey,
  getQueryMatcher,
  getSortComparator,
  getStartIndexStringFromLowerBound,
  getStartIndexStringFromUpperBound,
  now,
  type PreparedQuery,
  type RxDocumentData,
  type RxQueryPlan,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageCountResult,
  type RxStorageDefaultCheckpoint,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type RxStorageQueryResult,
  type StringKeys,
} from 'rxdb';
import { type Observable, Subject } from 'rxjs';
import type { SqliteDriver } from '../driver.ts';
import { findBackwardWalk } from './backward-walk.ts';
import { type Document, type DocumentSchema, openTable, type Range, type Table, tableName } from './table.ts';

/** What a collection may ask of this storage. */
export type InstanceOptions = {
  readonly searchField?: string;
  readonly expressions?: Readonly<Record<string, string>>;
};
type Fields = Record<string, unknown>;
type Checkpoint = RxStorageDefaultCheckpoint;
/** A new document may come with its JSON, and then has no more than what its table looks at. */
export type WrittenRow = BulkWriteRow<Fields> & { readonly text?: string };
/**
 * Beside RxDB's methods, two that answer in JSON as it is stored: what goes to another thread is then parsed once,
 * over there.
 */
export type SqliteInstance = RxStorageInstance<Fields, Table, InstanceOptions, Checkpoint> & {
  readonly queryAsText: (prepared: PreparedQuery<Fields>) => string;
  readonly findDocumentsByIdAsText: (ids: string[], withDeleted: boolean) => string;
};

/**
 * One collection of RxDB on one table. A write is answered only after its transaction is committed, and events
 * go out only then. Queries walk the index that RxDB's planner chose, in exactly its order.
 */
export function createSqliteInstance(
  driver: SqliteDriver,
  params: RxStorageInstanceCreationParams<Fields, InstanceOptions>,
  release: () => void,
): SqliteInstance {
  const schema = params.schema as DocumentSchema;
  const primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey) as StringKeys<Document>;
  const name = tableName(params.collectionName, schema.version);
  const table = openTable(driver, name, schema, params.options ?? {});
  const changes = new Subject<EventBulk<RxStorageChangeEvent<Document>, Checkpoint>>();
  let isClosed = false;

  const assertOpen = () => {
    if (isClosed) throw new Error('store.instanceClosed');
  };

  const rangeOf = (queryPlan: RxQueryPlan): Range => ({
    column: table.indexColumn(queryPlan.index),
    lower: getStartIndexStringFromLowerBound(schema, queryPlan.index, queryPlan.startKeys),
    isLowerIncluded: queryPlan.inclusiveStart,
    upper: getStartIndexStringFromUpperBound(schema, queryPlan.index, queryPlan.endKeys),
    isUpperIncluded: queryPlan.inclusiveEnd,
  });

  /** The documents of a query, as their JSON. */
  const select = (prepared: PreparedQuery<Fields>): string[] => {
    assertOpen();
    const { query, queryPlan } = prepared;
    const skip = query.skip ?? 0;
    const limit = query.limit ?? Number.POSITIVE_INFINITY;
    if (queryPlan.selectorSatisfiedByIndex && queryPlan.sortSatisfiedByIndex) {
      const range = { ...rangeOf(queryPlan), skip };
      return [...table.range(Number.isFinite(limit) ? { ...range, limit } : range)];
    }
    const walk = queryPlan.sortSatisfiedByIndex ? null : findBackwardWalk(schema, prepared);
    const plan = walk?.plan ?? queryPlan;
    const isOrdered = queryPlan.sortSatisfiedByIndex || walk !== null;
    const isOneGroup = walk === null ? () => false : hasEqualFields(walk.leading);
    const matches = plan.selectorSatisfiedByIndex ? () => true : getQueryMatcher(schema, query);
    const range = { ...rangeOf(plan), isBackward: walk !== null };
    const found: { text: string; document: Document }[] = [];
    for (const text of table.range(isOrdered ? { ...range, expected: skip + limit + 1 } : range)) {
      const document = parseDocument(text);
      const last = found.at(-1);
      const isEnough = isOrdered && found.length >= skip + limit;
      if (isEnough && (last === undefined || !isOneGroup(last.document, document))) break;
      if (matches(document)) found.push({ text, document });
    }
    if (!queryPlan.sortSatisfiedByIndex) {
      const compare = getSortComparator(schema, query);
      found.sort((left, right) => compare(left.document, right.document));
    }
    return found.slice(skip, skip + limit).map(({ text }) => text);
  };

  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    changes.complete();
    release();
  };

  const instance: SqliteInstance = {
    databaseName: params.databaseName,
    collectionName: params.collectionName,
    schema: params.schema,
    internals: table,
    options: params.options ?? {},

    bulkWrite: async (rows: WrittenRow[], context: string): Promise<RxStorageBulkWriteResponse<Fields>> => {
      assertOpen();
      const attachmentBytes = await readAttachmentBytes(rows, primary);
      const texts = new Map(rows.map(({ document, text }) => [document as object, text]));
      const categorized = driver.transact(() => {
        const ids = rows.map((row) => String(row.document[primary]));
        const known = new Map(table.findByIds(ids).map((one) => [String(one[primary]), one]));
        const sorted = categorizeBulkWriteRows<Fields>(instance, primary, known, rows, context);
        for (const { document } of sorted.bulkInsertDocs)
          table.insert(document as Document, texts.get(document));
        for (const row of sorted.bulkUpdateDocs) table.update(row.document as Document);
        for (const { documentId, attachmentId, digest } of [
          ...sorted.attachmentsAdd,
          ...sorted.attachmentsUpdate,
        ]) {
          const bytes = attachmentBytes.get(`${documentId}|${attachmentId}`);
          if (bytes !== undefined) table.putAttachment(documentId, attachmentId, digest, bytes);
        }
        for (const one of sorted.attachmentsRemove) table.removeAttachment(one.documentId, one.attachmentId);
        return sorted;
      });
      const { eventBulk, newestRow } = categorized;
      if (eventBulk.events.length > 0 && newestRow) {
        const newest = newestRow.document;
        changes.next({
          ...eventBulk,
          checkpoint: { id: String(newest[primary]), lwt: newest._meta.lwt },
        } as EventBulk<RxStorageChangeEvent<Document>, Checkpoint>);
      }
      return { error: categorized.errors };
    },

    findDocumentsById: async (ids: string[], withDeleted: boolean) => {
      assertOpen();
      return table.findTextsByIds(ids, withDeleted).map(parseDocument);
    },
    findDocumentsByIdAsText: (ids, withDeleted) => {
      assertOpen();
      return `[${table.findTextsByIds(ids, withDeleted).join(',')}]`;
    },

    query: async (prepared: PreparedQuery<Fields>): Promise<RxStorageQueryResult<Fields>> => ({
      documents: select(prepared).map(parseDocument),
    }),
    queryAsText: (prepared) => `{"documents":[${select(prepared).join(',')}]}`,

    count: async (prepared: PreparedQuery<Fields>): Promise<RxStorageCountResult> => {
      assertOpen();
      const range = rangeOf(prepared.queryPlan);
      if (prepared.queryPlan.selectorSatisfiedByIndex) return { count: table.count(range), mode: 'fast' };
      const matches = getQueryMatcher(schema, prepared.query);
      let count = 0;
      for (const text of table.range(range)) if (matches(parseDocument(text))) count += 1;
      return { count, mode: 'fast' };
    },

    getAttachmentData: async (documentId: string, attachmentId: string, digest: string): Promise<Blob> => {
      assertOpen();
      const bytes = table.findAttachment(documentId, attachmentId, digest);
      if (bytes === null) throw new Error('store.attachmentUnknown');
      return new Blob([Uint8Array.from(bytes)]);
    },

    changeStream: () =>
      changes.asObservable() as Observable<
        EventBulk<RxStorageChangeEvent<RxDocumentData<Fields>>, Checkpoint>
      >,

    cleanup: async (minimumDeletedTime: number) => {
      assertOpen();
      table.purgeDeleted(now() - minimumDeletedTime);
      return true;
    },

    close,

    remove: async () => {
      assertOpen();
      table.drop();
      await close();
    },
  };
  return instance;
}

function parseDocument(text: string): Document {
  return JSON.parse(text) as Document;
}

function hasEqualFields(fields: readonly string[]) {
  return (left: Document, right: Document): boolean => fields.every((field) => left[field] === right[field]);
}

/** Blobs can only be read asynchronously, so they are read before the transaction. */
async function readAttachmentBytes(
  rows: readonly BulkWriteRow<Fields>[],
  primary: string,
): Promise<Map<string, Uint8Array>> {
  const bytes = new Map<string, Uint8Array>();
  for (const { document } of rows) {
    for (const [name, attachment] of Object.entries(document._attachments ?? {})) {
      if (!('data' in attachment) || !(attachment.data instanceof Blob)) continue;
      bytes.set(`${String(document[primary])}|${name}`, new Uint8Array(await attachment.data.arrayBuffer()));
    }
  }
  return bytes;
}
