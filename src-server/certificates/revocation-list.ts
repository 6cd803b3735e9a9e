import { Enumerated, Integer } from 'asn1js';
import {
  AlgorithmIdentifier,
  type Certificate,
  CertificateRevocationList,
  Extension,
  Extensions,
  RevokedCertificate,
} from 'pkijs';
import { toBuffer } from '../../shared/signatures/cms.ts';
import {
  type AuthorityKey,
  authorityKeyExtension,
  certificateTime,
  nodeEngine,
} from './certificate-builder.ts';

export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
} as const;
export type RevocationReason = keyof typeof revocationReasons;

export type Revocation = {
  /** Lower-case hex, as `getSerialNumber` gives it. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
};

/** A certificate's serial number in lower-case hex. */
export function getSerialNumber(certificate: Certificate): string {
  return Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex');
}

/** A signed revocation list (RFC 5280 5); DER. */
export async function buildRevocationList(parts: {
  readonly issuer: Certificate;
  readonly signingKey: AuthorityKey;
  readonly revocations: readonly Revocation[];
  /** Rises with each list, so that an older one is known as such. */
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}): Promise<Uint8Array> {
  const revoked = parts.revocations.map(
    ({ serialNumber, revokedAt, reason }) =>
      new RevokedCertificate({
        userCertificate: new Integer({ valueHex: toBuffer(Buffer.from(serialNumber, 'hex')) }),
        revocationDate: certificateTime(revokedAt),
        crlEntryExtensions: new Extensions({
          extensions: [
            new Extension({
              extnID: '2.5.29.21',
              extnValue: new Enumerated({ value: revocationReasons[reason] }).toBER(),
            }),
          ],
        }),
      }),
  );
  const list = new CertificateRevocationList({
    version: 1,
    signature: new AlgorithmIdentifier(),
    issuer: parts.issuer.subject,
    thisUpdate: certificateTime(parts.thisUpdate),
    nextUpdate: certificateTime(parts.nextUpdate),
    ...(revoked.length > 0 ? { revokedCertificates: revoked } : {}),
    crlExtensions: new Extensions({
      extensions: [
        authorityKeyExtension(parts.issuer.subjectPublicKeyInfo),
        new Extension({ extnID: '2.5.29.20', extnValue: new Integer({ value: parts.number }).toBER() }),
      ],
    }),
  });
  await list.sign(parts.signingKey, 'SHA-256', nodeEngine);
  return new Uint8Array(list.toSchema(true).toBER());
}
