import { createHash } from 'node:crypto';
import type { SigningCapacity } from '../../shared/contract/certificates.ts';
import type { CertificateSubject } from '../../shared/signatures/names.ts';
import { sealWithSm2 } from '../../shared/signatures/sm2.ts';
import type { Sm2Seal } from '../../shared/signatures/sm2-seal.ts';
import type { Session } from '../session/session.ts';
import { buildCertificateRequest, rsaPublicKey } from './certificate-request.ts';
import { newDeskSigningKey, openDeskDevice, requestCertificate } from './desk-device.ts';
import type { DocumentKeys } from './document-keys.ts';
import type { TokenKey } from './pkcs11-device.ts';
import { newDeskSm2Key, openDeskSm2Key } from './sm2-key.ts';
import type { Tokens } from './tokens.ts';

const fingerprintOf = (publicKey: Uint8Array) => createHash('sha256').update(publicKey).digest('hex');

type KeyOrder = {
  readonly capacity: SigningCapacity;
  readonly pin: string;
  readonly subject: CertificateSubject;
};
/** `keys` is what the desk keeps; the request and its proof go to the server. */
type MadeKeys = {
  readonly keys: DocumentKeys;
  readonly request: Uint8Array;
  readonly sm2Proof: Sm2Seal | null;
};

/** The two holders of a signing key, this desk and a token: each makes keys and opens them with a PIN of its own. */
export function createKeyHolders(parts: {
  readonly session: Pick<Session, 'openDocumentSecret'>;
  readonly tokens: Pick<Tokens, 'takeKey' | 'open'>;
}) {
  const { session, tokens } = parts;
  return {
    /** Throws 'session.wrongPin', 'session.backOff'. */
    makeOnDesk: async ({ capacity, pin, subject }: KeyOrder): Promise<MadeKeys> => {
      const { id: secretId, secret } = await session.openDocumentSecret(pin);
      try {
        const signingKey = await newDeskSigningKey(secret);
        const sm2Key = newDeskSm2Key(secret);
        const request = await requestCertificate(signingKey, secret, subject);
        const signer = { name: subject.commonName, certificateNumber: '' };
        const fingerprint = fingerprintOf(Buffer.from(signingKey.publicKey, 'base64'));
        return {
          keys: { capacity, fingerprint, secretId, signingKey, sm2Key },
          request,
          sm2Proof: sealWithSm2(request, openDeskSm2Key(sm2Key, secret), signer),
        };
      } finally {
        secret.fill(0);
      }
    },

    /** `known`: fingerprints that were asked with before; such a key is not asked with again. Throws 'signing.*'. */
    makeOnToken: async (
      { capacity, pin, subject }: KeyOrder,
      serialNumber: string,
      known: ReadonlySet<string>,
    ): Promise<MadeKeys> => {
      const isFree = (key: TokenKey) => !known.has(fingerprintOf(rsaPublicKey(key)));
      const { label, key, device } = await tokens.takeKey({ serialNumber, pin, isFree });
      try {
        const publicKey = rsaPublicKey(key);
        const fingerprint = fingerprintOf(publicKey);
        return {
          keys: { capacity, fingerprint, token: { serialNumber, label } },
          request: await buildCertificateRequest(publicKey, subject, device.sign),
          sm2Proof: null,
        };
      } finally {
        await device.close();
      }
    },

    /** Opens the keys for one signing; `sm2` null where they have none. Throws 'session.*', 'signing.*'. */
    open: async (keys: DocumentKeys, pin: string, certificateChain: readonly Uint8Array[]) => {
      if ('token' in keys) {
        return { device: await tokens.open(keys.token.serialNumber, pin, certificateChain), sm2: null };
      }
      const { secret } = await session.openDocumentSecret(pin);
      try {
        const device = openDeskDevice(keys.signingKey, secret, certificateChain);
        return { device, sm2: openDeskSm2Key(keys.sm2Key, secret) };
      } finally {
        secret.fill(0);
      }
    },
  };
}
