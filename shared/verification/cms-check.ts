import { fromBER, type OctetString } from 'asn1js';
import {
  type Attribute,
  Certificate,
  ContentInfo,
  type CryptoEngine,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from 'pkijs';
import { toBuffer } from '../signatures/cms.ts';
import { oids } from '../signatures/oids.ts';
import type { DigestSha256 } from '../signatures/signer.ts';
import { sameBytes } from './chain.ts';

/** What a signature's bytes say by themselves, before any question of trust. */
export type CmsCheck = {
  readonly isIntact: boolean;
  readonly signer: Certificate | null;
  readonly embedded: readonly Certificate[];
  /** Of a time-stamp token, its time; null for a signature. */
  readonly stampedAt: Date | null;
};

const broken: CmsCheck = { isIntact: false, signer: null, embedded: [], stampedAt: null };

/** The CMS without the zeros that fill its room; null when what follows is anything else. */
function withoutFilling(contents: Uint8Array): Uint8Array | null {
  // A DER sequence with its length in one to three bytes (X.690 8.1.3).
  const [tag, first = 0] = contents;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (tag !== 0x30 || first === 0x80 || count > 3) return null;
  const length =
    count === 0 ? first : contents.subarray(2, 2 + count).reduce((sum, one) => sum * 256 + one, 0);
  const end = 2 + count + length;
  if (end > contents.length) return null;
  return contents.subarray(end).every((one) => one === 0) ? contents.subarray(0, end) : null;
}

function attributeBytes(info: SignerInfo, type: string): Uint8Array | null {
  const found = (info.signedAttrs?.attributes ?? []).filter((one: Attribute) => one.type === type);
  const value = found[0]?.values[0] as { toBER?: () => ArrayBuffer } | undefined;
  if (found.length !== 1 || found[0]?.values.length !== 1 || !value?.toBER) return null;
  return new Uint8Array(value.toBER());
}

function octets(value: Uint8Array | null): Uint8Array | null {
  if (value === null) return null;
  const parsed = fromBER(toBuffer(value)).result as OctetString;
  return parsed.idBlock.tagNumber === 4 ? new Uint8Array(parsed.valueBlock.valueHexView) : null;
}

/** The first certificate hash of signing-certificate-v2, when it is by SHA-256 (the default). */
function certificateHash(value: Uint8Array | null): Uint8Array | null {
  if (value === null) return null;
  type Node = { idBlock: { tagNumber: number }; valueBlock: { value?: Node[]; valueHexView?: Uint8Array } };
  const first = (node: Node | undefined) => node?.valueBlock.value?.[0];
  const hash = first(first(first(fromBER(toBuffer(value)).result as unknown as Node)));
  return hash?.idBlock.tagNumber === 4 ? new Uint8Array(hash.valueBlock.valueHexView ?? []) : null;
}

function findSigner(info: SignerInfo, certificates: readonly Certificate[]): Certificate | null {
  const { sid } = info;
  if (!(sid instanceof IssuerAndSerialNumber)) return null;
  return (
    certificates.find(
      (one) => one.issuer.isEqual(sid.issuer) && one.serialNumber.isEqual(sid.serialNumber),
    ) ?? null
  );
}

/** RFC 3161 2.3: time stamping as the only purpose, and critical. */
function isTimestampCertificate(certificate: Certificate): boolean {
  const extension = certificate.extensions?.find((one) => one.extnID === '2.5.29.37');
  const usage: unknown = extension?.parsedValue;
  return (
    extension?.critical === true &&
    usage instanceof ExtKeyUsage &&
    usage.keyPurposes.length === 1 &&
    usage.keyPurposes[0] === oids.timeStamping
  );
}

async function readStamp(
  signedData: SignedData,
  contentDigest: Uint8Array,
): Promise<{ content: Uint8Array; at: Date } | null> {
  const content = signedData.encapContentInfo.eContent?.getValue();
  if (content === undefined) return null;
  const info = TSTInfo.fromBER(content);
  const isOurs =
    info.messageImprint.hashAlgorithm.algorithmId === oids.sha256 &&
    sameBytes(new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView), contentDigest);
  return isOurs ? { content: new Uint8Array(content), at: info.genTime } : null;
}

/**
 * Does this CMS sign this digest? Checks the attributes PAdES B-B wants, the certificate it names and the
 * signature itself. Never throws: what cannot be read is not intact.
 */
export async function checkCms(parts: {
  readonly contents: Uint8Array;
  /** SHA-256 of the bytes in the signature's range. */
  readonly contentDigest: Uint8Array;
  readonly isTimestamp: boolean;
  readonly engine: CryptoEngine;
  readonly digest: DigestSha256;
}): Promise<CmsCheck> {
  try {
    return await check(parts);
  } catch {
    return broken;
  }
}

async function check(parts: Parameters<typeof checkCms>[0]): Promise<CmsCheck> {
  const { contentDigest, isTimestamp, engine, digest } = parts;
  const cms = withoutFilling(parts.contents);
  if (cms === null) return broken;
  const outer = ContentInfo.fromBER(toBuffer(cms));
  if (outer.contentType !== oids.signedData) return broken;
  const signedData = new SignedData({ schema: outer.content });
  const embedded = (signedData.certificates ?? []).filter((one) => one instanceof Certificate);
  const info = signedData.signerInfos[0];
  if (info === undefined || signedData.signerInfos.length !== 1) return { ...broken, embedded };
  const signer = findSigner(info, embedded);
  if (signer === null || info.signedAttrs === undefined) return { ...broken, embedded };
  const stamp = isTimestamp ? await readStamp(signedData, contentDigest) : null;
  const failed: CmsCheck = { isIntact: false, signer, embedded, stampedAt: stamp?.at ?? null };
  const contentType = isTimestamp ? oids.timestampInfo : oids.data;
  if (signedData.encapContentInfo.eContentType !== contentType) return failed;
  if (isTimestamp && (stamp === null || !isTimestampCertificate(signer))) return failed;
  if (!isTimestamp && signedData.encapContentInfo.eContent !== undefined) return failed;
  if (info.digestAlgorithm.algorithmId !== oids.sha256) return failed;
  const attested = octets(attributeBytes(info, oids.messageDigest));
  const expected = stamp === null ? contentDigest : await digest(stamp.content);
  if (attested === null || !sameBytes(attested, expected)) return failed;
  const type = attributeBytes(info, oids.contentType);
  if (type === null || String(fromBER(toBuffer(type)).result.valueBlock) !== contentType) return failed;
  const named = certificateHash(attributeBytes(info, oids.signingCertificateV2));
  const own = await digest(new Uint8Array(signer.toSchema().toBER()));
  if (named === null || !sameBytes(named, own)) return failed;
  const isSigned = await engine.verifyWithPublicKey(
    info.signedAttrs.encodedValue,
    info.signature,
    signer.subjectPublicKeyInfo,
    info.signatureAlgorithm,
    'SHA-256',
  );
  return { ...failed, isIntact: isSigned };
}
