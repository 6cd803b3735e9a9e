import { createHash, createPublicKey, hash, type KeyObject, randomBytes, verify } from 'node:crypto';
import { hash as hashSlowly, verify as verifyHash } from '@node-rs/argon2';

/** Argon2id of a password. */
export function hashPassword(password: string): Promise<string> {
  return hashSlowly(password);
}

/** Takes as long for an account that is not there, so that its existence does not show. */
export async function isPasswordRight(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await nobodysHash);
  return (await verifyHash(against, password)) && passwordHash !== null;
}
const nobodysHash = hashSlowly(randomBytes(16).toString('hex'));

/** A random text that stands for a right: shown once, kept only as its digest. */
export function newSecret(): { readonly secret: string; readonly digest: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, digest: digestOf(secret) };
}

/** '7K3M-9QXA-...': twelve signs that can be read over the telephone. */
export function newEnrolmentCode(): { readonly code: string; readonly digest: string } {
  const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
  const code = [...randomBytes(12)].map((byte) => signs[byte % signs.length]).join('');
  return { code: code.replace(/(.{4})(?=.)/g, '$1-'), digest: digestOf(code) };
}

/** The digest under which a typed code is looked up, however it was written. */
export function digestOfCode(typed: string): string {
  return digestOf(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}

export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Ed25519 over a text. False for a key or signature that is none. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = openPublicKey(publicKey);
    return key !== null && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

const openedKeys = new Map<string, KeyObject>();
const mostOpenedKeys = 10_000;

/** A key of people's, opened once for many signatures; null for one that is none. */
export function openPublicKey(publicKey: string): KeyObject | null {
  const known = openedKeys.get(publicKey);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    if (key.asymmetricKeyType !== 'ed25519') return null;
    const [oldest] = openedKeys.keys();
    if (openedKeys.size >= mostOpenedKeys && oldest !== undefined) openedKeys.delete(oldest);
    openedKeys.set(publicKey, key);
    return key;
  } catch {
    return null;
  }
}

/** As isSignedBy, beside the main loop: a push has many signatures, and others wait for the loop meanwhile. */
export function isSignedByKey(key: KeyObject, text: string, signature: string): Promise<boolean> {
  return new Promise((done) => {
    verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'), (error, isRight) =>
      done(error === null && isRight),
    );
  });
}

/** As a desk names its keys: the first 32 hex digits of the SHA-256 of the DER. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);
}
