/** A value that a statement binds or answers; bytes are bound as Uint8Array and come back as ArrayBuffer. */
export type SqlValue = string | number | Uint8Array | ArrayBuffer | null;

export type Statement = {
  readonly run: (...values: SqlValue[]) => void;
  /** All rows. There is no reading row by row: one that stops early would hold its snapshot of the file. */
  readonly all: (...values: SqlValue[]) => Record<string, SqlValue>[];
};

/** The small part of a SQLite driver that the storage needs; another driver has to offer no more. */
export type SqliteDriver = {
  /** A prepared statement, kept for the next time. */
  readonly prepare: (sql: string) => Statement;
  readonly execute: (sql: string) => void;
  /** Runs work in one write transaction; commits it durably, or undoes all of it and throws. */
  readonly transact: <Result>(work: () => Result) => Result;
  readonly close: () => void;
};
