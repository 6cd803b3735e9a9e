import { access, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFile, syncFolder } from '../files/durable.ts';
import { databaseFile, databaseFiles } from './data-files.ts';
import { toStoreError } from './store-error.ts';

/** A whole copy on its way to become the database. */
const restoredFile = `${databaseFile}.restored`;
const unfinishedFile = `${restoredFile}.unfinished`;

/** '20261123T223000' of an instant: sorts by time and is a safe file name everywhere. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15);
}

/**
 * Puts a copy in the place of the database; what was there is kept aside in a folder of its own. A crash at any
 * step leaves the former state or one that `finishRestoring` completes.
 */
export async function restoreFrom(copy: string, dataFolder: string, now: number): Promise<void> {
  try {
    // Where the database is lost, `finishRestoring` takes what has the name for it: half a copy has another.
    const unfinished = join(dataFolder, unfinishedFile);
    await copyFile(copy, unfinished);
    await syncFile(unfinished);
    await rename(unfinished, join(dataFolder, restoredFile));
    await putInPlace(dataFolder, now);
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Completes a restoring that was broken off after the former database had been set aside. */
export async function finishRestoring(dataFolder: string, now: number): Promise<void> {
  try {
    await rm(join(dataFolder, unfinishedFile), { force: true });
    if (!(await isThere(join(dataFolder, restoredFile)))) return;
    if (await isThere(join(dataFolder, databaseFile))) await rm(join(dataFolder, restoredFile));
    else await putInPlace(dataFolder, now);
  } catch (error) {
    throw toStoreError(error);
  }
}

/** The database goes aside first: from then on the copy, durable by now, is what `finishRestoring` takes. */
async function putInPlace(dataFolder: string, now: number): Promise<void> {
  const aside = join(dataFolder, `damaged-${stampOf(now)}`);
  await mkdir(aside, { recursive: true });
  for (const file of databaseFiles) {
    await rename(join(dataFolder, file), join(aside, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await syncFolder(dataFolder);
  await rename(join(dataFolder, restoredFile), join(dataFolder, databaseFile));
  await syncFolder(dataFolder);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
