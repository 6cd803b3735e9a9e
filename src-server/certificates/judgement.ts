import { createHash } from 'node:crypto';
import type { DocumentSignedByCertificate } from '../../shared/case/actions.ts';
import { getCaseStanding } from '../../shared/case/case-standing.ts';
import type { CaseDocument, CaseState, Signature } from '../../shared/case/state.ts';
import { listSigningRefusals } from '../../shared/directory/mediator-standing.ts';
import { toRegistration } from '../../shared/directory/registration.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { findKnownRevocations } from '../../shared/verification/known-revocations.ts';
import type { SignatureReport, VerificationReport } from '../../shared/verification/report.ts';
import type { Database } from '../database/open-database.ts';
import { giveReceipt } from './receipt.ts';
import type { OpenAuthority } from './register.ts';
import { toEntry, toIssued } from './register-rows.ts';

/** What somebody pushed: the act, and the case as it stood before it. */
export type CertificateAct = {
  readonly officeId: string;
  readonly actionId: string;
  readonly recordId: string;
  /** The office that began the record. */
  readonly recordOfficeId: string;
  /** Whose key signed the action. */
  readonly signer: string;
  /** The author, as his desk names him. */
  readonly personId: string;
  readonly state: CaseState;
  readonly body: DocumentSignedByCertificate;
};

export type NewReceipt = {
  readonly signedSha256: string;
  readonly stampedSha256: string;
  readonly appended: string;
  readonly stampedAt: string;
};

export type Judgement =
  | { readonly kind: 'accepted'; readonly receipt: NewReceipt }
  | { readonly kind: 'rejected'; readonly code: string }
  /** Its file is not here yet, or the server cannot judge now; the desk sends it once more. */
  | { readonly kind: 'waiting'; readonly code: string };

/** Clocks of desks go minutes wrong. */
const clockTolerance = 5 * 60_000;

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const rejected = (code: string): Judgement => ({ kind: 'rejected', code });

/**
 * Judges a signature by certificate together with its file, at the moment when it is received: who signed, whether the
 * register, the certificate, the office and the case allow it, and whether the file is this very document. What ended
 * between signing and receiving counts as ended: nothing but the signer's own clock would say otherwise. Whatever is
 * accepted gets the server's receipt at once.
 */
export function createJudgement(parts: {
  readonly authority: OpenAuthority | null;
  /** The signed file; null while it is not here. */
  readonly findFile: (change: Database, officeId: string, sha256: string) => Promise<Uint8Array | null>;
  readonly now: () => number;
}) {
  return async (change: Database, act: CertificateAct): Promise<Judgement> => {
    if (parts.authority === null) return rejected('certificate.noAuthority');
    const { authority, lists } = parts.authority;
    const { body, state, officeId } = act;
    const document = state.documents[body.documentId];
    if (document === undefined) return rejected('document.unknown');

    const holder = await judgeHolder(change, act);
    if (typeof holder === 'string') return rejected(holder);
    const revocationLists = await lists.current(change);
    const revocations = await findKnownRevocations(revocationLists, authority.intermediate, crypto);
    // Who was revoked is not known: nothing is decided until the operator has put it right.
    if (revocations === null) return { kind: 'waiting', code: 'certificate.listUnreadable' };
    const person = { id: act.personId, certificateNumber: holder.entry.certificateNumber };
    const { signerId, standing } = getCaseStanding(state, body.capacity, person, act.recordOfficeId);
    if (signerId !== body.signerId) return rejected('standing.notAppointedToCase');
    const mediator = toRegistration(holder.entry, holder.certificate, { officeId, id: signerId });
    const now = new Date(parts.now());
    for (const at of [now.toISOString(), body.signedAt]) {
      const [refusal] = listSigningRefusals({ mediator, case: standing, revocations, now: at });
      if (refusal !== undefined) return rejected(refusal);
    }

    const pdf = await parts.findFile(change, officeId, body.pdfSha256);
    if (pdf === null) return { kind: 'waiting', code: 'sync.fileMissing' };
    const receipt = await giveReceipt({
      pdf,
      authority,
      revocationLists,
      now,
      recordSha256: document.pdfSha256,
      sm2:
        body.sm2Seal === null ? null : { seal: body.sm2Seal, knownKeys: [holder.certificate.sm2PublicKey] },
    });
    const { report } = receipt;
    const fault =
      findFileFault(report) ?? findMismatch(report, act, document) ?? findTimeFault(report, document, now);
    if (fault !== null) return rejected(fault);
    if (receipt.kind === 'refused') return rejected('certificate.earlierInvalid');
    return {
      kind: 'accepted',
      receipt: {
        signedSha256: body.pdfSha256,
        stampedSha256: sha256Of(receipt.pdf),
        appended: Buffer.from(receipt.pdf.subarray(pdf.length)).toString('base64'),
        stampedAt: new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString(),
      },
    };
  };
}
export type Judge = ReturnType<typeof createJudgement>;

/** The certificate that the act names, with its line in the register; a code unless both are the author's own. */
async function judgeHolder(change: Database, { officeId, signer, body }: CertificateAct) {
  const author = await change
    .selectFrom('signing_keys')
    .select('person_id')
    .where('office_id', '=', officeId)
    .where('fingerprint', '=', signer)
    .executeTakeFirst();
  const certificate = await change
    .selectFrom('certificates')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('serial_number', '=', body.serialNumber)
    .executeTakeFirst();
  if (author === undefined || certificate === undefined) return 'certificate.unknown';
  const line = await change
    .selectFrom('register')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', certificate.register_id)
    .executeTakeFirst();
  const isOwn = line?.person_id === author.person_id && line.capacity === body.capacity;
  if (line === undefined || !isOwn) return 'standing.certificateOfAnother';
  return { entry: toEntry(line), certificate: toIssued(certificate) };
}

/** What is wrong with the file itself; what is wrong with certificates in it was judged by the register. */
function findFileFault(report: VerificationReport): string | null {
  switch (report.verdict) {
    case 'unreadable':
      return 'certificate.fileUnreadable';
    case 'altered':
      return 'certificate.fileAltered';
    case 'otherDocument':
      return 'certificate.otherDocument';
    case 'unsigned':
      return 'certificate.fileUnsigned';
    case 'untrusted':
    case 'givenRoot':
      return 'certificate.untrusted';
    case 'certificateInvalid':
    case 'unproven':
    case 'valid':
      return report.sm2 === null || report.sm2 === 'valid' ? null : 'certificate.sm2Invalid';
  }
}

/** The last signature is the one that the act tells of, and those before it are the ones that the case file knows. */
function findMismatch(
  report: VerificationReport,
  { body }: CertificateAct,
  document: CaseDocument,
): string | null {
  const signatures = report.signatures.filter((one) => one.kind === 'signature');
  const last = signatures.at(-1);
  const isTold =
    report.signatures.at(-1) === last &&
    last?.coversWholeFile === true &&
    last.serialNumber === body.serialNumber &&
    last.at !== null &&
    Date.parse(last.at) === Date.parse(body.signedAt) &&
    toShanghaiDate(body.signedAt) === body.date;
  const known = listFormer(document.signatures, body.continues);
  const former = signatures.slice(0, -1).map((one) => one.serialNumber);
  const isKnown =
    former.length === known.length &&
    former.every((serialNumber, index) => serialNumber === known[index]?.certificate?.serialNumber);
  return isTold && isKnown ? null : 'certificate.fileMismatch';
}

/** The signatures that stand in the file before, oldest first. */
function listFormer(signatures: readonly Signature[], continues: string | null): Signature[] {
  const former = signatures.find((one) => one.authorship.actionId === continues);
  return former?.certificate === undefined
    ? []
    : [...listFormer(signatures, former.certificate.continues), former];
}

/** Neither before the document was there, nor before a receipt in the file, nor in the future. */
function findTimeFault(report: VerificationReport, document: CaseDocument, now: Date): string | null {
  const at = Date.parse(report.signatures.at(-1)?.at ?? '');
  if (at > now.getTime() + clockTolerance) return 'certificate.clockAhead';
  const receipts = report.signatures.filter((one) => one.kind === 'timestamp').map(receiptTime);
  const earliest = Math.max(Date.parse(document.authorship.at), ...receipts) - clockTolerance;
  return at < earliest ? 'certificate.backdated' : null;
}

function receiptTime({ at }: SignatureReport): number {
  return at === null ? 0 : Date.parse(at);
}
