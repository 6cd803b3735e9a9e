import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** Parameters of the slow hash, kept beside what it protects so that they can rise later. */
export const SlowHash = z.object({
  name: z.literal('scrypt'),
  cost: z.number().int().min(1024),
  blockSize: z.number().int(),
  parallel: z.number().int(),
  salt: z.base64(),
});
export type SlowHash = z.infer<typeof SlowHash>;

/** About 300 ms and 128 MB on an old office PC. */
const standardCost = 2 ** 17;

export function newSlowHash(cost: number = standardCost): SlowHash {
  return { name: 'scrypt', cost, blockSize: 8, parallel: 1, salt: randomBytes(16).toString('base64') };
}

export type DeriveFromPin = (pin: string, hash: SlowHash) => Promise<Buffer>;

/** The 32-byte key of a PIN in plain Node; in Electron slow-hash.ts computes the same. */
export const deriveFromPin: DeriveFromPin = (pin, hash) => {
  const options = {
    N: hash.cost,
    r: hash.blockSize,
    p: hash.parallel,
    maxmem: 256 * hash.cost * hash.blockSize,
  };
  return new Promise((done, fail) => {
    scrypt(pin.normalize('NFKC'), Buffer.from(hash.salt, 'base64'), 32, options, (error, key) =>
      error ? fail(error) : done(key),
    );
  });
};

/** A key for one purpose out of a strong secret. */
export function deriveFromSecret(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
}

/** AES-256-GCM over a secret: nonce, tag and ciphertext as one base64 text. */
export function wrapSecret(secret: Uint8Array, key: Uint8Array, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `wrapSecret` made; null when the key or the purpose is not the one it was made with. */
export function findUnwrapped(wrapped: string, key: Uint8Array, purpose: string): Buffer | null {
  const bytes = Buffer.from(wrapped, 'base64');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}
