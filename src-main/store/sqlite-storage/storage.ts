import {
  ensureRxStorageInstanceParamsAreCorrect,
  RXDB_VERSION,
  type RxStorage,
  type RxStorageInstanceCreationParams,
} from 'rxdb';
import type { SqliteDriver } from '../driver.ts';
import { createSqliteInstance, type InstanceOptions, type SqliteInstance } from './instance.ts';
import type { Table } from './table.ts';

export type SqliteStorage = RxStorage<Table, InstanceOptions>;

/**
 * RxDB's storage over SQLite. `open` gives the driver of a database's file; it is closed with the last
 * collection of that database.
 */
export function createSqliteStorage(open: (databaseName: string) => SqliteDriver): SqliteStorage {
  const drivers = new Map<string, { driver: SqliteDriver; users: number }>();

  const acquire = (databaseName: string): SqliteDriver => {
    const known = drivers.get(databaseName) ?? { driver: open(databaseName), users: 0 };
    known.users += 1;
    drivers.set(databaseName, known);
    return known.driver;
  };
  const release = (databaseName: string): void => {
    const known = drivers.get(databaseName);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users > 0) return;
    drivers.delete(databaseName);
    known.driver.close();
  };

  return {
    name: 'sqlite',
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async <Fields>(
      params: RxStorageInstanceCreationParams<Fields, InstanceOptions>,
    ) => {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const driver = acquire(params.databaseName);
      try {
        const instance: SqliteInstance = createSqliteInstance(
          driver,
          params as unknown as RxStorageInstanceCreationParams<Record<string, unknown>, InstanceOptions>,
          () => release(params.databaseName),
        );
        return instance as never;
      } catch (error) {
        release(params.databaseName);
        throw error;
      }
    },
  };
}
