import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { CertificateSubject } from '../../shared/signatures/names.ts';
import { findUnwrapped, wrapSecret } from '../session/key-wrap.ts';
import { buildCertificateRequest } from './certificate-request.ts';
import type { SignatureDevice } from './signature-device.ts';

/** A mediator's document-signing key on this desk, sealed with the secret that the PIN opens. */
export const SealedSigningKey = z.object({
  sealed: z.base64(),
  /** SPKI, DER. */
  publicKey: z.base64(),
});
export type SealedSigningKey = z.infer<typeof SealedSigningKey>;

const purpose = 'document-signing-key';
const keyBits = 2048;
const generate = promisify(generateKeyPair);

/** A new RSA key, sealed. @param secret 32 bytes (session's openDocumentSecret) */
export async function newDeskSigningKey(secret: Uint8Array): Promise<SealedSigningKey> {
  const { privateKey } = await generate('rsa', { modulusLength: keyBits });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const sealed = wrapSecret(pkcs8, secret, purpose);
  pkcs8.fill(0);
  return {
    sealed,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

function open(key: SealedSigningKey, secret: Uint8Array): KeyObject {
  const pkcs8 = findUnwrapped(key.sealed, secret, purpose);
  if (pkcs8 === null) throw new CodedError('signing.keyForgotten');
  const opened = createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' });
  pkcs8.fill(0);
  return opened;
}

/**
 * A certificate request (PKCS#10, DER) for the desk's key, signed by it as proof of holding it. The
 * subject is only a proposal: the register decides.
 * @throws CodedError 'signing.keyForgotten'
 */
export async function requestCertificate(
  key: SealedSigningKey,
  secret: Uint8Array,
  subject: CertificateSubject,
): Promise<Uint8Array> {
  const opened = open(key, secret);
  return buildCertificateRequest(
    Buffer.from(key.publicKey, 'base64'),
    subject,
    async (data) => new Uint8Array(sign('sha256', data, opened)),
  );
}

/**
 * Opens the desk's key for one signing.
 * @param certificateChain DER, the mediator's first
 * @throws CodedError 'signing.keyForgotten'
 */
export function openDeskDevice(
  key: SealedSigningKey,
  secret: Uint8Array,
  certificateChain: readonly Uint8Array[],
): SignatureDevice {
  let opened: KeyObject | null = open(key, secret);
  return {
    kind: 'desk',
    certificateChain,
    sign: async (data) => {
      if (opened === null) throw new CodedError('signing.deviceClosed');
      return new Uint8Array(sign('sha256', data, opened));
    },
    close: async () => {
      opened = null;
    },
  };
}
