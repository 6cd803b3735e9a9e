import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The database of a data folder; SQLite keeps its log and index beside it. */
export const databaseFile = 'desk.db';
export const databaseFiles = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`] as const;

/** Waits until a folder's names are on the disk; Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file that is there whole or not at all, whatever happens in between; durable when it returns. */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}

/** Makes what is already written to a file durable. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}
