import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../files/durable.ts';
import { StoreError, toStoreError } from './store-error.ts';

const fileName = 'desk.key-check';

/**
 * Tells a wrong key from a damaged file: SQLite reports both alike. The check is a keyed hash and says nothing
 * about the key. It is made only after the store has opened with the key: made before, a wrong key on a folder
 * without a check would lock the right one out.
 * @returns whether there is a check and the key fits it
 * @throws StoreError 'store.wrongKey'
 */
export async function isKeyChecked(folder: string, key: Uint8Array): Promise<boolean> {
  const kept = await readFile(join(folder, fileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw toStoreError(error);
  });
  const own = checkOf(key);
  // A torn check says nothing; the store itself then shows whether the key is right.
  if (kept.length !== own.length) return false;
  if (!timingSafeEqual(Buffer.from(kept), Buffer.from(own))) throw new StoreError('store.wrongKey');
  return true;
}

/** Keeps the check of a key with which the store has opened. */
export async function keepKeyCheck(folder: string, key: Uint8Array): Promise<void> {
  await writeDurably(join(folder, fileName), checkOf(key)).catch((error: unknown) => {
    throw toStoreError(error);
  });
}

function checkOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('mediation-desk-store').digest('hex');
}
