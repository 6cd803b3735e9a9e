import { buildSignedData } from './cms.ts';
import { oids } from './oids.ts';
import { fillSignature, reserveSignature, signedBytes } from './pdf-signature.ts';
import type { ContentSigner, DigestSha256 } from './signer.ts';

/** Who signs, why and where, as a reader of the PDF shows it. */
export type SigningStatement = {
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  /** ISO-8601. */
  readonly at: string;
};

/**
 * PAdES B-B: the file with one more signature, as an incremental update; earlier ones stay valid.
 * @throws PdfError when the file is none of this desk's; what the signer throws
 */
export async function signPdf(
  pdf: Uint8Array,
  signer: ContentSigner,
  statement: SigningStatement,
  digest: DigestSha256,
): Promise<Uint8Array> {
  const reserved = reserveSignature(pdf, { kind: 'signature', ...statement });
  const contentDigest = await digest(signedBytes(reserved.bytes, reserved.gap));
  const signature = await buildSignedData({
    contentType: oids.data,
    contentDigest,
    embedded: null,
    signer,
    digest,
  });
  return fillSignature(reserved, signature);
}

/**
 * Appends a document timestamp (ETSI.RFC3161): what was signed before keeps every byte.
 * @param issueToken an RFC 3161 token (DER) over the SHA-256 digest that it is given
 * @throws PdfError when the file is none of this desk's
 */
export async function timestampPdf(
  pdf: Uint8Array,
  issueToken: (sha256: Uint8Array) => Promise<Uint8Array>,
  digest: DigestSha256,
): Promise<Uint8Array> {
  const reserved = reserveSignature(pdf, { kind: 'timestamp' });
  return fillSignature(reserved, await issueToken(await digest(signedBytes(reserved.bytes, reserved.gap))));
}
