import { findOutcomeKind } from '../law/codes/index.ts';
import { isWorker } from '../law/party-kind.ts';
import { daysBetween, toShanghaiDate } from '../text/dates.ts';
import { compareMoney, sumMoney } from '../text/money.ts';
import { findAgreementInForce, type PerformanceRow } from './agreement.ts';
import { employerPlaceOf } from './employer-place.ts';
import type { Stay } from './stays.ts';
import type { CaseView } from './view.ts';

/** A name that is hidden where the ledger leaves the office, if it is a person's. */
export type NamedParty = { readonly name: string; readonly isPerson: boolean };

/** One case as the ledger and the figures know it (DOMAIN 3.8). Dates 'YYYY-MM-DD' or '', amounts in yuan or ''. */
export type LedgerEntry = {
  readonly caseNumber: string;
  readonly archiveNumber: string;
  readonly registeredOn: string;
  /** 移送: the day on which another office gave it to this one; '' where it was registered here. */
  readonly arrivedOn: string;
  /** Whether its end was recorded before it came: then that counts at the office it came from. */
  readonly hadEnded: boolean;
  readonly sourceCode: string;
  readonly applicants: readonly NamedParty[];
  readonly respondents: readonly NamedParty[];
  readonly industry: string;
  /** 用人单位所在区、街道; '' where its address does not say. */
  readonly employerPlace: string;
  readonly disputeTypeCode: string;
  readonly workerCount: number;
  readonly isCollective: boolean;
  /** Code list 'riskLevels'; '' where nobody judged it. */
  readonly riskLevel: string;
  /** 重点群体 of those whom it is about, each once. */
  readonly groupTags: readonly string[];
  readonly meetings: number;
  readonly claimed: string;
  readonly acceptedOn: string;
  readonly isAccepted: boolean;
  readonly mediators: readonly string[];
  readonly closedOn: string;
  readonly outcomeCode: string;
  /** 移送: the day on which another office was given it before it ended; '' where this office has it. */
  readonly handedOverOn: string;
  readonly agreed: string;
  readonly lastDueOn: string;
  readonly isPerformed: boolean;
  /** Rows of the agreement that have fallen due, and how many of them are done. */
  readonly dueRows: number;
  readonly doneRows: number;
  /** What those rows come to in money, and what of it is paid; '' where none is of money. */
  readonly dueAmount: string;
  readonly paidAmount: string;
  readonly enforcementRoute: string;
  readonly visitedOn: string;
  readonly satisfaction: string;
  /** Natural days from acceptance to the end; null while it goes on. */
  readonly days: number | null;
  /** 调解期限, extended or not (企业劳动争议协商调解规定 29); '' where none runs. */
  readonly mustEndBy: string;
  /** The day on which the agreement took effect, or the case was closed before: what the limit asks for. */
  readonly mediationEndedOn: string;
};

/** 登记: the day the application came in, else that on which the file was opened. */
export function registrationDay({ application, opened }: Pick<CaseView, 'application' | 'opened'>): string {
  return application.receivedAt ? toShanghaiDate(application.receivedAt) : opened.openedOn;
}

const later = (left: string, right: string): string => [left, right].sort().at(-1) ?? '';

/** 结案, for the figures of the looking office: none before the day on which the case was handed over to it; '' while it goes on, or elsewhere. */
export function endDay({ outcome, stays }: Pick<CaseView, 'outcome' | 'stays'>): string {
  const { arrivedOn = '', leftOn = '' } = stays.at(-1) ?? {};
  if (outcome === null || leftOn !== '') return '';
  return later(outcome.closedOn, arrivedOn);
}

/**
 * One for each time in which the case was this office's (移送): what it then had in hand stays counted when it comes back.
 * @param today 'YYYY-MM-DD' in Beijing, to which what has fallen due is counted
 * @param mustEndBy the last day of the mediation, '' where no limit runs or it cannot be reckoned
 */
export function ledgerEntriesOf(view: CaseView, today: string, mustEndBy: string): LedgerEntry[] {
  return view.stays.map((stay) => entryOfStay(view, stay, today, mustEndBy));
}

function entryOfStay(view: CaseView, stay: Stay, today: string, mustEndBy: string): LedgerEntry {
  const { acceptance, application } = view;
  const outcome = stay.ended === null ? null : view.outcome;
  const named = (side: 'applicant' | 'respondent') =>
    view.parties
      .filter((one) => one.side === side)
      .map((one): NamedParty => ({ name: one.name ?? '', isPerson: isWorker(one) }));
  const agreement = findAgreementInForce(view.agreements) ?? view.agreements.findLast((one) => one.isFinal);
  const atOnce = stay === view.stays.at(-1) ? view.immediatePerformances : [];
  const claims = view.claims.filter((one) => one.isInScope !== false && one.amount);
  const monetary = (agreement?.obligations ?? []).filter((one) => one.isMonetary && one.amount);
  const isElsewhere = stay.leftOn !== '';
  // What falls due while another office watches over it is known there.
  const due = (isElsewhere ? [] : (agreement?.performance ?? [])).filter(
    (one) => one.dueDate !== null && one.dueDate <= today,
  );
  const dueInMoney = due.filter((one) => one.dueAmount !== '');
  const paidAtOnce = atOnce.filter((one) => one.isMonetary).map((one) => one.amount);
  const dueDates = (agreement?.performance ?? []).map((one) => one.dueDate ?? '').sort();
  const visits = view.visits.filter((one) => one.date && !one.isCorrected);
  const isAccepted = acceptance?.decision === 'accepted';
  const sum = (amounts: readonly (string | null | undefined)[]) =>
    amounts.length > 0 ? sumMoney(amounts.map((amount) => amount ?? '0.00')) : '';
  const employer = view.parties.find((one) => one.kind === 'employer');
  return {
    caseNumber: view.opened.caseNumber,
    archiveNumber: view.archive?.archiveNumber ?? '',
    registeredOn: registrationDay(view),
    arrivedOn: stay.arrivedOn,
    hadEnded: stay.ended === 'before',
    sourceCode: application.sourceCode ?? '',
    applicants: named('applicant'),
    respondents: named('respondent'),
    industry: employer?.industry ?? '',
    employerPlace: employerPlaceOf(employer?.registeredAddress ?? ''),
    disputeTypeCode: application.disputeTypeCode ?? '',
    workerCount: application.workerCount ?? view.parties.filter(isWorker).length,
    isCollective: application.isCollective === true,
    riskLevel: application.riskLevel ?? '',
    groupTags: [...new Set(view.parties.flatMap((one) => one.groupTags ?? []))],
    meetings: view.meetings.filter((one) => one.date).length,
    claimed: sum(claims.map((one) => one.amount)),
    acceptedOn: isAccepted ? acceptance.decidedOn : '',
    isAccepted,
    mediators: (acceptance?.mediators ?? []).map((one) => one.name),
    closedOn: outcome?.closedOn ?? '',
    outcomeCode: outcome?.code ?? '',
    handedOverOn: outcome === null ? stay.leftOn : '',
    agreed: sum([...monetary, ...atOnce.filter((one) => one.isMonetary)].map((one) => one.amount)),
    lastDueOn: dueDates.at(-1) ?? '',
    isPerformed: agreement?.isPerformed ?? atOnce.length > 0,
    dueRows: due.length + atOnce.length,
    doneRows: due.filter((one) => one.isDone).length + atOnce.length,
    dueAmount: sum([...dueInMoney.map((one) => one.dueAmount), ...paidAtOnce]),
    paidAmount: sum([...dueInMoney.map(paidOfDue), ...paidAtOnce]),
    enforcementRoute: agreement?.route ?? '',
    visitedOn: visits.at(-1)?.date ?? '',
    satisfaction: visits.at(-1)?.satisfaction ?? '',
    days: isAccepted && outcome ? daysBetween(acceptance.decidedOn, outcome.closedOn) : null,
    mustEndBy: isAccepted ? mustEndBy : '',
    mediationEndedOn:
      [agreement?.effectiveness.effectiveDate, outcome?.closedOn]
        .filter((one) => one != null)
        .sort()
        .at(0) ?? '',
  };
}

/** What was paid too much, or recorded twice, pays nothing that others owe. */
const paidOfDue = ({ dueAmount, paidAmount }: PerformanceRow): string =>
  compareMoney(paidAmount || '0.00', dueAmount) > 0 ? dueAmount : paidAmount;

/** The day from which on the case was this office's. */
const begunOn = ({ arrivedOn, registeredOn }: LedgerEntry): string => arrivedOn || registeredOn;

/** 结案: the day on which this office counts its end, never before it had the case; '' where it has not ended here. */
export function closedHereOn({ closedOn, hadEnded, arrivedOn }: LedgerEntry): string {
  if (closedOn === '' || hadEnded) return '';
  return later(closedOn, arrivedOn);
}

/** The last day on which the case was this office's to end, '' while it is. */
const leftOn = (entry: LedgerEntry): string => closedHereOn(entry) || entry.handedOverOn;

/** Whether it waited for its end here at the beginning of the day. */
export const isOpenBefore = (entry: LedgerEntry, day: string): boolean =>
  !entry.hadEnded && begunOn(entry) < day && (leftOn(entry) === '' || leftOn(entry) >= day);

/** Whether it still waits for its end here when the day is over. */
export const isOpenAfter = (entry: LedgerEntry, day: string): boolean =>
  !entry.hadEnded && begunOn(entry) <= day && (leftOn(entry) === '' || leftOn(entry) > day);

/** How statistics count the end of a case; '' while it goes on. */
export function outcomeKindOf(entry: Pick<LedgerEntry, 'outcomeCode'>): string {
  return findOutcomeKind(entry.outcomeCode) ?? '';
}

/** From and to: 'YYYY-MM-DD', both days included. */
export type LedgerPeriod = { readonly from: string; readonly to: string };

export const isWithin = (date: string, { from, to }: LedgerPeriod): boolean =>
  date !== '' && from <= date && date <= to;

/** Cases that were registered or came in the period, or were open at its beginning. */
export function entriesOfPeriod(entries: readonly LedgerEntry[], period: LedgerPeriod): LedgerEntry[] {
  return entries
    .filter((one) => isWithin(begunOn(one), period) || isOpenBefore(one, period.from))
    .sort(
      (left, right) =>
        left.registeredOn.localeCompare(right.registeredOn) ||
        left.caseNumber.localeCompare(right.caseNumber),
    );
}
