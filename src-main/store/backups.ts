import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { syncFolder } from '../files/durable.ts';
import { databaseFile } from './data-files.ts';
import type { Store } from './open-store.ts';
import { restoreFrom, stampOf } from './restore.ts';
import { StoreError, type StoreErrorCode, toStoreError } from './store-error.ts';

/** The newest copies, and the newest one of each of the last hours and of the last days in which any was made. */
const keptNewest = 3;
const keptHours = 5;
const keptDays = 7;
/** The number alone says which copy is newer: the PC's clock may have been wrong. The first release wrote none. */
const copyName = /^desk-(?:(\d{6})-)?(\d{8}T\d{6})\.db$/;

/** When a copy was made, ISO-8601. */
function instantOf(name: string): string {
  const stamp = copyName.exec(name)?.[2] ?? '';
  return stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
}

const numberOf = (name: string): number => Number(copyName.exec(name)?.[1] ?? 0);

/** The copies of a folder, oldest first. */
async function listCopies(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => copyName.test(name))
    .sort((left, right) => numberOf(left) - numberOf(right) || (left < right ? -1 : 1));
}

/** Which copies are given up: a damage that is noticed late still finds a copy of hours or of days ago. */
function listOutdated(copies: readonly string[]): string[] {
  const newestOfEach = (stretchOf: (instant: string) => string) => [
    ...new Map(copies.map((name) => [stretchOf(instantOf(name)), name])).values(),
  ];
  const kept = new Set([
    ...copies.slice(-keptNewest),
    ...newestOfEach((instant) => instant.slice(0, '2026-04-13T09'.length)).slice(-keptHours),
    ...newestOfEach(toShanghaiDate).slice(-keptDays),
  ]);
  return copies.filter((name) => !kept.has(name));
}

/** They say nothing about the copy that was looked at: an older one would be taken instead of one that is whole. */
const failuresOfPlace: readonly StoreErrorCode[] = [
  'store.diskFull',
  'store.readOnly',
  'store.inUse',
  'store.workerGone',
];

function passFailureOfPlace(error: unknown): false {
  const failure = toStoreError(error);
  if (failuresOfPlace.includes(failure.code)) throw failure;
  return false;
}

/** What a copy or a trial that was broken off has left behind. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const isLeftover = name.endsWith('.unfinished') || name.startsWith('trial-');
    if (isLeftover) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Local encrypted copies, taken while the work goes on. */
export function createBackups(dataFolder: string) {
  const folder = join(dataFolder, 'backups');
  let working: Promise<unknown> = Promise.resolve();
  /** One at a time: the next would take the unfinished file of the one before for a leftover. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = working.then(work, work);
    working = result.catch(() => {});
    return result;
  };
  return {
    findNewest: async (): Promise<string | null> => {
      const newest = (await listCopies(folder)).at(-1);
      return newest === undefined ? null : instantOf(newest);
    },
    /** Makes a copy and drops those that are outdated by it. Answers when it was made. */
    make: (store: Pick<Store, 'backUp'>, now: number): Promise<string> =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true });
        await removeLeftovers(folder);
        const number = numberOf((await listCopies(folder)).at(-1) ?? '') + 1;
        const name = `desk-${String(number).padStart(6, '0')}-${stampOf(now)}.db`;
        await store.backUp(join(folder, name));
        await syncFolder(folder);
        for (const old of listOutdated(await listCopies(folder))) await rm(join(folder, old));
        return instantOf(name);
      }),
    /**
     * Puts the newest copy that opens in the place of the store. What was there is kept aside, never deleted.
     * @param isGood opens a copy's folder and says whether it is whole; throws what kept it from looking
     * @returns when the copy was made
     * @throws StoreError 'store.damaged' when no copy is good, 'store.diskFull' when there is no room to look
     */
    restoreNewest: async (now: number, isGood: (folder: string) => Promise<boolean>): Promise<string> => {
      for (const name of (await listCopies(folder)).reverse()) {
        const trial = join(folder, `trial-${stampOf(now)}`);
        await mkdir(trial, { recursive: true });
        try {
          const isChosen = await copyFile(join(folder, name), join(trial, databaseFile))
            .then(() => isGood(trial))
            .catch(passFailureOfPlace);
          if (!isChosen) continue;
          await restoreFrom(join(folder, name), dataFolder, now);
          return instantOf(name);
        } finally {
          await rm(trial, { recursive: true, force: true });
        }
      }
      throw new StoreError('store.damaged');
    },
  };
}
export type Backups = ReturnType<typeof createBackups>;
