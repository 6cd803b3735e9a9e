import type { FormId } from '../case/actions.ts';
import { findAgreementInForce } from '../case/agreement.ts';
import { listStandingDocuments } from '../case/standing-documents.ts';
import type { CaseDocument } from '../case/state.ts';
import type { CaseView } from '../case/view.ts';
import { isAgreedOutcome } from '../law/codes/index.ts';
import {
  listReports,
  listServedPapers,
  listUnservedPapers,
  listUnservedReports,
  servedForms,
} from './service.ts';

/** 卷内 items of DOMAIN 2.3.15. Their words are `archiveItem.<id>`. */
export const archiveItemIds = [
  'application',
  'rightsNotice',
  'identity',
  'minutes',
  'agreement',
  'termination',
  'noticeService',
  'performance',
  'closingReport',
  // Cover and index, in files archived before they waited for the archive's number: asked for by no check any more.
  'frame',
  'authorisation',
  'representatives',
  'investigation',
  'service',
  'reportService',
  'evidence',
  'performanceProof',
  'visits',
  'confirmation',
] as const;
export type ArchiveItemId = (typeof archiveItemIds)[number];

/** Where what is open is seen to: the paper that is to be made or signed, or the part of the file. */
export type ArchivePlace =
  | { readonly form: FormId; readonly subjectId: string }
  | 'minutes'
  | 'agreement'
  | 'service'
  | 'performance'
  | 'visits';

export type ArchiveItem = {
  readonly id: ArchiveItemId;
  /** 必须, else 按需. */
  readonly isRequired: boolean;
  /**
   * 'inFile': made here, and what must be signed is signed. 'unsigned': made, signatures are missing. 'paperOnly': the
   * file holds no document of it, only the paper can show. 'missing': the course of the case asks for it.
   */
  readonly state: 'inFile' | 'unsigned' | 'paperOnly' | 'missing';
  /** Null where nothing is open, or only the paper can show. */
  readonly place: ArchivePlace | null;
};
type Finding = Pick<ArchiveItem, 'state' | 'place'>;

/** The list that is gone through before a file closes: only what this case's course asks for. */
export function checkArchive(view: CaseView): ArchiveItem[] {
  const standing = listStandingDocuments(view);
  const made = (...forms: readonly FormId[]) => standing.filter((one) => forms.includes(one.form));
  const findAbout = (subjectId: string, ...forms: readonly [FormId, ...FormId[]]): Finding => {
    const documents = made(...forms);
    if (documents.length === 0) return { state: 'missing', place: { form: forms[0], subjectId } };
    return signedOr(documents.find((one) => !isSignedEnough(view, one)));
  };
  const find = (...forms: readonly [FormId, ...FormId[]]) => findAbout('application', ...forms);
  const isAccepted = view.acceptance?.decision === 'accepted';
  const isRefused = view.acceptance?.decision === 'refused';
  const isAgreed = view.outcome?.code === 'R01';
  const isFailed = view.outcome !== null && !isAgreedOutcome(view.outcome.code);
  /** 重复、错误登记: there is no file, only its number. */
  const isVoid = view.outcome?.code === 'R15';
  const isWithdrawn = view.outcome?.code === 'R02' || view.outcome?.code === 'R03';
  const finalAgreement = view.agreements.findLast((one) => one.isFinal);
  const hasPayment =
    view.immediatePerformances.length > 0 || finalAgreement?.performance.some((row) => row.isDone) === true;
  const route = finalAgreement?.route;
  const took = view.visits.filter((visit) => visit.date);
  const notice = isRefused ? 'refusalNotice' : 'terminationNotice';
  const otherServed = servedForms.filter((form) => form !== notice);

  const item = (isAsked: boolean, id: ArchiveItemId, isRequired: boolean, finding: Finding): ArchiveItem[] =>
    isAsked ? [{ id, isRequired: isRequired && !isVoid, ...finding }] : [];
  return [
    ...item(
      true,
      'application',
      true,
      view.application.form === 'oral'
        ? find('oralApplicationRecord', 'mediationApplication', 'registrationForm')
        : find('mediationApplication', 'oralApplicationRecord', 'registrationForm'),
    ),
    ...item(isAccepted, 'rightsNotice', true, find('rightsNotice')),
    ...item(true, 'identity', true, isEverybodyScanned(view) ? inFile : onPaper),
    ...item(isAccepted && view.meetings.length > 0, 'minutes', true, findMinutes(view)),
    ...item(isAgreed, 'agreement', true, findAgreement(view)),
    ...item(
      isRefused || (isFailed && !isVoid && (isAccepted || isWithdrawn)),
      'termination',
      true,
      isRefused
        ? find('refusalNotice')
        : isAccepted
          ? find('terminationNotice', 'applicationWithdrawal')
          : find('applicationWithdrawal'),
    ),
    // A notice that nobody received has told nobody of the right to arbitrate (企业劳动争议协商调解规定 22, 30).
    ...item(made(notice).length > 0, 'noticeService', true, findService(view, [notice])),
    // An archived file reminds nobody of what is still owed.
    ...item(isAgreed && findAgreementInForce(view.agreements)?.isPerformed === false, 'performance', true, {
      state: 'missing',
      place: 'performance',
    }),
    ...item(true, 'closingReport', true, find('closingReport')),
    ...item(view.agents.length > 0, 'authorisation', false, paperUnless(find('authorisation'))),
    // Whom the workers elected, and that each consents (劳动争议调解仲裁法 7; 办案规则 63).
    ...item(
      (view.collective?.representativeIds ?? []).length > 0,
      'representatives',
      false,
      find('representativeConsent'),
    ),
    ...item(made('investigationRecord').length > 0, 'investigation', false, find('investigationRecord')),
    ...item(made(...otherServed).length > 0, 'service', false, findReceipts(view, otherServed)),
    ...item(
      listReports(view).length > 0,
      'reportService',
      false,
      listUnservedReports(view).length > 0 ? { state: 'missing', place: 'service' } : inFile,
    ),
    ...item(view.evidence.length > 0, 'evidence', false, onPaper),
    ...item(hasPayment, 'performanceProof', false, paperUnless(find('paymentReceipt', 'performanceRecord'))),
    ...item(
      took.length > 0,
      'visits',
      false,
      took.every((visit) => visit.document !== null) ? inFile : { state: 'missing', place: 'visits' },
    ),
    ...item(
      route === 'arbitrationReview' || route === 'judicialConfirmation',
      'confirmation',
      false,
      findAbout(
        finalAgreement?.version ?? '',
        route === 'judicialConfirmation' ? 'judicialConfirmationApplication' : 'arbitrationReviewApplication',
      ),
    ),
  ];
}

const inFile: Finding = { state: 'inFile', place: null };
const onPaper: Finding = { state: 'paperOnly', place: null };

/** Whole, or the paper that still wants a signature. */
function signedOr(unsigned: CaseDocument | undefined): Finding {
  if (unsigned === undefined) return inFile;
  const { form, subjectId } = unsigned;
  return { state: 'unsigned', place: { form, subjectId } };
}

/** What somebody must see to, or say why not, before the file closes. */
export function isOpenItem(item: ArchiveItem): boolean {
  return item.isRequired && item.state !== 'inFile';
}

/** Forms that are nothing without a signature. */
const signedForms: readonly FormId[] = [
  'mediationApplication',
  'oralApplicationRecord',
  'applicationWithdrawal',
];
/** Notices to the parties, which the organisation's seal makes its own (企业劳动争议协商调解规定 22, 30). */
const sealedForms: readonly FormId[] = ['refusalNotice', 'terminationNotice'];

function isSignedEnough({ parties }: CaseView, { form, signatures }: CaseDocument): boolean {
  // Each side must have been told of its rights (人民调解法 23).
  if (form === 'rightsNotice')
    return (['applicant', 'respondent'] as const).every((side) => {
      const own = parties.filter((one) => one.side === side);
      return own.length === 0 || own.some(({ id }) => signatures.some((one) => one.forPartyIds.includes(id)));
    });
  if (sealedForms.includes(form))
    return signatures.some(({ capacity, manner }) => capacity === 'organisation' && manner !== 'refused');
  return !signedForms.includes(form) || signatures.length > 0;
}

/** Whether the file holds a picture of the papers of each party. */
function isEverybodyScanned({ parties, scans }: CaseView): boolean {
  const scanned = scans.flatMap(({ subjectKind, subjectId }) => (subjectKind === 'party' ? [subjectId] : []));
  return parties.length > 0 && parties.every(({ id }) => scanned.includes(id));
}

/** Minutes are whole when each is final and signed, or refused on record (办案规则 42). */
function findMinutes(view: CaseView): Finding {
  if (view.meetings.some((meeting) => meeting.document === null))
    return { state: 'missing', place: 'minutes' };
  return signedOr(
    view.meetings.find((meeting) => !isSignedByThosePresent(view, meeting))?.document ?? undefined,
  );
}

/** Every party who was there, himself or by another, and every mediator: one name of many proves no record of both sides. */
function isSignedByThosePresent(
  { parties, agents, acceptance, collective }: CaseView,
  { attendees, document }: CaseView['meetings'][number],
): boolean {
  const signatures = document?.signatures ?? [];
  const present = (attendees ?? []).flatMap((one) => (one.presence === 'absent' ? [] : [one.personId]));
  // 'L-' with the id of an employer: who represents it by law.
  const isThere = (id: string) => present.includes(id) || present.includes(`L-${id}`);
  const sides = parties.filter(
    ({ id }) =>
      isThere(id) ||
      agents.some((agent) => present.includes(agent.id) && (agent.forPartyIds ?? []).includes(id)),
  );
  const mediators = (acceptance?.mediators ?? []).filter(({ id }) => present.includes(id));
  return (
    signatures.length > 0 &&
    sides.every(({ id, side }) => {
      // The elected sign for their group, who may only listen.
      const forHim = side === 'applicant' ? [id, ...(collective?.representativeIds ?? [])] : [id];
      return signatures.some(({ forPartyIds }) => forHim.some((one) => forPartyIds.includes(one)));
    }) &&
    mediators.every(({ id }) =>
      signatures.some(({ signerId, capacity }) => capacity === 'mediator' && signerId === id),
    )
  );
}

function findAgreement(view: CaseView): Finding {
  const agreement = view.agreements.findLast((one) => one.isFinal);
  if (agreement?.document == null) return { state: 'missing', place: 'agreement' };
  return signedOr(agreement.effectiveness.isEffective ? undefined : agreement.document);
}

/** Whether everybody to whom these papers go is recorded to have received them (办案规则 20). */
function findService(view: CaseView, forms: readonly FormId[]): Finding {
  const isOpen = view.parties.some((party) =>
    listUnservedPapers(view, party).some(({ form }) => forms.includes(form)),
  );
  return isOpen ? { state: 'missing', place: 'service' } : inFile;
}

/**
 * 送达回证 of papers that everybody received: whoever received one signed there, so that what stands in the file's own
 * record alone can only be seen on paper (民事诉讼法 87).
 */
function findReceipts(view: CaseView, forms: readonly FormId[]): Finding {
  const service = findService(view, forms);
  if (service.state !== 'inFile') return service;
  const receipts = new Set(
    view.documents.flatMap(({ form, subjectId }) => (form === 'serviceReceipt' ? [subjectId] : [])),
  );
  const isWhole = view.parties.every((party) =>
    listServedPapers(view, party, forms).every(({ documentId }) => receipts.has(`${documentId}.${party.id}`)),
  );
  return isWhole ? service : onPaper;
}

/** A paper that parties bring themselves need not be made here. */
function paperUnless(finding: Finding): Finding {
  return finding.state === 'missing' ? onPaper : finding;
}
