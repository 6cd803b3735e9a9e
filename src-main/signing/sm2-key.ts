import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { newSm2Key, type Sm2KeyPair } from '../../shared/signatures/sm2.ts';
import { findUnwrapped, wrapSecret } from '../session/key-wrap.ts';

/** A mediator's SM2 key on this desk, sealed like the signing key; the public half is told to the register. */
export const SealedSm2Key = z.object({
  sealed: z.base64(),
  /** Hex, as in Sm2Seal. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
export type SealedSm2Key = z.infer<typeof SealedSm2Key>;

const purpose = 'document-sm2-key';

/** A new key, sealed. @param secret 32 bytes (session's openDocumentSecret) */
export function newDeskSm2Key(secret: Uint8Array): SealedSm2Key {
  const { privateKey, publicKey } = newSm2Key();
  return { sealed: wrapSecret(Buffer.from(privateKey, 'hex'), secret, purpose), publicKey };
}

/** Opens the key for one signing. @throws CodedError 'signing.keyForgotten' */
export function openDeskSm2Key(key: SealedSm2Key, secret: Uint8Array): Sm2KeyPair {
  const privateKey = findUnwrapped(key.sealed, secret, purpose);
  if (privateKey === null) throw new CodedError('signing.keyForgotten');
  return { privateKey: privateKey.toString('hex'), publicKey: key.publicKey };
}
