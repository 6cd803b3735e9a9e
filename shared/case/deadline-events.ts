import { findSending } from '../law/codes/index.ts';
import type { DeadlineRule } from '../law/deadline-rule.ts';
import { deadlineRules } from '../law/deadline-rules.ts';
import {
  computeDeadlines,
  type DeadlineEvent,
  type DeadlineExtension,
  type DeadlineProblem,
} from '../law/deadlines.ts';
import type { WorkingCalendar } from '../law/working-days.ts';
import { toShanghaiDate } from '../text/dates.ts';
import type { ExtensionAgreed } from './actions.ts';
import { type AgreementView, findAgreementInForce, idOfRow } from './agreement.ts';
import type { CaseView } from './view.ts';

/** The dated events of a case file that start or end a time limit (DOMAIN 1.2). */
export function deadlineEventsOf(view: CaseView): DeadlineEvent[] {
  const events: DeadlineEvent[] = [];
  const add = (kind: DeadlineEvent['kind'], date: string | null | undefined, subject?: string) => {
    if (date) events.push(subject === undefined ? { kind, date } : { kind, date, subject });
  };
  add(
    'applicationReceived',
    view.application.receivedAt ? toShanghaiDate(view.application.receivedAt) : null,
  );
  add('negotiationRequested', view.negotiation?.requestedOn);
  add('negotiationAnswered', view.negotiation?.answeredOn);
  // What ended, or was settled, waits for no answer.
  add('negotiationAnswered', view.negotiation?.endedOn);
  add('negotiationAnswered', view.negotiation?.settlementSignedOn);
  add('acceptanceDecided', view.acceptance?.decidedOn);
  addEntrustment(view, add);
  if (view.acceptance?.decision === 'accepted') {
    for (const kind of startsOf(view)) add(kind, startDay(view, kind, view.acceptance.decidedOn));
    if (isOfPublicInstitution(view)) add('publicInstitutionAccepted', view.acceptance.decidedOn);
  }
  const { application } = view;
  add('workInjuryHappened', application.workInjuryOn);
  add('workInjuryReported', application.workInjuryReportedOn);
  add('awardReceivedByWorker', application.awardReceivedByWorkerOn);
  add('awardReceivedByEmployer', application.awardReceivedByEmployerOn);
  add('awardContested', application.awardContestedOn);
  for (const { id, raisedOn, decidedOn } of view.challenges) {
    add('challengeMade', raisedOn, id);
    add('challengeDecided', decidedOn, id);
  }
  for (const one of view.paymentOrders) {
    add('paymentOrderApplied', one.appliedOn, one.id);
    add('paymentOrderAccepted', one.acceptedOn, one.id);
    add('paymentOrderIssued', one.issuedOn, one.id);
    add('paymentOrderServed', one.servedOn, one.id);
    add('paymentOrderAnswered', one.answeredOn, one.id);
  }
  const agreement = findAgreementInForce(view.agreements);
  add('mediationEnded', view.outcome?.closedOn ?? agreement?.effectiveness.effectiveDate);
  if (agreement === undefined) return events;
  add('agreementEffective', agreement.effectiveness.effectiveDate);
  addEnforcement(agreement, add);
  for (const row of agreement.performance) {
    const subject = idOfRow(row);
    if (row.dueDate !== null) add('performanceDue', row.dueDate, subject);
    if (row.isDone) add('performed', row.doneOn, subject);
  }
  return events;
}

/** 仲裁审查 and 司法确认 end their time limits when they are applied for (办案规则 74, 76; 民事诉讼法 205). */
function addEnforcement(
  { enforcement }: AgreementView,
  add: (kind: DeadlineEvent['kind'], date: string | null | undefined) => void,
): void {
  switch (enforcement?.route) {
    case 'arbitrationReview':
      add('arbitrationReviewApplied', enforcement.appliedOn);
      add('arbitrationReviewAccepted', enforcement.acceptedOn);
      add('arbitrationReviewLengthened', enforcement.lengthenedOn);
      add('arbitrationReviewDecided', enforcement.decidedOn);
      return;
    case 'judicialConfirmation':
      add('judicialConfirmationApplied', enforcement.appliedOn);
      return;
    case 'none':
    case null:
    case undefined:
      return;
  }
}

/** 委派, 委托: the letter asks for an answer within three working days (在线规则 12). */
function addEntrustment(
  view: CaseView,
  add: (kind: DeadlineEvent['kind'], date: string | null | undefined) => void,
): void {
  const { sourceCode, externalDocument } = view.application;
  if (findSending(sourceCode) !== 'entrusted') return;
  add('entrustmentReceived', externalDocument?.date);
  add('entrustmentAnswered', view.application.sourceAnsweredOn || view.acceptance?.decidedOn);
}

/** The limits within which a mediation ends: the general one, or in its place the one that a court's referral sets. */
export const mediationLimits: ReadonlySet<string> = new Set(['D04', 'D15', 'D16']);

/**
 * What acceptance starts: the general limit, and beside it the one of where the case comes from (DOMAIN 1.2, D04 to D14).
 * A court's referral has its own length in place of the general one (在线规则 24; 特邀规定 27).
 */
function startsOf({ application, parties }: CaseView): DeadlineEvent['kind'][] {
  const starts: DeadlineEvent['kind'][] = ['accepted'];
  const isNewEmployment = parties.some(
    ({ side, employmentForm }) => side === 'applicant' && employmentForm === 'newEmployment',
  );
  if (isNewEmployment) starts.push('newEmploymentAccepted');
  switch (application.sourceCode) {
    case 'S07':
      return [...starts, 'arbitrationEntrustmentAgreed'];
    case 'S08':
      return ['courtPreFilingAccepted'];
    case 'S09':
      return [application.courtProcedure === 'summary' ? 'courtSummaryAccepted' : 'courtOrdinaryAccepted'];
    default:
      return starts;
  }
}

/**
 * From which day a limit that acceptance starts is counted: what an arbitration body entrusts from the last consent of the
 * parties (办案规则 70), what a court refers from the day on which the organisation took it over (在线规则 24; 特邀规定 27).
 */
function startDay({ application, responses }: CaseView, kind: DeadlineEvent['kind'], acceptedOn: string) {
  const known = (): string | null | undefined => {
    switch (kind) {
      case 'arbitrationEntrustmentAgreed':
        return responses
          .flatMap(({ agreesToMediate, answeredOn }) => (agreesToMediate && answeredOn ? [answeredOn] : []))
          .sort()
          .at(-1);
      case 'courtPreFilingAccepted':
      case 'courtOrdinaryAccepted':
      case 'courtSummaryAccepted':
        return application.sourceAnsweredOn;
      default:
        return null;
    }
  };
  const day = known();
  return day && day < acceptedOn ? day : acceptedOn;
}

/** 事业单位人事争议 (劳动争议调解仲裁法 52). */
function isOfPublicInstitution({ parties }: CaseView): boolean {
  return parties.some(
    ({ kind, employerType }) => kind === 'employer' && employerType === 'publicInstitution',
  );
}

/** The limit of the mediation that the parties may agree to move: the one of where the case comes from before the general one. */
export function findExtendableRule(view: CaseView): DeadlineRule | undefined {
  const rules: readonly DeadlineRule[] = deadlineRules;
  return startsOf(view)
    .map((kind) => rules.find((rule) => rule.trigger === kind && rule.extension !== null))
    .findLast((rule) => rule !== undefined);
}

/**
 * 延期 as the law's table takes it: it needs both sides (企业劳动争议协商调解规定 29). A mediation has one end: what moves the
 * limit of its source moves the general one, and the office's own one, along.
 */
export function deadlineExtensionsOf(view: CaseView): DeadlineExtension[] {
  return view.extensions.flatMap((extension) => {
    if (extension.isWithdrawn) return [];
    const { rule, agreedOn, toDueDate } = extension;
    const common = { agreedOn, toDate: toDueDate, isConsentedByAll: hasBothSides(view, extension) };
    return [...new Set([rule, 'D04', 'D22'])].map((moved) => ({ rule: moved, ...common }));
  });
}

function hasBothSides({ parties }: CaseView, { consents }: ExtensionAgreed): boolean {
  // Records made before consents were kept say by their being that all agreed.
  if (consents === undefined) return true;
  const consenting = new Set(consents.flatMap(({ partyIds }) => partyIds));
  return (['applicant', 'respondent'] as const).every((side) =>
    parties.some((party) => party.side === side && consenting.has(party.id)),
  );
}

/** Why an extension would have no effect; null when it would have. */
export function findExtensionFault(
  view: CaseView,
  extension: ExtensionAgreed,
  calendar: WorkingCalendar,
): DeadlineProblem | null {
  const tried = { ...extension, actionId: '', isWithdrawn: false };
  const extensions = deadlineExtensionsOf({ ...view, extensions: [...view.extensions, tried] });
  const row = computeDeadlines(deadlineEventsOf(view), calendar, extensions).findLast(
    (one) => one.rule === extension.rule && one.isExtension,
  );
  return row?.problem ?? null;
}
