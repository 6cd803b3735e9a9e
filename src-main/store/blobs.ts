import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../files/durable.ts';
import { StoreError, toStoreError } from './store-error.ts';

/** Scans and finalised documents, each an encrypted file named by the SHA-256 of its content. */
export type BlobStore = {
  /** Keeps the bytes durably; answers their SHA-256. The same bytes are kept once. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** The bytes; throws 'store.damaged' when the file does not hold what its name says. */
  readonly find: (sha256: string) => Promise<Uint8Array | null>;
};

const nonceLength = 12;
const tagLength = 16;

export function createBlobStore(folder: string, dataKey: Uint8Array): BlobStore {
  const key = Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), 'blobs', 32));
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  const find: BlobStore['find'] = async (sha256) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    const sealed = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw toStoreError(error);
    });
    if (sealed === null) return null;
    const nonce = sealed.subarray(0, nonceLength);
    const tag = sealed.subarray(nonceLength, nonceLength + tagLength);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    } catch {
      throw new StoreError('store.damaged');
    }
  };

  return {
    find,
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        const nonce = randomBytes(nonceLength);
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256));
        const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
        const file = await open(unfinished, 'w', 0o600);
        try {
          await file.writeFile(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
        // The name is durable when the folder is, and that folder's name when its own folder is.
        for (const parent of [dirname(path), folder]) await syncFolder(parent);
        return sha256;
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => {});
        throw toStoreError(error);
      }
    },
  };
}
