import { createHash } from 'node:crypto';
import { timestampPdf } from '../../shared/signatures/sign-pdf.ts';
import type { VerificationReport } from '../../shared/verification/report.ts';
import { type VerificationRequest, verifyPdf } from '../../shared/verification/verify-pdf.ts';
import type { Authority } from './authority.ts';
import { issueTimestampToken } from './timestamp.ts';

export type Receipt =
  | { readonly kind: 'given'; readonly pdf: Uint8Array; readonly report: VerificationReport }
  /** `report.verdict` says why: altered, otherDocument, unsigned, untrusted, certificateInvalid, unreadable. */
  | { readonly kind: 'refused'; readonly report: VerificationReport };

/**
 * The server's receipt for a signed document that a desk sent: checked again like anybody would, then
 * stamped with the server's time without touching a byte. A certificate that ended since the signature is no
 * reason to refuse: the receipt says when the file was here, and that it could not prove more.
 */
export async function giveReceipt(parts: {
  readonly pdf: Uint8Array;
  readonly authority: Authority;
  /** DER, of the intermediates and of the root. */
  readonly revocationLists: readonly Uint8Array[];
  /** SHA-256 of the finalised document, from the case file; hex. */
  readonly recordSha256: string;
  /** The SM2 signature beside the file, with the keys that the register knows. */
  readonly sm2?: VerificationRequest['sm2'];
  readonly now: Date;
}): Promise<Receipt> {
  const { pdf, authority, revocationLists, recordSha256, sm2 = null, now } = parts;
  const report = await verifyPdf(
    { pdf, trustedRoots: [authority.root], revocationLists, recordSha256, sm2, now },
    crypto,
  );
  if (report.verdict !== 'valid' && report.verdict !== 'unproven') return { kind: 'refused', report };
  const stamped = await timestampPdf(
    pdf,
    (sha256) => issueTimestampToken({ signer: authority.timestampSigner, sha256, now }),
    async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  );
  return { kind: 'given', pdf: stamped, report };
}
