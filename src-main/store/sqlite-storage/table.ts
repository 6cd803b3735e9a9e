import {
  getIndexableStringMonad,
  getPrimaryFieldOfPrimaryKey,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb';
import type { SqliteDriver, SqlValue } from '../driver.ts';
import { toIndexKey, toPaddedIndexKey } from './index-key.ts';

export type Document = RxDocumentData<Record<string, unknown>>;
export type DocumentSchema = RxJsonSchema<Document>;

/** How many documents are read at once: few at first, as a page is often found among them. */
const firstStretch = 100;
const longestStretch = 1000;

/** One collection as one table: the document's JSON and, for each index of its schema, a key that sorts. */
export type Table = {
  readonly indexColumn: (index: readonly string[]) => string;
  readonly findByIds: (ids: readonly string[]) => Document[];
  readonly findTextsByIds: (ids: readonly string[], withDeleted: boolean) => string[];
  /** Of a document that comes with its JSON, no more than what its keys and its search words are made of is looked at. */
  readonly insert: (document: Document, text?: string) => void;
  readonly update: (document: Document) => void;
  /** The documents of a stretch, as their JSON. */
  readonly range: (range: Range) => Iterable<string>;
  readonly count: (range: Range) => number;
  readonly purgeDeleted: (writtenBefore: number) => void;
  readonly putAttachment: (documentId: string, name: string, digest: string, bytes: Uint8Array) => void;
  readonly removeAttachment: (documentId: string, name: string) => void;
  readonly findAttachment: (documentId: string, name: string, digest: string) => Uint8Array | null;
  readonly drop: () => void;
};

/** A stretch of one index, in its order or backwards. */
export type Range = {
  readonly column: string;
  readonly lower: string;
  readonly isLowerIncluded: boolean;
  readonly upper: string;
  readonly isUpperIncluded: boolean;
  readonly isBackward?: boolean;
  readonly skip?: number;
  readonly limit?: number;
  /** How many the reader will probably take; read at once. */
  readonly expected?: number;
};

/**
 * Opens or makes the table of a collection. `searchField` names a field of prepared search words that is kept
 * in a full-text table within the same transaction as the document. `expressions` are SQL over `data`, each with an index
 * of its own by its name, so that `listWhere` finds documents by them.
 */
export function openTable(
  driver: SqliteDriver,
  name: string,
  schema: DocumentSchema,
  {
    searchField,
    expressions = {},
  }: { readonly searchField?: string; readonly expressions?: Readonly<Record<string, string>> },
): Table {
  const primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey) as string;
  const indexes = listIndexes(schema);
  const documents = quote(`documents:${name}`);
  const attachments = quote(`attachments:${name}`);
  const search = quote(searchTableName(name));
  const hasPaddedKeys = isOfFirstVersion(driver, `documents:${name}`);
  const keyOf = hasPaddedKeys ? toPaddedIndexKey : toIndexKey;
  const columnAt = (position: number): string => `${hasPaddedKeys ? 'i' : 'k'}${position}`;
  const columns = indexes.map((_, position) => columnAt(position));
  // Programs before this one kept the keys of one more index, which nobody asked. They can still write here.
  const formerColumn = columnAt(columns.length);
  createTables();

  const insertSql = `INSERT INTO ${documents} (id, deleted, lwt, data, ${[...columns, formerColumn].join(', ')})
    VALUES (?, ?, ?, ?${', ?'.repeat(columns.length)}, x'')`;
  const updateSql = `UPDATE ${documents} SET deleted = ?, lwt = ?, data = ?${columns
    .map((one) => `, ${one} = ?`)
    .join('')} WHERE id = ?`;

  function createTables(): void {
    const indexColumns = [...columns, formerColumn].map((column) => `, ${column} BLOB NOT NULL`).join('');
    driver.execute(`CREATE TABLE IF NOT EXISTS ${documents} (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL, lwt REAL NOT NULL,
      data TEXT NOT NULL${indexColumns})`);
    const indexAt = (position: number): string => quote(`index:${name}:${position}`);
    columns.forEach((column, position) => {
      driver.execute(`CREATE INDEX IF NOT EXISTS ${indexAt(position)} ON ${documents} (${column})`);
    });
    driver.execute(`DROP INDEX IF EXISTS ${indexAt(columns.length)}`);
    driver.execute(`CREATE TABLE IF NOT EXISTS ${attachments} (
      document TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY (document, name))`);
    if (searchField !== undefined) {
      driver.execute(`CREATE VIRTUAL TABLE IF NOT EXISTS ${search} USING fts5(words, tokenize = 'ascii')`);
    }
    for (const [index, expression] of Object.entries(expressions)) {
      driver.execute(
        `CREATE INDEX IF NOT EXISTS ${quote(`${index}:${name}`)} ON ${documents} (${expression}) WHERE deleted = 0`,
      );
    }
  }

  const keysOf = (document: Document): Uint8Array[] => indexes.map(({ textOf }) => keyOf(textOf(document)));

  const keepSearchable = (document: Document): void => {
    if (searchField === undefined) return;
    const id = String(document[primary]);
    driver.prepare(`DELETE FROM ${search} WHERE rowid = (SELECT seq FROM ${documents} WHERE id = ?)`).run(id);
    const words = document[searchField];
    if (document._deleted || typeof words !== 'string') return;
    driver
      .prepare(`INSERT INTO ${search} (rowid, words) SELECT seq, ? FROM ${documents} WHERE id = ?`)
      .run(words, id);
  };

  const where = ({ column, isLowerIncluded, isUpperIncluded }: Range): string =>
    `WHERE ${column} ${isLowerIncluded ? '>=' : '>'} ? AND ${column} ${isUpperIncluded ? '<=' : '<'} ?`;
  const bounds = ({ lower, upper }: Range): [SqlValue, SqlValue] => [keyOf(lower), keyOf(upper)];

  const findTexts = (ids: readonly string[], withDeleted: boolean): string[] =>
    selectByIds(driver, name, 'data', ids, withDeleted);

  return {
    indexColumn: (index) => {
      const position = indexes.findIndex(({ path }) => path === index.join(','));
      if (position < 0) throw new Error('store.indexUnknown');
      return columns[position] ?? '';
    },
    findByIds: (ids) => findTexts(ids, true).map((text) => JSON.parse(text) as Document),
    findTextsByIds: findTexts,
    insert: (document, text = JSON.stringify(document)) => {
      const { _deleted, _meta } = document;
      driver
        .prepare(insertSql)
        .run(String(document[primary]), _deleted ? 1 : 0, _meta.lwt, text, ...keysOf(document));
      keepSearchable(document);
    },
    update: (document) => {
      const { _deleted, _meta } = document;
      driver
        .prepare(updateSql)
        .run(
          _deleted ? 1 : 0,
          _meta.lwt,
          JSON.stringify(document),
          ...keysOf(document),
          String(document[primary]),
        );
      keepSearchable(document);
    },
    *range(range) {
      // In stretches, each read to its end: a statement left half-way holds its snapshot, and the log grows
      // without end. Every index ends with the primary key, so the last key says where to go on.
      const direction = range.isBackward ? 'DESC' : 'ASC';
      let from: Range = range;
      let [lower, upper] = bounds(range);
      let left = range.limit ?? Number.POSITIVE_INFINITY;
      let skip = range.skip ?? 0;
      let size = range.expected ?? firstStretch;
      for (; left > 0; size = longestStretch) {
        const wanted = Math.min(range.limit ?? size, left, longestStretch);
        // The key of each row is a buffer of its own: not asked for where nothing can follow.
        const isLast = wanted === range.limit;
        const sql = `SELECT data${isLast ? '' : `, ${range.column} AS key`} FROM ${documents} ${where(from)}
          ORDER BY ${range.column} ${direction} LIMIT ? OFFSET ?`;
        const rows = driver.prepare(sql).all(lower, upper, wanted, skip);
        for (const row of rows) yield String(row.data);
        const last = rows.at(-1)?.key;
        if (rows.length < wanted || !(last instanceof ArrayBuffer || last instanceof Uint8Array)) return;
        if (range.isBackward) {
          upper = new Uint8Array(last);
          from = { ...from, isUpperIncluded: false };
        } else {
          lower = new Uint8Array(last);
          from = { ...from, isLowerIncluded: false };
        }
        left -= rows.length;
        skip = 0;
      }
    },
    count: (range) => {
      const [row] = driver
        .prepare(`SELECT count(*) AS n FROM ${documents} ${where(range)}`)
        .all(...bounds(range));
      return Number(row?.n ?? 0);
    },
    purgeDeleted: (writtenBefore) => {
      driver.transact(() => {
        const old = `SELECT id FROM ${documents} WHERE deleted = 1 AND lwt <= ?`;
        driver.prepare(`DELETE FROM ${attachments} WHERE document IN (${old})`).run(writtenBefore);
        driver.prepare(`DELETE FROM ${documents} WHERE deleted = 1 AND lwt <= ?`).run(writtenBefore);
      });
    },
    putAttachment: (documentId, attachment, digest, bytes) => {
      driver
        .prepare(`INSERT OR REPLACE INTO ${attachments} (document, name, digest, bytes) VALUES (?, ?, ?, ?)`)
        .run(documentId, attachment, digest, bytes);
    },
    removeAttachment: (documentId, attachment) => {
      driver
        .prepare(`DELETE FROM ${attachments} WHERE document = ? AND name = ?`)
        .run(documentId, attachment);
    },
    findAttachment: (documentId, attachment, digest) => {
      const [row] = driver
        .prepare(`SELECT bytes FROM ${attachments} WHERE document = ? AND name = ? AND digest = ?`)
        .all(documentId, attachment, digest);
      const bytes = row?.bytes;
      return bytes instanceof ArrayBuffer || bytes instanceof Uint8Array ? new Uint8Array(bytes) : null;
    },
    drop: () => {
      driver.execute(`DROP TABLE IF EXISTS ${documents}`);
      driver.execute(`DROP TABLE IF EXISTS ${attachments}`);
      if (searchField !== undefined) driver.execute(`DROP TABLE IF EXISTS ${search}`);
    },
  };
}

/** Ids of the documents whose words match a full-text expression, those first that came last. */
export function searchTable(driver: SqliteDriver, name: string, expression: string, limit: number): string[] {
  const documents = quote(`documents:${name}`);
  const search = quote(searchTableName(name));
  return driver
    .prepare(
      `SELECT d.id AS id FROM ${search} s JOIN ${documents} d ON d.seq = s.rowid WHERE s.words MATCH ?
        ORDER BY s.rowid DESC LIMIT ?`,
    )
    .all(expression, limit)
    .map((row) => String(row.id));
}

/** The documents, as their JSON, that meet an SQL condition over `data`. */
export function listWhere(
  driver: SqliteDriver,
  name: string,
  condition: string,
  values: readonly string[],
): string[] {
  return driver
    .prepare(`SELECT data FROM ${quote(`documents:${name}`)} WHERE deleted = 0 AND ${condition}`)
    .all(...values)
    .map((row) => String(row.data));
}

/** Those of the ids whose documents are in the table. */
export function listPresent(driver: SqliteDriver, name: string, ids: readonly string[]): string[] {
  return selectByIds(driver, name, 'id', ids, false);
}

/** All ids are bound as one value: of one that is not there, the binding costs as much as the looking for it. */
function selectByIds(
  driver: SqliteDriver,
  name: string,
  column: 'id' | 'data',
  ids: readonly string[],
  withDeleted: boolean,
): string[] {
  return driver
    .prepare(
      `SELECT d.${column} AS found FROM json_each(?) AS wanted
         CROSS JOIN ${quote(`documents:${name}`)} AS d ON d.id = wanted.value ${withDeleted ? '' : 'WHERE d.deleted = 0'}`,
    )
    .all(JSON.stringify([...new Set(ids)]))
    .map((row) => String(row.found));
}

export function tableName(collection: string, version: number): string {
  return `${collection}:${version}`;
}

function searchTableName(name: string): string {
  return `search:${name}`;
}

/** What of a document its table looks at itself, besides its JSON. */
export function listLookedAt(schema: DocumentSchema, searchField?: string): string[] {
  const primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey) as string;
  const fields = listIndexes(schema).flatMap(({ path }) => path.split(',').map(firstPart));
  return [
    ...new Set([primary, '_deleted', '_meta', '_rev', ...fields, ...(searchField ? [searchField] : [])]),
  ];
}

const firstPart = (path: string): string => path.split('.')[0] ?? path;

function listIndexes(schema: DocumentSchema) {
  const declared = (schema.indexes ?? []).map((index) => (typeof index === 'string' ? [index] : [...index]));
  const unique = new Map(declared.map((index) => [index.join(','), index]));
  return [...unique].map(([path, index]) => ({ path, textOf: getIndexableStringMonad(schema, index) }));
}

/** Tables of the first file version have columns i0, i1, …, whose keys keep RxDB's padding; they stay as they are. */
function isOfFirstVersion(driver: SqliteDriver, table: string): boolean {
  const columns = driver.prepare('SELECT name FROM pragma_table_info(?)').all(table);
  return columns.some((column) => column.name === 'i0');
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
