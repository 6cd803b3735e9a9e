import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError, toStoreError } from './store-error.ts';

const fileName = 'desk.key-check';

/**
 * Tells a wrong key from a damaged file: SQLite reports both alike. The check is a keyed hash and says nothing
 * about the key. Throws 'store.wrongKey'.
 */
export async function assertKeyFits(folder: string, key: Uint8Array): Promise<void> {
  const path = join(folder, fileName);
  const own = createHmac('sha256', key).update('mediation-desk-store').digest('hex');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw toStoreError(error);
  });
  if (kept === null) {
    await writeFile(path, own, { mode: 0o600, flush: true }).catch((error: unknown) => {
      throw toStoreError(error);
    });
    return;
  }
  if (kept.length !== own.length || !timingSafeEqual(Buffer.from(kept), Buffer.from(own))) {
    throw new StoreError('store.wrongKey');
  }
}
