import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { ActionSigner, RecordHashing, SignatureVerifier } from '../../shared/record/action.ts';

const verifyInThread = promisify(verify);

/** Node's hash functions for the case-file engine. */
export const nodeHashing: RecordHashing = {
  sha256: (text) => hash('sha256', text, 'hex'),
  randomSalt: () => randomBytes(16).toString('hex'),
};

export type SigningKeyPair = {
  readonly fingerprint: string;
  /** DER, base64. */
  readonly publicKey: string;
  /** PKCS#8 DER; wrapped before it is stored. */
  readonly privateKey: Buffer;
};

/** A new Ed25519 key of one person on this desk. */
export function newSigningKey(): SigningKeyPair {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
  return {
    fingerprint: fingerprintOf(publicKey),
    publicKey: publicKey.toString('base64'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
  };
}

function fingerprintOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
}

export function createSigner(fingerprint: string, privateKey: Buffer): ActionSigner {
  const key = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
  return { fingerprint, sign: (id) => sign(null, Buffer.from(id, 'utf8'), key).toString('base64') };
}

/**
 * Verifies with the given public keys; a key that is not among them verifies nothing. The work is done in Node's own
 * threads: of the 25 ms that 300 signatures take, the main loop keeps 5.
 */
export function createVerifier(
  keys: readonly { readonly fingerprint: string; readonly publicKey: string }[],
): SignatureVerifier {
  const known = new Map(
    keys.map(({ fingerprint, publicKey }) => [
      fingerprint,
      createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' }),
    ]),
  );
  return async (fingerprint, id, signature) => {
    const key = known.get(fingerprint);
    return (
      key !== undefined &&
      verifyInThread(null, Buffer.from(id, 'utf8'), key, Buffer.from(signature, 'base64'))
    );
  };
}
