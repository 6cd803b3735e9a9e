import type { Certificate, CryptoEngine } from 'pkijs';
import type { PdfObject } from '../pdf/file.ts';
import type { PdfRevision } from '../pdf/revisions.ts';
import { PdfError, readText } from '../pdf/syntax.ts';
import { readSubject } from '../signatures/names.ts';
import { signedBytes } from '../signatures/pdf-signature.ts';
import type { DigestSha256 } from '../signatures/signer.ts';
import { type ChainResult, checkChain, keyUsage } from './chain.ts';
import { checkCms } from './cms-check.ts';
import type { CertificateState, SignatureReport } from './report.ts';
import type { RevocationList } from './revocation-list.ts';

/** A signature as it stands in the file. */
export type FoundSignature = {
  readonly kind: 'signature' | 'timestamp';
  readonly contents: Uint8Array;
  readonly gap: { readonly start: number; readonly end: number };
  readonly coversUpTo: number;
  /** The range begins with the file, leaves out nothing but the signature, and ends with its revision. */
  readonly isRangeComplete: boolean;
  readonly coversWholeFile: boolean;
  readonly reason: string;
  readonly location: string;
  readonly claimedAt: Date | null;
};

/** D:20261124094500+08'00' as an instant; null for anything else. */
function readPdfDate(text: string): Date | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, sign, hours, minutes] = parts;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Reads a signature's dictionary and compares its range with where it really stands. */
export function readSignature(object: PdfObject, revision: PdfRevision, fileSize: number): FoundSignature {
  if (object.value.kind !== 'dictionary') throw new PdfError('malformed');
  const { entries } = object.value;
  const contents = entries.get('Contents');
  const range = entries.get('ByteRange');
  if (contents?.kind !== 'string' || !contents.isHex || range?.kind !== 'array')
    throw new PdfError('malformed');
  const [first, before, after, rest] = range.items.map((one) => (one.kind === 'number' ? one.value : -1));
  const coversUpTo = (after ?? 0) + (rest ?? 0);
  const type = entries.get('Type');
  // The line end behind '%%EOF' belongs to the revision that wrote it.
  const isEnd = coversUpTo === revision.end || coversUpTo === revision.end + 1;
  return {
    kind: type?.kind === 'name' && type.value === 'DocTimeStamp' ? 'timestamp' : 'signature',
    contents: contents.bytes,
    gap: { start: contents.start, end: contents.end },
    coversUpTo,
    isRangeComplete:
      range.items.length === 4 &&
      first === 0 &&
      before === contents.start &&
      after === contents.end &&
      isEnd &&
      contents.start > revision.start,
    coversWholeFile: isEnd && coversUpTo === fileSize,
    reason: readText(entries.get('Reason')),
    location: readText(entries.get('Location')),
    claimedAt: readPdfDate(readText(entries.get('M'))),
  };
}

export type CheckContext = {
  readonly pdf: Uint8Array;
  readonly roots: readonly Certificate[];
  readonly givenRoots: readonly Certificate[];
  readonly lists: readonly RevocationList[];
  readonly now: Date;
  readonly engine: CryptoEngine;
  readonly digest: DigestSha256;
};

const iso = (instant: Date | null) => instant?.toISOString() ?? null;
const hex = (bytes: Uint8Array) => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');

/**
 * How a certificate stood when it signed. The claimed time counts as long as the certificate is still
 * good; once it ended, only a receipt proves that the signature is older.
 */
export function judgeCertificate(parts: {
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly revokedAt: Date | null;
  readonly claimedAt: Date;
  readonly provenAt: Date | null;
  readonly now: Date;
}): CertificateState {
  const { validFrom, validUntil, revokedAt, claimedAt, provenAt, now } = parts;
  if (claimedAt < validFrom) return 'notYetValid';
  if (revokedAt !== null && revokedAt <= claimedAt) return 'revoked';
  if (claimedAt > validUntil) return 'expired';
  const ended = revokedAt !== null && revokedAt < validUntil ? revokedAt : validUntil;
  if (ended > now) return 'good';
  return provenAt !== null && provenAt < ended ? 'endedAfterwards' : 'unproven';
}

/**
 * Signs documents: digitalSignature or nonRepudiation, where the certificate limits its use at all; and no
 * certificate for another purpose, such as the office's own for receipts.
 */
function maySign(certificate: Certificate): boolean {
  const usage = keyUsage(certificate);
  const hasOtherPurpose = certificate.extensions?.some((one) => one.extnID === '2.5.29.37') ?? false;
  return !hasOtherPurpose && (usage === null || (usage & 0b1100_0000) !== 0);
}

const noChain: ChainResult = { path: null, revokedAt: null, hasLists: false };

/** @param provenAt of the first receipt after this signature */
export async function checkSignature(
  found: FoundSignature,
  provenAt: Date | null,
  context: CheckContext,
): Promise<SignatureReport> {
  const { pdf, engine, digest } = context;
  const isWithin = found.isRangeComplete && found.coversUpTo <= pdf.length;
  const contentDigest = isWithin
    ? await digest(signedBytes(pdf, found.gap, found.coversUpTo))
    : new Uint8Array();
  const isTimestamp = found.kind === 'timestamp';
  const cms = await checkCms({ contents: found.contents, contentDigest, isTimestamp, engine, digest });
  const at = isTimestamp ? cms.stampedAt : found.claimedAt;
  const common = {
    kind: found.kind,
    reason: found.reason,
    location: found.location,
    at: iso(at),
    provenAt: iso(provenAt),
    coversUpTo: found.coversUpTo,
    coversWholeFile: found.coversWholeFile,
  };
  const leaf = cms.signer;
  if (leaf === null || at === null)
    return {
      ...common,
      ...{
        subject: null,
        issuer: null,
        serialNumber: '',
        fingerprint: '',
        validFrom: null,
        validUntil: null,
      },
      isIntact: false,
      isTrusted: false,
      isRootGiven: false,
      hasRevocationLists: false,
      revokedAt: null,
      certificate: 'unproven',
    };
  const isIntact = isWithin && cms.isIntact;
  const chainTo = (roots: readonly Certificate[]) =>
    checkChain({ ...context, roots, leaf, embedded: cms.embedded, at });
  // A signature that does not match proves nothing about anybody: then nobody is looked for.
  const known = isIntact ? await chainTo(context.roots) : noChain;
  const isRootGiven = isIntact && known.path === null && context.givenRoots.length > 0;
  const chain = isRootGiven ? await chainTo(context.givenRoots) : known;
  const validFrom = leaf.notBefore.value;
  const validUntil = leaf.notAfter.value;
  return {
    ...common,
    subject: readSubject(leaf.subject),
    issuer: readSubject(leaf.issuer),
    serialNumber: hex(new Uint8Array(leaf.serialNumber.valueBlock.valueHexView)),
    fingerprint: hex(await digest(new Uint8Array(leaf.toSchema().toBER()))),
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    isIntact,
    isTrusted: chain.path !== null && (isTimestamp || maySign(leaf)),
    isRootGiven: isRootGiven && chain.path !== null,
    certificate: judgeCertificate({
      validFrom,
      validUntil,
      revokedAt: chain.revokedAt,
      provenAt,
      now: context.now,
      // A receipt earlier than the signer's claim: the receipt is right.
      claimedAt: provenAt !== null && provenAt < at ? provenAt : at,
    }),
    hasRevocationLists: chain.hasLists,
    revokedAt: iso(chain.revokedAt),
  };
}
