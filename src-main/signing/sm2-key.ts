import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { newSm2Key, type Sm2KeyPair } from '../../shared/signatures/sm2.ts';
import { deriveFromPin, findUnwrapped, newSlowHash, SlowHash, wrapSecret } from '../session/key-wrap.ts';

/** A mediator's SM2 key on this desk, sealed with the PIN; the public half is told to the register. */
export const SealedSm2Key = z.object({
  hash: SlowHash,
  sealed: z.base64(),
  /** Hex, as in Sm2Seal. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
export type SealedSm2Key = z.infer<typeof SealedSm2Key>;

const purpose = 'document-sm2-key';

/** @param cost of the slow hash; only tests lower it */
export async function newDeskSm2Key(pin: string, cost?: number): Promise<SealedSm2Key> {
  const { privateKey, publicKey } = newSm2Key();
  const hash = newSlowHash(cost);
  const secret = Buffer.from(privateKey, 'hex');
  return { hash, sealed: wrapSecret(secret, await deriveFromPin(pin, hash), purpose), publicKey };
}

/** Opens the key for one signing. @throws CodedError 'signing.pinWrong' */
export async function openDeskSm2Key(key: SealedSm2Key, pin: string): Promise<Sm2KeyPair> {
  const secret = findUnwrapped(key.sealed, await deriveFromPin(pin, key.hash), purpose);
  if (secret === null) throw new CodedError('signing.pinWrong');
  return { privateKey: secret.toString('hex'), publicKey: key.publicKey };
}
