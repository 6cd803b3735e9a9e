import { Decimal } from 'decimal.js';
import { disputeTypes, outcomes, statisticalReasons } from '../law/codes/index.ts';
import { sumMoney } from '../text/money.ts';
import { isWithin, type LedgerEntry, type LedgerPeriod, outcomeKindOf } from './ledger.ts';

type Count = { readonly code: string; readonly count: number };

/** The figures of an office for a period, reckoned from its cases alone (DOMAIN 3.8; 京人社仲发〔2023〕18号 一). */
export type PeriodFigures = {
  readonly openBefore: number;
  readonly received: number;
  readonly receivedWorkers: number;
  readonly accepted: number;
  readonly collective: number;
  readonly collectiveWorkers: number;
  readonly claimed: string;
  readonly reasons: readonly Count[];
  readonly closed: number;
  readonly outcomes: readonly Count[];
  readonly agreed: number;
  /** 和解撤回: shown beside the agreements, since the rule leaves open whether it counts as success. */
  readonly settled: number;
  readonly agreedAmount: string;
  readonly openAfter: number;
  /** '66.7%', '' where nothing was closed. R09, R12 and R15 were no mediation and do not count. */
  readonly successRate: string;
  readonly successRateWithSettled: string;
  readonly performanceRate: string;
  readonly visitRate: string;
  readonly averageDays: string;
  readonly arbitrationReviews: number;
  readonly judicialConfirmations: number;
};

export function countPeriodFigures(entries: readonly LedgerEntry[], period: LedgerPeriod): PeriodFigures {
  const received = entries.filter((one) => isWithin(one.registeredOn, period));
  const closed = entries.filter((one) => isWithin(one.closedOn, period));
  const kinds = closed.map(outcomeKindOf);
  const agreed = closed.filter((one) => outcomeKindOf(one) === 'agreed');
  const settled = kinds.filter((kind) => kind === 'settled').length;
  const mediated = kinds.filter((kind) => kind !== 'transferred' && kind !== 'voided').length;
  const collective = received.filter((one) => one.isCollective);
  const days = closed.flatMap((one) => (one.days === null ? [] : [one.days]));
  const workers = (all: readonly LedgerEntry[]) => all.reduce((sum, one) => sum + one.workerCount, 0);
  const amounts = (all: readonly string[]) => sumMoney(all.filter((amount) => amount !== ''));
  return {
    openBefore: entries.filter(
      (one) => one.registeredOn < period.from && (one.closedOn === '' || one.closedOn >= period.from),
    ).length,
    received: received.length,
    receivedWorkers: workers(received),
    accepted: received.filter((one) => one.isAccepted).length,
    collective: collective.length,
    collectiveWorkers: workers(collective),
    claimed: amounts(received.map((one) => one.claimed)),
    reasons: statisticalReasons.map(({ code }) => ({
      code,
      count: received.filter((one) => reasonOf(one) === code).length,
    })),
    closed: closed.length,
    outcomes: outcomes
      .map(({ code }) => ({ code, count: closed.filter((one) => one.outcomeCode === code).length }))
      .filter(({ count }) => count > 0),
    agreed: agreed.length,
    settled,
    agreedAmount: amounts(agreed.map((one) => one.agreed)),
    openAfter: entries.filter(
      (one) => one.registeredOn <= period.to && (one.closedOn === '' || one.closedOn > period.to),
    ).length,
    successRate: share(agreed.length, mediated),
    successRateWithSettled: share(agreed.length + settled, mediated),
    performanceRate: share(
      entries.reduce((sum, one) => sum + one.doneRows, 0),
      entries.reduce((sum, one) => sum + one.dueRows, 0),
    ),
    visitRate: share(agreed.filter((one) => one.visitedOn !== '').length, agreed.length),
    averageDays:
      days.length > 0
        ? new Decimal(days.reduce((sum, one) => sum + one, 0)).dividedBy(days.length).toFixed(1)
        : '',
    arbitrationReviews: agreed.filter((one) => one.enforcementRoute === 'arbitrationReview').length,
    judicialConfirmations: agreed.filter((one) => one.enforcementRoute === 'judicialConfirmation').length,
  };
}

function reasonOf(entry: LedgerEntry): string {
  return disputeTypes.find((one) => one.code === entry.disputeTypeCode)?.statisticalReason ?? 'other';
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${new Decimal(part).times(100).dividedBy(whole).toFixed(1)}%`;
}
