import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type BenchRow, benchSchema } from './rows.ts';

/** Runs in the bare Electron's page: RxDB with Dexie over the same rows. */
Object.assign(globalThis, {
  openDexie: async () => {
    const database = await createRxDatabase({
      name: 'bench',
      storage: getRxStorageDexie(),
      multiInstance: false,
    });
    const { rows } = await database.addCollections({ rows: { schema: benchSchema } });
    Object.assign(globalThis, { database, rows });
  },
  insertRows: (batch: readonly BenchRow[]) =>
    (globalThis as unknown as { rows: { bulkInsert: (batch: readonly BenchRow[]) => Promise<unknown> } }).rows
      .bulkInsert(batch)
      .then(() => 0),
  pageAfter: async (rank: string) => {
    const { rows } = globalThis as unknown as {
      rows: { find: (query: object) => { exec: () => Promise<unknown[]> } };
    };
    return (await rows.find({ selector: { rank: { $gt: rank } }, sort: [{ rank: 'asc' }], limit: 50 }).exec())
      .length;
  },
  firstPage: async () => {
    const { rows } = globalThis as unknown as {
      rows: { find: (query: object) => { exec: () => Promise<unknown[]> } };
    };
    return (await rows.find({ selector: {}, sort: [{ rank: 'desc' }], limit: 50 }).exec()).length;
  },
});
