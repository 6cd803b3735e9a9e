import { Certificate, CryptoEngine } from 'pkijs';
import { type PdfFile, readPdf } from '../pdf/file.ts';
import { listRevisions, readRevision } from '../pdf/revisions.ts';
import { latin1, PdfError } from '../pdf/syntax.ts';
import { toBuffer } from '../signatures/cms.ts';
import type { DigestSha256 } from '../signatures/signer.ts';
import { checkSm2Seal } from '../signatures/sm2.ts';
import { findChanges } from './later-changes.ts';
import type { FileState, SignatureReport, Verdict, VerificationReport } from './report.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';
import { checkSignature, type FoundSignature, readSignature } from './signature-check.ts';
import { isStillPaper } from './still-paper.ts';

export type VerificationRequest = {
  readonly pdf: Uint8Array;
  /** DER or PEM: built in, or the office's own. */
  readonly trustedRoots: readonly Uint8Array[];
  /** DER or PEM: came along with the document, so whoever forged that could have made them as well. */
  readonly givenRoots?: readonly Uint8Array[];
  /** DER or PEM. */
  readonly revocationLists: readonly Uint8Array[];
  /** SHA-256 of the finalised revision from the case file, hex; null when it is not known. */
  readonly recordSha256: string | null;
  /** What was kept beside the document, as read from its JSON; with the keys the register knows, hex. */
  readonly sm2?: { readonly seal: unknown; readonly knownKeys: readonly string[] } | null;
  readonly now: Date;
};

type EngineParts = NonNullable<ConstructorParameters<typeof CryptoEngine>[0]>;
/** WebCrypto: the browser's, Node's or Electron's. */
export type WebCrypto = NonNullable<EngineParts['crypto']>;

/** Far more than any document here; reading more could take longer than people wait. */
export const largestFile = 64 * 1024 * 1024;
const mostSignatures = 40;
/** All ranges together that are hashed, so that many signatures on a large file end in time too. */
const mostHashed = 512 * 1024 * 1024;

/**
 * Says what a PDF is: who signed it, when, by which certificate, whether it was altered, what was appended
 * and whether it is the document of a record. Never throws, whatever the bytes; every limit is bounded, so
 * that it ends within seconds.
 */
export async function verifyPdf(
  request: VerificationRequest,
  crypto: WebCrypto,
): Promise<VerificationReport> {
  const { pdf } = request;
  if (pdf.length > largestFile) return refuseFile(pdf, pdf.length, 'tooLarge');
  try {
    return await verify(request, crypto);
  } catch (error) {
    return unreadable(pdf.length, error instanceof PdfError ? error.fault : 'malformed');
  }
}

/** The answer about a file that is not read: for its size, or because the machine did not give it. */
export function refuseFile(
  head: Uint8Array,
  size: number,
  fault: 'tooLarge' | 'notRead',
): VerificationReport {
  const isPdf = /^%PDF-/.test(latin1(head, 0, 8));
  return unreadable(size, fault === 'tooLarge' && !isPdf ? 'notPdf' : fault);
}

function unreadable(size: number, file: FileState): VerificationReport {
  return {
    verdict: 'unreadable',
    file,
    size,
    finalisedSha256: null,
    equalsRecord: null,
    signatures: [],
    otherChanges: [],
    sm2: null,
  };
}

/** The certificate of a file as DER or PEM; null when it is none. */
export function findCertificate(bytes: Uint8Array): Certificate | null {
  return readDer(bytes, (der) => Certificate.fromBER(toBuffer(der)));
}

const readRoots = (files: readonly Uint8Array[]) => files.map(findCertificate).filter((one) => one !== null);

/** The revocation list of a file as DER or PEM; null when it is none. */
export function findRevocationList(bytes: Uint8Array): RevocationList | null {
  return readDer(bytes, readRevocationList);
}

/** A list of eighty thousand certificates is smaller; more could take longer than people wait. */
const largestDer = 4_000_000;
const derSequence = 0x30;

function readDer<Found>(bytes: Uint8Array, read: (der: Uint8Array) => Found): Found | null {
  if (bytes.length > largestDer) return null;
  try {
    const der = bytes[0] === derSequence ? bytes : fromPem(bytes);
    return der === null ? null : read(der);
  } catch {
    return null;
  }
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromPem(bytes: Uint8Array): Uint8Array | null {
  const body = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(latin1(bytes, 0, bytes.length));
  if (body === null) return null;
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const one of (body[1] ?? '').replace(/[\s=]/g, '')) {
    held = ((held << 6) | base64Digits.indexOf(one)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(out);
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');

async function verify(request: VerificationRequest, crypto: WebCrypto): Promise<VerificationReport> {
  const { pdf } = request;
  const digest: DigestSha256 = async (data) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>));
  const engine = new CryptoEngine({ name: 'verification', crypto, subtle: crypto.subtle });
  const file = readPdf(pdf);
  const { found, content, otherChanges } = walkRevisions(file);
  if (!isStillPaper(content)) return unreadable(pdf.length, 'foreign');
  const finalised = content.end;
  const hashed = found.reduce((sum, one) => sum + one.coversUpTo, 0);
  if (found.length > mostSignatures || hashed > mostHashed) return unreadable(pdf.length, 'tooLarge');

  const finalisedSha256 = hex(await digest(pdf.subarray(0, finalised)));
  const equalsRecord =
    request.recordSha256 === null ? null : finalisedSha256 === request.recordSha256.toLowerCase();

  const context = {
    pdf,
    roots: readRoots(request.trustedRoots),
    givenRoots: readRoots(request.givenRoots ?? []),
    lists: request.revocationLists.map(findRevocationList).filter((one) => one !== null),
    now: request.now,
    engine,
    digest,
  };
  // From the last to the first: a receipt proves the time of what stands before it.
  const signatures: SignatureReport[] = [];
  let provenAt: Date | null = null;
  for (const one of found.toReversed()) {
    const report: SignatureReport = await checkSignature(one, provenAt, context);
    signatures.unshift(report);
    const isProof = report.kind === 'timestamp' && report.isIntact && report.isTrusted && report.at !== null;
    // A receipt whose certificate ended counts as long as a later receipt proves it: so they are renewed.
    const isSound = report.certificate === 'good' || report.certificate === 'endedAfterwards';
    if (isProof && isSound) provenAt = new Date(report.at);
  }
  return {
    verdict: getVerdict(signatures, otherChanges, equalsRecord),
    file: 'readable',
    size: pdf.length,
    finalisedSha256,
    equalsRecord,
    signatures,
    otherChanges,
    sm2: request.sm2
      ? checkSm2Seal(request.sm2.seal, pdf.subarray(0, finalised), request.sm2.knownKeys)
      : null,
  };
}

/**
 * The finalised document is everything before the first revision that signs. From there on each revision
 * may only sign.
 */
function walkRevisions(file: PdfFile) {
  const revisions = listRevisions(file);
  const found: FoundSignature[] = [];
  const otherChanges: number[] = [];
  let finalised = revisions[0];
  for (const [index, revision] of revisions.entries()) {
    const former = revisions[index - 1];
    if (former === undefined) continue;
    const changes = findChanges(readRevision(file, former), readRevision(file, revision), revision);
    if (found.length === 0) finalised = changes.signatures.length > 0 ? former : revision;
    for (const object of changes.signatures) found.push(readSignature(object, revision, file.end));
    // Before the first signature as well: this desk sets a document once, and what is waiting in a former saving could
    // be called up again.
    if (changes.hasOther) otherChanges.push(index);
  }
  const last = found.at(-1);
  // Even blanks behind the last revision were added by somebody.
  if (last !== undefined && !last.coversWholeFile && otherChanges.length === 0)
    otherChanges.push(revisions.length);
  const content = finalised === undefined ? file : readRevision(file, finalised);
  // Without a signature, blanks at the end belong to the document whose hash is taken.
  return { found, content: found.length > 0 ? content : file, otherChanges };
}

const states = (signatures: readonly SignatureReport[]) => new Set(signatures.map((one) => one.certificate));

function getVerdict(
  signatures: readonly SignatureReport[],
  otherChanges: readonly number[],
  equalsRecord: boolean | null,
): Verdict {
  const certificates = states(signatures);
  // Without a signature nothing can be altered against one.
  if (signatures.length === 0) return equalsRecord === false ? 'otherDocument' : 'unsigned';
  if (otherChanges.length > 0 || signatures.some((one) => !one.isIntact)) return 'altered';
  if (equalsRecord === false) return 'otherDocument';
  if (!signatures.some((one) => one.kind === 'signature')) return 'unsigned';
  if (certificates.has('revoked') || certificates.has('expired') || certificates.has('notYetValid'))
    return 'certificateInvalid';
  if (signatures.some((one) => !one.isTrusted)) return 'untrusted';
  if (certificates.has('unproven')) return 'unproven';
  return signatures.some((one) => one.isRootGiven) ? 'givenRoot' : 'valid';
}
