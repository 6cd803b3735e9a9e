import type { FormId } from '../case/actions.ts';
import type { CaseView } from '../case/view.ts';
import { findSending, isAgreedOutcome, isFailedOutcome } from '../law/codes/index.ts';
import { isWorker } from '../law/party-kind.ts';
import { dueRowsOf, findLastAgreement, isOverdue, overdueTo } from './due-rows.ts';

/** @param today 'YYYY-MM-DD' in Beijing */
export type SlotRule = (view: CaseView, subjectId: string, today: string) => boolean;

const always: SlotRule = () => true;
const isAccepted: SlotRule = (view) => view.acceptance?.decision === 'accepted';
const isRefused: SlotRule = (view) => view.acceptance?.decision === 'refused';
const isClosed: SlotRule = (view) => view.outcome !== null || view.acceptance?.decision === 'refused';
/** A mediation that was begun and ended without an agreement. */
const isFailedMediation: SlotRule = (view, subjectId, today) =>
  view.outcome !== null && isFailedOutcome(view.outcome.code) && isAccepted(view, subjectId, today);
/** 法院委派 (立案前) that ended without an agreement: the court is told in writing (特邀规定 26). */
const isFailedReferral: SlotRule = ({ application, outcome }) =>
  application.sourceCode === 'S08' && outcome !== null && !isAgreedOutcome(outcome.code);
/** What arbitration or a court sent here is answered by how it ended (办案规则 69, 70; 特邀规定 26). */
const isEndedEntrustment: SlotRule = ({ application, outcome }) =>
  outcome !== null && findSending(application.sourceCode) !== undefined;
const isUnanswered: SlotRule = (view, partyId) =>
  view.acceptance === null && !view.responses.some((one) => one.partyId === partyId && one.answeredOn);
const findVersion = (view: CaseView, version: string) =>
  view.agreements.find((one) => one.version === version);
const isFinalVersion: SlotRule = (view, version) => findVersion(view, version)?.isFinal === true;
const isInForce: SlotRule = (view, version) => findVersion(view, version)?.effectiveness.isEffective === true;
/** An office whose head approves decides on paper, which goes to the 副卷 (办案规则 22). */
const isApproved: SlotRule = ({ acceptance }) => Boolean(acceptance?.approvedBy);
/** 仲裁审查 or 司法确认: the way that the parties have chosen, while the file knows of no application yet. */
const isChosenRoute =
  (route: 'arbitrationReview' | 'judicialConfirmation'): SlotRule =>
  (view, version, today) => {
    const agreement = findVersion(view, version);
    return isInForce(view, version, today) && agreement?.route === route && !agreement.enforcement?.appliedOn;
  };
const isExtended: SlotRule = (view, number) => view.extensions[Number(number) - 1]?.isWithdrawn === false;
const isGroup: SlotRule = ({ application, collective }) =>
  application.isCollective === true || collective !== null;
const isMajor: SlotRule = ({ application }) =>
  application.caseClass === 'major' || application.isCollective === true || application.riskLevel === 'red';

/** Rows of the agreement in force which have fallen due and are not done: before it binds nobody is late. */
function overdueRows(view: CaseView, today: string) {
  const agreement = findLastAgreement(view);
  return agreement?.effectiveness.isEffective
    ? dueRowsOf(agreement).filter((one) => isOverdue(one, today))
    : [];
}

/** Forms that make no sense before something has happened; the others are always at hand. */
export const possible: Partial<Record<FormId, SlotRule>> = {
  refusalNotice: isRefused,
  representativeConsent: isGroup,
  acceptanceNotice: isAccepted,
  rightsNotice: isAccepted,
  mediatorSelection: isAccepted,
  challengeApplication: isAccepted,
  disclosureStatement: isAccepted,
  challengeDecision: isAccepted,
  investigationRecord: isAccepted,
  undisputedFacts: isAccepted,
  terminationNotice: isFailedMediation,
  courtTerminationReport: isFailedReferral,
  entrustmentReport: isEndedEntrustment,
  mediationOpinion: isFailedMediation,
  extensionConsent: isAccepted,
  extensionApproval: isAccepted,
  performanceAssessment: isAccepted,
  performanceRecord: isFinalVersion,
  mediationCertificate: isFinalVersion,
  arbitrationReviewApplication: isFinalVersion,
  judicialConfirmationApplication: isFinalVersion,
  performanceReminder: (view, partyId, today) =>
    overdueRows(view, today).some(({ obligation }) => (obligation.debtorIds ?? []).includes(partyId)),
  paymentOrderApplication: (view, partyId, today) => {
    const agreement = findLastAgreement(view);
    return Boolean(
      agreement?.effectiveness.isEffective && overdueTo(view, agreement, partyId, today).rows.length > 0,
    );
  },
  closingReport: isClosed,
  fileCover: isClosed,
  fileIndex: isClosed,
  fileRemarks: isClosed,
  fileBack: isClosed,
  sideFileIndex: isClosed,
};

/** When the work asks for a form. One without a rule is never asked for. */
export const due: Partial<Record<FormId, SlotRule>> = {
  mediationApplication: (view) => view.application.form !== 'oral',
  oralApplicationRecord: (view) => view.application.form === 'oral',
  registrationForm: always,
  consultationLetter: isUnanswered,
  acceptanceApproval: isApproved,
  refusalNotice: always,
  acceptanceNotice: always,
  rightsNotice: always,
  mediatorSelection: always,
  legalRepresentativeCertificate: isAccepted,
  authorisation: always,
  representativeConsent: always,
  addressConfirmation: (view) => view.application.isCollective !== true,
  meetingNotice: (view, meetingId) =>
    view.meetings.some((one) => one.id === meetingId && one.document === null && one.entries.length === 0),
  minutes: always,
  evidenceList: (view, partyId) => view.evidence.some((one) => one.submittedBy === partyId),
  undisputedFacts: (view) => view.undisputedFacts.length > 0,
  agreement: always,
  extensionConsent: isExtended,
  extensionApproval: isExtended,
  arbitrationReviewApplication: isChosenRoute('arbitrationReview'),
  judicialConfirmationApplication: isChosenRoute('judicialConfirmation'),
  mediationCertificate: isChosenRoute('judicialConfirmation'),
  terminationNotice: always,
  courtTerminationReport: always,
  // A referral that failed has the court's own form.
  entrustmentReport: (view, subjectId, today) => !isFailedReferral(view, subjectId, today),
  performanceRecord: isInForce,
  paymentReceipt: (view, id) => view.immediatePerformances.some((one) => one.id === id),
  performanceReminder: always,
  visitRecord: always,
  majorDisputeReport: isMajor,
  closingReport: always,
  fileCover: always,
  fileIndex: always,
  fileRemarks: always,
  fileBack: always,
  sideFileIndex: always,
};

type PartyRule = (party: CaseView['parties'][number]) => boolean;

/** Of the forms about one party: which parties. Performance is narrowed by `possible`. */
export const partiesOf: Partial<Record<FormId, PartyRule>> = {
  consultationLetter: (party) => party.side !== 'applicant',
  legalRepresentativeCertificate: (party) => party.kind === 'employer',
  addressConfirmation: () => true,
  evidenceList: () => true,
  performanceReminder: () => true,
  paymentOrderApplication: isWorker,
};
