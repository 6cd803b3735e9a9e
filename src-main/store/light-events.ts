import {
  type BulkWriteRow,
  type EventBulk,
  getPrimaryFieldOfPrimaryKey,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageWriteError,
} from 'rxdb';
import { map } from 'rxjs';
import type { InstanceOptions, WrittenRow } from './sqlite-storage/instance.ts';
import { type DocumentSchema, listLookedAt } from './sqlite-storage/table.ts';

type Fields = Record<string, unknown>;
type Instance = RxStorageInstance<Fields, unknown, unknown>;
type Rows = BulkWriteRow<Fields>[];
type Response = { readonly error: RxStorageWriteError<Fields>[] };
type Bulk = EventBulk<RxStorageChangeEvent<Fields>, unknown>;

/** The place of a document in a write that the other side sent: the event then need not carry it back. */
type Origin = { readonly write: number; readonly position: number; readonly hasPrevious: boolean };
type LightEvent = RxStorageChangeEvent<Fields> & { readonly origin?: Origin };

const separator = '\u0000';

/** In the store's thread: events of what was just written go out without the documents. */
export function lightenEvents(instance: Instance): void {
  if (instance.schema.attachments !== undefined) return;
  const origins = new WeakMap<object, Origin & { readonly previous: unknown }>();
  const bulkWrite = instance.bulkWrite.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  instance.bulkWrite = (rows, tagged) => {
    const [context = '', write = ''] = tagged.split(separator);
    rows.forEach(({ document, previous }, position) => {
      const hasPrevious = previous !== undefined;
      origins.set(document, { write: Number(write), position, hasPrevious, previous });
    });
    return bulkWrite(rows, context);
  };
  const lighten = (event: RxStorageChangeEvent<Fields>): LightEvent => {
    const origin = origins.get(event.documentData);
    if (origin === undefined) return event;
    const { previous, ...place } = origin;
    const isPreviousKnown = place.hasPrevious && event.previousDocumentData === previous;
    return {
      operation: event.operation,
      documentId: event.documentId,
      documentData: null,
      previousDocumentData: isPreviousKnown ? undefined : event.previousDocumentData,
      origin: { ...place, hasPrevious: isPreviousKnown },
    } as unknown as LightEvent;
  };
  instance.changeStream = () =>
    changeStream().pipe(map((bulk: Bulk) => ({ ...bulk, events: bulk.events.map(lighten) }))) as never;
}

/**
 * In main: sends a new document as the text that is stored, beside what the thread itself looks at, and puts the documents
 * back into what the thread tells of them. An event always comes before its write's answer.
 */
export function restoreEvents(instance: Instance): void {
  if (instance.schema.attachments !== undefined) return;
  const primary = getPrimaryFieldOfPrimaryKey(instance.schema.primaryKey);
  const sent = new Map<number, Rows>();
  let lastWrite = 0;
  const { searchField } = (instance.options ?? {}) as InstanceOptions;
  const lookedAt = listLookedAt(instance.schema as DocumentSchema, searchField);
  const asText = (row: BulkWriteRow<Fields>): WrittenRow => {
    if (row.previous !== undefined) return row;
    const document: Fields = {};
    for (const field of lookedAt) document[field] = row.document[field];
    return { document: document as never, text: JSON.stringify(row.document) };
  };
  const bulkWrite = instance.bulkWrite.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  instance.bulkWrite = async (rows, context) => {
    lastWrite += 1;
    const write = lastWrite;
    sent.set(write, rows as Rows);
    try {
      const { error } = (await bulkWrite(rows.map(asText), `${context}${separator}${write}`)) as Response;
      if (error.length === 0) return { error };
      const byId = new Map(rows.map((row) => [String(row.document[primary]), row]));
      return {
        error: error.map((one) => ({ ...one, writeRow: byId.get(one.documentId) ?? one.writeRow })) as never,
      };
    } finally {
      sent.delete(write);
    }
  };
  const restore = ({ origin, ...event }: LightEvent): RxStorageChangeEvent<Fields> => {
    if (origin === undefined) return event as RxStorageChangeEvent<Fields>;
    const row = sent.get(origin.write)?.[origin.position];
    if (row === undefined) throw new Error('store.eventUnknown');
    return {
      ...event,
      documentData: row.document,
      previousDocumentData: origin.hasPrevious ? row.previous : event.previousDocumentData,
    } as RxStorageChangeEvent<Fields>;
  };
  instance.changeStream = () =>
    changeStream().pipe(map((bulk: Bulk) => ({ ...bulk, events: bulk.events.map(restore) }))) as never;
}
