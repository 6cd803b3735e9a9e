import { createHash, randomBytes } from 'node:crypto';
import { BitString, fromBER, Integer, OctetString } from 'asn1js';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { toBuffer } from '../../shared/signatures/cms.ts';
import { oids } from '../../shared/signatures/oids.ts';

export const nodeEngine = new CryptoEngine({ name: 'node', crypto, subtle: crypto.subtle });

/** A private key of WebCrypto; the name differs between type libraries. */
export type AuthorityKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** authority signs certificates and lists; signer signs documents; timestamp signs receipts. */
export type CertificateUse = 'authority' | 'signer' | 'timestamp';

/** Bits of KeyUsage (RFC 5280 4.2.1.3), first byte. */
const keyUsageBits: Readonly<Record<CertificateUse, number>> = {
  authority: 0b0000_0110,
  signer: 0b1100_0000,
  timestamp: 0b1000_0000,
};

/** 127 random bits, positive and never zero: unguessable and unique without a counter (RFC 5280 4.1.2.2). */
export function newSerialNumber(): Integer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new Integer({ valueHex: toBuffer(bytes) });
}

/** UTCTime until 2049, then GeneralizedTime (RFC 5280 4.1.2.5); whole seconds. */
export function certificateTime(instant: Date): Time {
  const whole = new Date(Math.floor(instant.getTime() / 1000) * 1000);
  return new Time({ type: whole.getUTCFullYear() < 2050 ? 0 : 1, value: whole });
}

/** SHA-1 of the key's bits, as RFC 5280 names keys; it identifies and protects nothing. */
export function keyIdentifier(key: PublicKeyInfo): OctetString {
  const bits = new Uint8Array(key.subjectPublicKey.valueBlock.valueHexView);
  return new OctetString({ valueHex: toBuffer(createHash('sha1').update(bits).digest()) });
}

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

export function authorityKeyExtension(issuerKey: PublicKeyInfo): Extension {
  const identifier = new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(issuerKey) });
  return extension('2.5.29.35', false, identifier.toSchema());
}

function extensionsFor(
  use: CertificateUse,
  pathLength: number,
  key: PublicKeyInfo,
  issuerKey: PublicKeyInfo,
): Extension[] {
  const constraints =
    use === 'authority'
      ? new BasicConstraints({ cA: true, pathLenConstraint: pathLength })
      : new BasicConstraints();
  const usage = new BitString({
    valueHex: toBuffer(Uint8Array.of(keyUsageBits[use])),
    unusedBits: use === 'authority' ? 1 : use === 'signer' ? 6 : 7,
  });
  return [
    extension('2.5.29.19', true, constraints.toSchema()),
    extension('2.5.29.15', true, usage),
    extension('2.5.29.14', false, keyIdentifier(key)),
    authorityKeyExtension(issuerKey),
    // RFC 3161 2.3: this purpose alone, and critical.
    ...(use === 'timestamp'
      ? [extension('2.5.29.37', true, new ExtKeyUsage({ keyPurposes: [oids.timeStamping] }).toSchema())]
      : []),
  ];
}

/** Makes and signs an X.509 v3 certificate; DER. */
export async function buildCertificate(parts: {
  readonly use: CertificateUse;
  /** How many authorities may follow; only for an authority. */
  readonly pathLength?: number;
  readonly subject: RelativeDistinguishedNames;
  readonly subjectKey: PublicKeyInfo;
  readonly issuer: RelativeDistinguishedNames;
  readonly issuerKey: PublicKeyInfo;
  readonly signingKey: AuthorityKey;
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Promise<Uint8Array> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: newSerialNumber(),
    issuer: parts.issuer,
    subject: parts.subject,
    notBefore: certificateTime(parts.notBefore),
    notAfter: certificateTime(parts.notAfter),
    subjectPublicKeyInfo: parts.subjectKey,
    extensions: extensionsFor(parts.use, parts.pathLength ?? 0, parts.subjectKey, parts.issuerKey),
  });
  await certificate.sign(parts.signingKey, 'SHA-256', nodeEngine);
  return new Uint8Array(certificate.toSchema(true).toBER());
}

export function readPublicKey(spki: Uint8Array): PublicKeyInfo {
  return new PublicKeyInfo({ schema: fromBER(toBuffer(spki)).result });
}
