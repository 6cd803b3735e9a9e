import { sm2, sm3 } from 'sm-crypto-v2';
import { Sm2Seal } from './sm2-seal.ts';

/** GB/T 35276: the id that signer and checker use when none was agreed. */
export const defaultUserId = '1234567812345678';
const options = { der: true, hash: true, userId: defaultUserId } as const;

export type Sm2KeyPair = {
  /** Hex; to be sealed before it is stored. */
  readonly privateKey: string;
  readonly publicKey: string;
};

/** A new key from the platform's own random numbers. */
export function newSm2Key(): Sm2KeyPair {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { privateKey, publicKey };
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** SM3 of the bytes, hex. */
export function sm3Of(bytes: Uint8Array): string {
  const digest: unknown = sm3(bytes);
  return typeof digest === 'string' ? digest : hexOf(digest as Uint8Array);
}

export function sealWithSm2(
  finalised: Uint8Array,
  key: Sm2KeyPair,
  signer: { readonly name: string; readonly certificateNumber: string },
): Sm2Seal {
  const digest = sm3Of(finalised);
  return {
    version: 1,
    sm3: digest,
    signature: sm2.doSignature(bytesOf(digest), key.privateKey, options),
    publicKey: key.publicKey,
    signerName: signer.name,
    certificateNumber: signer.certificateNumber,
  };
}

/**
 * - malformed: no such signature at all
 * - otherDocument: of another document
 * - invalid: the signature does not fit the digest and the key
 * - unknownKey: it fits, but the key is none that the register knows
 */
export type Sm2Answer = 'valid' | 'unknownKey' | 'otherDocument' | 'invalid' | 'malformed';

/**
 * Checks what was kept beside a document. Never throws.
 * @param knownKeys the public keys of the register, hex; without them nobody is behind the signature
 */
export function checkSm2Seal(seal: unknown, finalised: Uint8Array, knownKeys: readonly string[]): Sm2Answer {
  const parsed = Sm2Seal.safeParse(seal);
  if (!parsed.success) return 'malformed';
  const { sm3: digest, signature, publicKey } = parsed.data;
  if (sm3Of(finalised) !== digest) return 'otherDocument';
  try {
    if (!sm2.verifyPublicKey(publicKey)) return 'invalid';
    if (!sm2.doVerifySignature(bytesOf(digest), signature, publicKey, options)) return 'invalid';
  } catch {
    return 'invalid';
  }
  return knownKeys.includes(publicKey) ? 'valid' : 'unknownKey';
}
