import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** A private key sealed with a passphrase: scrypt, then AES-256-GCM; the parameters stand beside it. */
export const WrappedKey = z.object({
  hash: z.object({
    name: z.literal('scrypt'),
    cost: z.number().int().min(1024),
    blockSize: z.number().int(),
    parallel: z.number().int(),
    salt: z.base64(),
  }),
  /** Nonce, tag and ciphertext. */
  sealed: z.base64(),
});
export type WrappedKey = z.infer<typeof WrappedKey>;

const standardCost = 2 ** 17;
const purpose = Buffer.from('certificate-authority-key');

function derive(passphrase: string, hash: WrappedKey['hash']): Promise<Buffer> {
  const options = {
    N: hash.cost,
    r: hash.blockSize,
    p: hash.parallel,
    maxmem: 256 * hash.cost * hash.blockSize,
  };
  return new Promise((done, fail) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(hash.salt, 'base64'), 32, options, (error, key) =>
      error ? fail(error) : done(key),
    );
  });
}

/** Seals PKCS#8 bytes. */
export async function wrapKey(
  pkcs8: Uint8Array,
  passphrase: string,
  cost: number = standardCost,
): Promise<WrappedKey> {
  const hash = {
    name: 'scrypt',
    cost,
    blockSize: 8,
    parallel: 1,
    salt: randomBytes(16).toString('base64'),
  } as const;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, hash), nonce).setAAD(purpose);
  const body = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  return { hash, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') };
}

/** Opens what `wrapKey` sealed; null when the passphrase is another one. */
export async function findUnwrappedKey(wrapped: WrappedKey, passphrase: string): Promise<Buffer | null> {
  const bytes = Buffer.from(wrapped.sealed, 'base64');
  if (bytes.length < 28) return null;
  const key = await derive(passphrase, wrapped.hash);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(purpose);
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}
