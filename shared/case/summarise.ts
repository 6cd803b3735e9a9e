import type { Fold } from '../record/fold.ts';
import { sumMoney } from '../text/money.ts';
import { documentToken } from '../verification/document-code.ts';
import { findAgreementInForce } from './agreement.ts';
import { endDay, registrationDay } from './ledger.ts';
import type { MeetingPlan } from './meeting-plans.ts';
import { caseFoldVersion } from './reducer.ts';
import type { CaseState } from './state.ts';
import { isAtAnotherOffice } from './step-refusals.ts';
import { CaseSummary, findNextDeadline, type SummaryDeadline } from './summary.ts';
import type { CaseView } from './view.ts';

/** What is reckoned beside the case file and stands in its summary. */
export type SummaryFacts = {
  readonly today: string;
  /** Running deadlines, those done left out. */
  readonly deadlines: readonly SummaryDeadline[];
  readonly toSearchTokens: (text: string) => string;
};

/**
 * What the lists of an office show of a case, from its folded actions and that office's view of them: another's next step
 * is none of its own.
 */
export function summariseCase(view: CaseView, fold: Fold<CaseState>, facts: SummaryFacts): CaseSummary {
  const nearest = findNextDeadline(facts.deadlines, facts.today);
  const agreement = view.agreements.findLast((one) => one.isFinal);
  const namesOf = (side: string) =>
    view.parties.filter((party) => party.side === side).map((party) => party.name ?? '');
  const amounts = view.claims
    .filter((claim) => claim.isInScope !== false)
    .flatMap((claim) => claim.amount ?? []);
  const planned = view.visits
    .filter((visit) => !visit.date && visit.plannedOn)
    .map((visit) => visit.plannedOn ?? '');
  // What another office works on is due there, waited for and counted.
  const isElsewhere = isAtAnotherOffice(view);
  const isOver = view.archive !== null || isElsewhere;
  const openDueDates = isOver ? [] : listOpenDueDates(view);
  return {
    id: view.caseId,
    foldVersion: caseFoldVersion,
    heads: [...fold.heads],
    caseNumber: view.opened.caseNumber,
    stage: view.stage,
    openedOn: view.opened.openedOn,
    nextDeadlineOn: isOver ? '' : (nearest?.dueDate ?? ''),
    closed: isOver,
    mediatorId: view.acceptance?.mediators[0]?.id ?? '',
    updatedClock: latestClock(fold),
    searchTokens: [...searchTexts(view).map(facts.toSearchTokens), ...documentTokens(view)].join(' '),
    summary: {
      externalNumber: view.opened.externalNumber ?? '',
      applicants: namesOf('applicant'),
      respondents: namesOf('respondent'),
      disputeTypeCode: view.application.disputeTypeCode ?? '',
      causeOfAction: view.application.causeOfAction ?? '',
      mediatorName: view.acceptance?.mediators[0]?.name ?? '',
      claimTotal: amounts.length > 0 ? sumMoney(amounts) : '',
      outcomeCode: view.outcome?.code ?? '',
      nextStep: view.nextStep ?? '',
      nextDeadlineRule: isOver ? '' : (nearest?.rule ?? ''),
      effectiveDate: findAgreementInForce(view.agreements)?.effectiveness.effectiveDate ?? '',
      missingSignatures:
        isWaitingForSignature(view) && !isElsewhere ? (agreement?.effectiveness.missing.length ?? 0) : 0,
      conflicts: isElsewhere ? 0 : view.conflicts.length,
      nextVisitOn: isOver ? '' : (planned.sort()[0] ?? ''),
      overduePerformance: openDueDates.filter((dueDate) => dueDate < facts.today).length,
      registeredOn: registrationDay(view),
      closedOn: endDay(view),
      openDueDates,
      deadlines: isOver ? [] : [...facts.deadlines],
      meetings: isOver ? [] : listPlannedMeetings(view),
      handedOverTo: isElsewhere ? (view.handover?.toOfficeName ?? '') : '',
    },
  };
}

/** Whether a summary tells the truth about these heads: of this fold version, whole, and of all actions. */
export function isSummaryCurrent(summary: unknown, heads: readonly string[]): boolean {
  const parsed = CaseSummary.safeParse(summary);
  return (
    parsed.success &&
    parsed.data.foldVersion === caseFoldVersion &&
    parsed.data.heads.length === heads.length &&
    parsed.data.heads.every((head, index) => head === heads[index])
  );
}

/** Clocks sort as texts. */
function latestClock({ actions }: Fold<CaseState>): string {
  let latest = '';
  for (const { header } of actions) if (header.clock > latest) latest = header.clock;
  return latest;
}

/** Everything a clerk may search a case by. Nothing of what was said in it. */
function searchTexts(view: CaseView): string[] {
  return [
    view.opened.caseNumber,
    view.opened.externalNumber ?? '',
    ...view.parties.flatMap((party) => [
      party.name ?? '',
      party.idNumber ?? '',
      party.phone ?? '',
      party.creditCode ?? '',
      party.legalRepresentative ?? '',
    ]),
    ...view.agents.flatMap((agent) => [agent.name ?? '', agent.idNumber ?? '', agent.phone ?? '']),
  ].filter(Boolean);
}

/** By the code on any page and by any PDF of it, the case is found. */
function documentTokens(view: CaseView): string[] {
  return view.documents.flatMap(({ documentId, pdfSha256 }) => [
    documentToken({ documentId }),
    documentToken({ pdfSha256 }),
  ]);
}

function isWaitingForSignature(view: CaseView): boolean {
  return view.outcome === null || view.outcome.code === 'R01';
}

function listPlannedMeetings(view: CaseView): MeetingPlan[] {
  return view.meetings
    .filter((meeting) => meeting.date && !meeting.result && meeting.document === null)
    .map((meeting) => ({
      meetingId: meeting.id,
      date: meeting.date ?? '',
      startTime: meeting.startTime ?? '',
      endTime: meeting.endTime ?? '',
      place: meeting.place ?? '',
      room: meeting.room ?? '',
      people: (meeting.attendees ?? []).map(({ name }) => name),
    }));
}

function listOpenDueDates(view: CaseView): string[] {
  const performance = findAgreementInForce(view.agreements)?.performance ?? [];
  return performance.flatMap((row) => (row.isDone || row.dueDate === null ? [] : [row.dueDate]));
}
