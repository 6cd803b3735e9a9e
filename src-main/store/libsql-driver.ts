import Database from 'libsql';
import type { SqliteDriver, SqlValue, Statement } from './driver.ts';

/**
 * Opens an encrypted SQLite file. Exclusive: a second process is refused instead of sharing.
 * `synchronous=FULL` with WAL means that a commit is on the disk when it returns.
 * The cipher authenticates no pages; tampering is shown by the hashes and signatures of the actions.
 * @param key 32 bytes
 */
export function openLibsql(path: string, key: Uint8Array): SqliteDriver {
  const database = new Database(path, {
    encryptionCipher: 'aes256cbc',
    encryptionKey: Buffer.from(key).toString('hex'),
    timeout: 1,
  } as Database.Options);
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE');
    // Only a new file takes it. A document of 2 KB leaves half of SQLite's usual page empty.
    database.exec('PRAGMA page_size=8192');
    database.exec('PRAGMA journal_mode=WAL');
    database.exec('PRAGMA synchronous=FULL');
    // 128 MB at most: a page that is not in it is read and deciphered anew.
    database.exec('PRAGMA cache_size=-131072');
    database.exec('PRAGMA temp_store=MEMORY');
    database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, Statement>();

  const prepare = (sql: string): Statement => {
    const kept = statements.get(sql);
    if (kept !== undefined) return kept;
    const prepared = database.prepare(sql);
    const statement: Statement = {
      run: (...values) => {
        prepared.run(...values);
      },
      all: (...values) => prepared.all(...values) as Record<string, SqlValue>[],
    };
    statements.set(sql, statement);
    return statement;
  };

  return {
    prepare,
    execute: (sql) => {
      database.exec(sql);
    },
    transact: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      statements.clear();
      database.close();
    },
  };
}
