import type { FormId } from './actions.ts';
import { listStandingDocuments } from './standing-documents.ts';
import type { CaseDocument } from './state.ts';
import { archiveForms } from './steps.ts';
import type { CaseView } from './view.ts';

/** 卷内 items of DOMAIN 2.3.15. Their words are `archiveItem.<id>`. */
export const archiveItemIds = [
  'application',
  'rightsNotice',
  'identity',
  'minutes',
  'agreement',
  'termination',
  'closingReport',
  'frame',
  'authorisation',
  'investigation',
  'evidence',
  'performanceProof',
  'visits',
  'confirmation',
] as const;
export type ArchiveItemId = (typeof archiveItemIds)[number];

export type ArchiveItem = {
  readonly id: ArchiveItemId;
  /** 必须, else 按需. */
  readonly isRequired: boolean;
  /**
   * 'inFile': made here, and what must be signed is signed. 'unsigned': made, signatures are missing. 'paperOnly': the
   * file holds no document of it, only the paper can show. 'missing': the course of the case asks for it.
   */
  readonly state: 'inFile' | 'unsigned' | 'paperOnly' | 'missing';
};

/** The list that is gone through before a file closes: only what this case's course asks for. */
export function checkArchive(view: CaseView): ArchiveItem[] {
  const standing = listStandingDocuments(view);
  const made = (...forms: readonly FormId[]) => standing.filter((one) => forms.includes(one.form));
  const stateOf = (...forms: readonly FormId[]): ArchiveItem['state'] => {
    const documents = made(...forms);
    if (documents.length === 0) return 'missing';
    return documents.every(isSignedEnough) ? 'inFile' : 'unsigned';
  };
  const isAccepted = view.acceptance?.decision === 'accepted';
  const isRefused = view.acceptance?.decision === 'refused';
  const isAgreed = view.outcome?.code === 'R01';
  const isFailed = view.outcome !== null && !view.outcome.code.startsWith('R01');
  const finalAgreement = view.agreements.findLast((one) => one.isFinal);
  const hasPayment =
    view.immediatePerformances.length > 0 || finalAgreement?.performance.some((row) => row.isDone) === true;
  const route = finalAgreement?.route;
  const took = view.visits.filter((visit) => visit.date);

  const item = (
    isAsked: boolean,
    id: ArchiveItemId,
    isRequired: boolean,
    state: ArchiveItem['state'],
  ): ArchiveItem[] => (isAsked ? [{ id, isRequired, state }] : []);
  return [
    ...item(
      true,
      'application',
      true,
      stateOf('mediationApplication', 'oralApplicationRecord', 'registrationForm'),
    ),
    ...item(isAccepted, 'rightsNotice', true, stateOf('rightsNotice')),
    ...item(true, 'identity', true, 'paperOnly'),
    ...item(isAccepted && view.meetings.length > 0, 'minutes', true, minutesState(view)),
    ...item(isAgreed, 'agreement', true, agreementState(view)),
    ...item(
      isFailed || isRefused,
      'termination',
      true,
      isRefused ? stateOf('refusalNotice') : stateOf('terminationNotice', 'applicationWithdrawal'),
    ),
    ...item(true, 'closingReport', true, stateOf('closingReport')),
    ...item(true, 'frame', true, archiveForms.every((form) => made(form).length > 0) ? 'inFile' : 'missing'),
    ...item(view.agents.length > 0, 'authorisation', false, paperUnless(stateOf('authorisation'))),
    ...item(made('investigationRecord').length > 0, 'investigation', false, stateOf('investigationRecord')),
    ...item(view.evidence.length > 0, 'evidence', false, 'paperOnly'),
    ...item(
      hasPayment,
      'performanceProof',
      false,
      paperUnless(stateOf('paymentReceipt', 'performanceRecord')),
    ),
    ...item(
      took.length > 0,
      'visits',
      false,
      took.every((visit) => visit.document !== null) ? 'inFile' : 'missing',
    ),
    ...item(
      route === 'arbitrationReview' || route === 'judicialConfirmation',
      'confirmation',
      false,
      stateOf('arbitrationReviewApplication', 'judicialConfirmationApplication'),
    ),
  ];
}

/** What somebody must see to, or say why not, before the file closes. */
export function isOpenItem(item: ArchiveItem): boolean {
  return item.isRequired && item.state !== 'inFile';
}

/** Forms that are nothing without a signature; of the others the seal or the making is enough. */
const signedForms: readonly FormId[] = ['mediationApplication', 'oralApplicationRecord', 'rightsNotice'];

function isSignedEnough(document: CaseDocument): boolean {
  return !signedForms.includes(document.form) || document.signatures.length > 0;
}

/** Minutes are whole when each is final and signed, or refused on record (办案规则 42). */
function minutesState(view: CaseView): ArchiveItem['state'] {
  if (view.meetings.some((meeting) => meeting.document === null)) return 'missing';
  return view.meetings.every((meeting) => (meeting.document?.signatures.length ?? 0) > 0)
    ? 'inFile'
    : 'unsigned';
}

function agreementState(view: CaseView): ArchiveItem['state'] {
  const agreement = view.agreements.findLast((one) => one.isFinal);
  if (agreement === undefined) return 'missing';
  return agreement.effectiveness.isEffective ? 'inFile' : 'unsigned';
}

/** A paper that parties bring themselves need not be made here. */
function paperUnless(state: ArchiveItem['state']): ArchiveItem['state'] {
  return state === 'missing' ? 'paperOnly' : state;
}
