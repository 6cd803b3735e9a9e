import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** Parameters of the slow hash, kept beside what it protects so that they can rise later. */
export const SlowHash = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('argon2id'),
    /** KiB of memory. */
    memory: z.number().int().min(1024),
    passes: z.number().int().min(1),
    salt: z.base64(),
  }),
  /** Of the first release; made anew at the next unlocking. */
  z.object({
    name: z.literal('scrypt'),
    cost: z.number().int().min(1024),
    blockSize: z.number().int(),
    parallel: z.number().int(),
    salt: z.base64(),
  }),
]);
export type SlowHash = z.infer<typeof SlowHash>;

/** About half a second: more than RFC 9106 asks of a machine with little memory (64 MiB, three passes), for a PIN is short. */
const standardMemory = 128 * 1024;
const standardPasses = 8;

export function newSlowHash(memory: number = standardMemory): SlowHash {
  return { name: 'argon2id', memory, passes: standardPasses, salt: randomBytes(16).toString('base64') };
}

export function isOutdatedHash({ name }: SlowHash): boolean {
  return name !== 'argon2id';
}

/** What computes it: the first screen does without, and whoever has typed a PIN need not wait for it. */
export const loadSlowHash = () => import('@node-rs/argon2');

/** The 32-byte key of a PIN, computed beside the main loop. */
export async function deriveFromPin(pin: string, hash: SlowHash): Promise<Buffer> {
  const text = pin.normalize('NFKC');
  const salt = Buffer.from(hash.salt, 'base64');
  if (hash.name === 'scrypt') return deriveByScrypt(text, salt, hash);
  const { hashRaw } = await loadSlowHash();
  return hashRaw(text, {
    algorithm: argon2id,
    memoryCost: hash.memory,
    timeCost: hash.passes,
    parallelism: 1,
    outputLen: 32,
    salt,
  });
}
/** The library declares its algorithms as a constant enum, which a file compiled by itself cannot read. */
const argon2id = 2;

function deriveByScrypt(
  text: string,
  salt: Buffer,
  { cost, blockSize, parallel }: Extract<SlowHash, { name: 'scrypt' }>,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
  return new Promise((done, fail) => {
    scrypt(text, salt, 32, options, (error, key) => (error ? fail(error) : done(key)));
  });
}

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
