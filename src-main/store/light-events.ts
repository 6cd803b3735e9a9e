import type { BulkWriteRow, EventBulk, RxStorageChangeEvent, RxStorageInstance } from 'rxdb';
import { map } from 'rxjs';

type Fields = Record<string, unknown>;
type Instance = RxStorageInstance<Fields, unknown, unknown>;
type Rows = BulkWriteRow<Fields>[];
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

/** In main: puts the documents back that main itself has sent. An event always comes before its write's answer. */
export function restoreEvents(instance: Instance): void {
  if (instance.schema.attachments !== undefined) return;
  const sent = new Map<number, Rows>();
  let lastWrite = 0;
  const bulkWrite = instance.bulkWrite.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  instance.bulkWrite = async (rows, context) => {
    lastWrite += 1;
    const write = lastWrite;
    sent.set(write, rows as Rows);
    try {
      return await bulkWrite(rows, `${context}${separator}${write}`);
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
