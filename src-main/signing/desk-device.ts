import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { CertificateSubject } from '../../shared/signatures/names.ts';
import { deriveFromPin, findUnwrapped, newSlowHash, SlowHash, wrapSecret } from '../session/key-wrap.ts';
import { buildCertificateRequest } from './certificate-request.ts';
import type { SignatureDevice } from './signature-device.ts';

/** A mediator's document-signing key on this desk, sealed with the PIN. */
export const SealedSigningKey = z.object({
  hash: SlowHash,
  sealed: z.base64(),
  /** SPKI, DER. */
  publicKey: z.base64(),
});
export type SealedSigningKey = z.infer<typeof SealedSigningKey>;

const purpose = 'document-signing-key';
const keyBits = 2048;
const generate = promisify(generateKeyPair);

async function seal(privateKey: KeyObject, pin: string, cost?: number): Promise<SealedSigningKey> {
  const hash = newSlowHash(cost);
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    hash,
    sealed: wrapSecret(pkcs8, await deriveFromPin(pin, hash), purpose),
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

/** A new RSA key, sealed with the PIN. @param cost of the slow hash; only tests lower it */
export async function newDeskSigningKey(pin: string, cost?: number): Promise<SealedSigningKey> {
  const { privateKey } = await generate('rsa', { modulusLength: keyBits });
  return seal(privateKey, pin, cost);
}

async function open(key: SealedSigningKey, pin: string): Promise<KeyObject> {
  const pkcs8 = findUnwrapped(key.sealed, await deriveFromPin(pin, key.hash), purpose);
  if (pkcs8 === null) throw new CodedError('signing.pinWrong');
  const opened = createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' });
  pkcs8.fill(0);
  return opened;
}

/** Seals the same key with another PIN. @throws CodedError 'signing.pinWrong' */
export async function changeSigningPin(
  key: SealedSigningKey,
  pins: { readonly current: string; readonly next: string },
  cost?: number,
): Promise<SealedSigningKey> {
  return seal(await open(key, pins.current), pins.next, cost);
}

/**
 * A certificate request (PKCS#10, DER) for the desk's key, signed by it as proof of holding it. The
 * subject is only a proposal: the register decides.
 * @throws CodedError 'signing.pinWrong'
 */
export async function requestCertificate(
  key: SealedSigningKey,
  pin: string,
  subject: CertificateSubject,
): Promise<Uint8Array> {
  const opened = await open(key, pin);
  return buildCertificateRequest(
    Buffer.from(key.publicKey, 'base64'),
    subject,
    async (data) => new Uint8Array(sign('sha256', data, opened)),
  );
}

/**
 * Opens the desk's key for one signing.
 * @param certificateChain DER, the mediator's first
 * @throws CodedError 'signing.pinWrong'
 */
export async function openDeskDevice(
  key: SealedSigningKey,
  pin: string,
  certificateChain: readonly Uint8Array[],
): Promise<SignatureDevice> {
  let opened: KeyObject | null = await open(key, pin);
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
