import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { Accuracy, AlgorithmIdentifier, MessageImprint, TSTInfo } from 'pkijs';
import { buildSignedData, toBuffer } from '../../shared/signatures/cms.ts';
import { oids } from '../../shared/signatures/oids.ts';
import type { ContentSigner, DigestSha256 } from '../../shared/signatures/signer.ts';

const nodeDigest: DigestSha256 = async (data) => new Uint8Array(createHash('sha256').update(data).digest());

/**
 * A time-stamp token (RFC 3161) over a SHA-256 digest: the office server's receipt that it had these
 * bytes at that moment. Its clock is the server's own, so it says a second and not less.
 * @returns DER of the CMS, as a PDF's document timestamp holds it
 */
export async function issueTimestampToken(parts: {
  readonly signer: ContentSigner;
  readonly sha256: Uint8Array;
  readonly now: Date;
}): Promise<Uint8Array> {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const info = new TSTInfo({
    version: 1,
    policy: oids.receiptPolicy,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
      hashedMessage: new OctetString({ valueHex: toBuffer(parts.sha256) }),
    }),
    serialNumber: new Integer({ valueHex: toBuffer(serial) }),
    genTime: new Date(Math.floor(parts.now.getTime() / 1000) * 1000),
    accuracy: new Accuracy({ seconds: 1 }),
  });
  const content = new Uint8Array(info.toSchema().toBER());
  return buildSignedData({
    contentType: oids.timestampInfo,
    contentDigest: await nodeDigest(content),
    embedded: content,
    signer: parts.signer,
    digest: nodeDigest,
  });
}
