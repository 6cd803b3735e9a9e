import { createHash, randomBytes } from 'node:crypto';

/** Crockford's letters: no I, L, O, U, so that what is read from paper is typed right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 28;
const checkLength = 2;

/** A new recovery key: six groups of five, 140 random bits and a check over them. */
export function newRecoveryKey(): string {
  const secret = [...randomBytes(secretLength)].map((byte) => alphabet.charAt(byte % 32)).join('');
  return (secret + checkOf(secret)).replace(/(.{5})(?=.)/g, '$1-');
}

/**
 * The secret in what somebody typed from paper: spaces, hyphens, small letters, O for 0 and I or L for 1 are
 * forgiven. Null when the check shows a slip.
 */
export function findRecoverySecret(typed: string): Buffer | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const secret = text.slice(0, secretLength);
  const isWhole =
    text.length === secretLength + checkLength && [...text].every((one) => alphabet.includes(one));
  return isWhole && checkOf(secret) === text.slice(secretLength) ? Buffer.from(secret, 'ascii') : null;
}

function checkOf(secret: string): string {
  const hash = createHash('sha256').update(`recovery-key:${secret}`).digest();
  return [...hash.subarray(0, checkLength)].map((byte) => alphabet.charAt(byte % 32)).join('');
}
