import { Set as AsnSet, type AsnType, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  GeneralName,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { oids } from './oids.ts';
import type { ContentSigner, DigestSha256 } from './signer.ts';

/** A buffer of its own: asn1js keeps views, and a view into a larger file would be read from its start. */
export function toBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** @throws Error when the bytes are no certificate */
export function readCertificate(der: Uint8Array): Certificate {
  return Certificate.fromBER(toBuffer(der));
}

/**
 * ESSCertIDv2 (RFC 5035): names the very certificate that signed, so that no other one with the same key
 * can be put in its place. SHA-256 is the default algorithm and is left out, as DER wants.
 */
async function signingCertificateV2(
  leaf: Certificate,
  der: Uint8Array,
  digest: DigestSha256,
): Promise<Attribute> {
  const issuerSerial = new Sequence({
    value: [
      new Sequence({ value: [new GeneralName({ type: 4, value: leaf.issuer }).toSchema()] }),
      leaf.serialNumber,
    ],
  });
  const certId = new Sequence({
    value: [new OctetString({ valueHex: toBuffer(await digest(der)) }), issuerSerial],
  });
  return new Attribute({
    type: oids.signingCertificateV2,
    values: [new Sequence({ value: [new Sequence({ value: [certId] })] })],
  });
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** DER orders the members of a SET by their bytes; a checker hashes them in that order. */
function inDerOrder(attributes: readonly Attribute[]): Attribute[] {
  const encode = (one: Attribute) => new Uint8Array(one.toSchema().toBER());
  return [...attributes].sort((one, other) => compareBytes(encode(one), encode(other)));
}

function attribute(type: string, value: AsnType): Attribute {
  return new Attribute({ type, values: [value] });
}

/**
 * CMS SignedData (RFC 5652) with one signer and the attributes that PAdES B-B wants. No signing time among
 * them: PAdES takes it from the PDF's own dictionary.
 * @param content the digest of what is signed; `embedded` carries the content itself (time-stamp tokens)
 * @returns DER
 */
export async function buildSignedData(parts: {
  readonly contentType: string;
  readonly contentDigest: Uint8Array;
  readonly embedded: Uint8Array | null;
  readonly signer: ContentSigner;
  readonly digest: DigestSha256;
}): Promise<Uint8Array> {
  const { signer, digest } = parts;
  const leafDer = signer.certificateChain[0];
  if (leafDer === undefined) throw new Error('a signer needs its certificate');
  const certificates = signer.certificateChain.map(readCertificate);
  const leaf = readCertificate(leafDer);
  const attributes = inDerOrder([
    attribute(oids.contentType, new ObjectIdentifier({ value: parts.contentType })),
    attribute(oids.messageDigest, new OctetString({ valueHex: toBuffer(parts.contentDigest) })),
    await signingCertificateV2(leaf, leafDer, digest),
  ]);
  const signedSet = new AsnSet({ value: attributes.map((one) => one.toSchema()) }).toBER();
  const signature = await signer.sign(new Uint8Array(signedSet));
  const sha256 = new AlgorithmIdentifier({ algorithmId: oids.sha256 });
  const content = new EncapsulatedContentInfo({ eContentType: parts.contentType });
  // Set afterwards: the constructor would cut the octets into pieces, which is not DER.
  if (parts.embedded !== null) content.eContent = new OctetString({ valueHex: toBuffer(parts.embedded) });
  const signedData = new SignedData({
    version: parts.contentType === oids.data ? 1 : 3,
    digestAlgorithms: [sha256],
    encapContentInfo: content,
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        digestAlgorithm: sha256,
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: new AlgorithmIdentifier({
          algorithmId: oids.rsaEncryption,
          algorithmParams: new Null(),
        }),
        signature: new OctetString({ valueHex: toBuffer(signature) }),
      }),
    ],
  });
  const info = new ContentInfo({
    contentType: oids.signedData,
    content: signedData.toSchema(true),
  });
  return new Uint8Array(info.toSchema().toBER());
}
