import type { PdfFault } from '../pdf/syntax.ts';
import type { CertificateSubject } from '../signatures/names.ts';
import type { Sm2Answer } from '../signatures/sm2.ts';

/**
 * The one sentence about a file; the first that applies, worst first.
 * - unreadable: no PDF of this desk, see `file`
 * - altered: a signature does not match its bytes, or something else was appended
 * - otherDocument: intact, but not the document whose hash was given
 * - unsigned: no signature in it
 * - certificateInvalid: expired, not yet valid or revoked when it signed
 * - untrusted: intact, but no trusted root vouches for the signer
 * - unproven: valid as claimed, but the certificate ended since and no receipt proves the earlier time
 * - givenRoot: valid if the root that came along with the document is the office's, which only its fingerprint tells
 * - valid
 */
export type Verdict =
  | 'unreadable'
  | 'altered'
  | 'otherDocument'
  | 'unsigned'
  | 'certificateInvalid'
  | 'untrusted'
  | 'unproven'
  | 'givenRoot'
  | 'valid';

/**
 * - foreign: with a form, notes, layers or the like, or signatures, made by other software, which no paper of this desk has
 * - notRead: a folder, or a file that the machine did not give
 */
export type FileState = 'readable' | 'tooLarge' | 'foreign' | 'notRead' | PdfFault;

/** How the certificate stood at the time that counts. */
export type CertificateState =
  | 'good'
  | 'notYetValid'
  | 'expired'
  | 'revoked'
  /** Revoked or expired later than the receipt proves the signature to be: it stays valid. */
  | 'endedAfterwards'
  /** Ended since, and nothing but the signer's word says that the signature is older. */
  | 'unproven';

export type SignatureReport = {
  readonly kind: 'signature' | 'timestamp';
  readonly subject: CertificateSubject | null;
  readonly issuer: CertificateSubject | null;
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reason: string;
  readonly location: string;
  /** ISO-8601: the signer's claim, or the receipt's own time. */
  readonly at: string | null;
  /** ISO-8601 of the first trusted receipt after it; null without one. */
  readonly provenAt: string | null;
  /** The signed bytes match the signature. */
  readonly isIntact: boolean;
  /** A trusted root vouches for the certificate. */
  readonly isTrusted: boolean;
  /** That root came along with the document and is known by nothing else. */
  readonly isRootGiven: boolean;
  readonly certificate: CertificateState;
  /** Was there a revocation list of each issuer? Without one nothing is known about revocation. */
  readonly hasRevocationLists: boolean;
  readonly revokedAt: string | null;
  /** The bytes from the beginning of the file that it covers, its own room excepted. */
  readonly coversUpTo: number;
  readonly coversWholeFile: boolean;
};

export type VerificationReport = {
  readonly verdict: Verdict;
  readonly file: FileState;
  readonly size: number;
  /** The document as it was before the first signature; hex. Null when unreadable. */
  readonly finalisedSha256: string | null;
  /** Null when no hash was given. */
  readonly equalsRecord: boolean | null;
  readonly signatures: readonly SignatureReport[];
  /** Revisions after the finalised one with anything but signatures in them; counted from 1. */
  readonly otherChanges: readonly number[];
  /** The SM2 signature beside the document; null when none was given. It does not move the verdict. */
  readonly sm2: Sm2Answer | null;
};
