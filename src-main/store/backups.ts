import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFile, type Store } from './open-store.ts';
import { toStoreError } from './store-error.ts';

/** How many copies are kept; the oldest goes when a further one is whole. */
const kept = 10;
const copyName = /^desk-(\d{8}T\d{6})\.db$/;

/** '20261123T223000' of an instant: sorts by time and is a safe file name everywhere. */
function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15);
}

/** When a copy was made, ISO-8601. */
function instantOf(name: string): string {
  const stamp = copyName.exec(name)?.[1] ?? '';
  return stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
}

async function listCopies(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => copyName.test(name)).sort();
}

/** Local encrypted copies, taken while the work goes on. */
export function createBackups(dataFolder: string) {
  const folder = join(dataFolder, 'backups');
  return {
    findNewest: async (): Promise<string | null> => {
      const newest = (await listCopies(folder)).at(-1);
      return newest === undefined ? null : instantOf(newest);
    },
    /** Makes a copy and drops the oldest beyond ten. Answers when it was made. */
    make: async (store: Pick<Store, 'backUp'>, now: number): Promise<string> => {
      await mkdir(folder, { recursive: true });
      const name = `desk-${stampOf(now)}.db`;
      await store.backUp(join(folder, name));
      const copies = await listCopies(folder);
      for (const old of copies.slice(0, Math.max(copies.length - kept, 0))) await rm(join(folder, old));
      return instantOf(name);
    },
    /**
     * Puts the newest copy that opens in the place of the store. What was there is kept aside, never deleted.
     * @param isGood opens a copy's folder and says whether it is whole
     * @returns when the copy was made
     * @throws StoreError 'store.damaged' when no copy is good
     */
    restoreNewest: async (now: number, isGood: (folder: string) => Promise<boolean>): Promise<string> => {
      for (const name of (await listCopies(folder)).reverse()) {
        const trial = join(folder, `trial-${stampOf(now)}`);
        await mkdir(trial, { recursive: true });
        try {
          await copyFile(join(folder, name), join(trial, databaseFile));
          if (!(await isGood(trial))) continue;
          await keepAside(dataFolder, now);
          await copyFile(join(folder, name), join(dataFolder, databaseFile));
          return instantOf(name);
        } finally {
          await rm(trial, { recursive: true, force: true });
        }
      }
      throw toStoreError(new Error('store.damaged'));
    },
  };
}
export type Backups = ReturnType<typeof createBackups>;

async function keepAside(dataFolder: string, now: number): Promise<void> {
  const aside = join(dataFolder, `damaged-${stampOf(now)}`);
  await mkdir(aside, { recursive: true });
  for (const ending of ['', '-wal', '-shm']) {
    const file = `${databaseFile}${ending}`;
    await rename(join(dataFolder, file), join(aside, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw toStoreError(error);
    });
  }
}
