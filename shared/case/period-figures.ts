import {
  caseSources,
  disputeTypes,
  groups,
  industries,
  outcomes,
  riskLevels,
  satisfactionLevels,
  statisticalReasons,
} from '../law/codes/index.ts';
import { sumMoney } from '../text/money.ts';
import { average, share } from '../text/rates.ts';
import {
  closedHereOn,
  isOpenAfter,
  isOpenBefore,
  isWithin,
  type LedgerEntry,
  type LedgerPeriod,
  outcomeKindOf,
} from './ledger.ts';

type Count = { readonly code: string; readonly count: number };
/** Cases of one kind: registered in the period, closed in it, and of those agreed. */
export type Split = {
  readonly code: string;
  readonly received: number;
  readonly closed: number;
  readonly agreed: number;
};

/** The figures of an office for a period, reckoned from its cases alone (DOMAIN 3.8; 京人社仲发〔2023〕18号 一). */
export type PeriodFigures = {
  readonly openBefore: number;
  readonly received: number;
  readonly receivedWorkers: number;
  /** 移送: come from another office, which has counted them as registered. */
  readonly arrived: number;
  readonly accepted: number;
  readonly collective: number;
  readonly collectiveWorkers: number;
  /** Workers of a collective dispute on average, one decimal; '' where there was none. */
  readonly collectiveAverage: string;
  readonly claimed: string;
  readonly reasons: readonly Count[];
  readonly sources: readonly Split[];
  readonly industries: readonly Split[];
  /** 用人单位所在区、街道 in words; '' where its address does not say. */
  readonly places: readonly Split[];
  /** 重点群体: a case counts in each group that it touches. */
  readonly groups: readonly Split[];
  readonly closed: number;
  /** 移送: given to another office, which ends them and counts their end. */
  readonly handedOver: number;
  /** 超期: the mediation ended after its last day, extensions counted; or is still open after it. */
  readonly closedLate: number;
  readonly openLate: number;
  readonly outcomes: readonly Count[];
  readonly agreed: number;
  /** 和解撤回: shown beside the agreements, since the rule leaves open whether it counts as success. */
  readonly settled: number;
  readonly agreedAmount: string;
  readonly openAfter: number;
  /** '66.7%', '' where nothing was closed. R09, R12, R15 and R03 before acceptance were no mediation. */
  readonly successRate: string;
  readonly successRateWithSettled: string;
  /** By rows that have fallen due, and by their money. */
  readonly performanceRate: string;
  readonly performanceRateOfMoney: string;
  readonly visitRate: string;
  /** 满意度: what those answered whose agreement of the period was visited. */
  readonly satisfaction: readonly Count[];
  /** 满意 and 基本满意 of all answers. */
  readonly satisfactionRate: string;
  readonly averageDays: string;
  readonly arbitrationReviews: number;
  readonly judicialConfirmations: number;
  /** 风险台账: cases open at the end whose risk somebody judged. */
  readonly openRisks: readonly Count[];
};

/** @param today 'YYYY-MM-DD' in Beijing: a limit that is still to come is not missed, however long the period */
export function countPeriodFigures(
  entries: readonly LedgerEntry[],
  period: LedgerPeriod,
  today: string,
): PeriodFigures {
  const until = period.to < today ? period.to : today;
  const received = entries.filter((one) => one.arrivedOn === '' && isWithin(one.registeredOn, period));
  const closed = entries.filter((one) => isWithin(closedHereOn(one), period));
  const kinds = closed.map(outcomeKindOf);
  const agreed = closed.filter((one) => outcomeKindOf(one) === 'agreed');
  const settled = kinds.filter((kind) => kind === 'settled').length;
  const mediated = closed.filter((one) => isMediated(one, outcomeKindOf(one))).length;
  const collective = received.filter((one) => one.isCollective);
  const days = closed.flatMap((one) => (one.days === null ? [] : [one.days]));
  const workers = (all: readonly LedgerEntry[]) => all.reduce((sum, one) => sum + one.workerCount, 0);
  const amounts = (all: readonly string[]) => sumMoney(all.filter((amount) => amount !== ''));
  const openAfter = entries.filter((one) => isOpenAfter(one, period.to));
  const splitBy = (
    codes: readonly { readonly code: string }[],
    codesOf: (one: LedgerEntry) => readonly string[],
  ): Split[] =>
    codes.flatMap(({ code }) => {
      const own = (all: readonly LedgerEntry[]) => all.filter((one) => codesOf(one).includes(code)).length;
      const split = { code, received: own(received), closed: own(closed), agreed: own(agreed) };
      return split.received + split.closed > 0 ? [split] : [];
    });
  const satisfaction = satisfactionLevels.map(({ code }) => ({
    code,
    count: agreed.filter((one) => one.satisfaction === code).length,
  }));
  const answers = satisfaction.reduce((sum, { count }) => sum + count, 0);
  const content = satisfaction
    .filter(({ code }) => code === 'verySatisfied' || code === 'satisfied')
    .reduce((sum, { count }) => sum + count, 0);
  return {
    openBefore: entries.filter((one) => isOpenBefore(one, period.from)).length,
    received: received.length,
    receivedWorkers: workers(received),
    arrived: entries.filter((one) => !one.hadEnded && isWithin(one.arrivedOn, period)).length,
    accepted: received.filter((one) => one.isAccepted).length,
    collective: collective.length,
    collectiveWorkers: workers(collective),
    collectiveAverage: average(workers(collective), collective.length),
    claimed: amounts(received.map((one) => one.claimed)),
    reasons: statisticalReasons.map(({ code }) => ({
      code,
      count: received.filter((one) => reasonOf(one) === code).length,
    })),
    sources: splitBy(caseSources, (one) => [one.sourceCode]),
    industries: splitBy(industries, (one) => [one.industry]),
    places: splitBy(
      [...new Set(entries.map((one) => one.employerPlace))].sort().map((code) => ({ code })),
      (one) => [one.employerPlace],
    ),
    groups: splitBy(groups, (one) => one.groupTags),
    closed: closed.length,
    handedOver: entries.filter((one) => isWithin(one.handedOverOn, period)).length,
    closedLate: closed.filter((one) => one.mustEndBy !== '' && one.mediationEndedOn > one.mustEndBy).length,
    // An agreement that took effect within the limit ends it, however long its file stays open.
    openLate: openAfter.filter(
      (one) =>
        one.mustEndBy !== '' &&
        one.mustEndBy < until &&
        (one.mediationEndedOn === '' || one.mediationEndedOn > one.mustEndBy),
    ).length,
    outcomes: outcomes
      .map(({ code }) => ({ code, count: closed.filter((one) => one.outcomeCode === code).length }))
      .filter(({ count }) => count > 0),
    agreed: agreed.length,
    settled,
    agreedAmount: amounts(agreed.map((one) => one.agreed)),
    openAfter: openAfter.length,
    successRate: share(agreed.length, mediated),
    successRateWithSettled: share(agreed.length + settled, mediated),
    performanceRate: share(
      entries.reduce((sum, one) => sum + one.doneRows, 0),
      entries.reduce((sum, one) => sum + one.dueRows, 0),
    ),
    performanceRateOfMoney: share(
      amounts(entries.map((one) => one.paidAmount)),
      amounts(entries.map((one) => one.dueAmount)),
    ),
    visitRate: share(agreed.filter((one) => one.visitedOn !== '').length, agreed.length),
    satisfaction,
    satisfactionRate: share(content, answers),
    averageDays: average(
      days.reduce((sum, one) => sum + one, 0),
      days.length,
    ),
    arbitrationReviews: agreed.filter((one) => one.enforcementRoute === 'arbitrationReview').length,
    judicialConfirmations: agreed.filter((one) => one.enforcementRoute === 'judicialConfirmation').length,
    openRisks: riskLevels
      .map(({ code }) => ({ code, count: openAfter.filter((one) => one.riskLevel === code).length }))
      .filter(({ count }) => count > 0),
  };
}

/** Passed on, registered in error, or taken back before acceptance: nothing was mediated. */
function isMediated({ isAccepted }: LedgerEntry, kind: string): boolean {
  return kind !== 'transferred' && kind !== 'voided' && (isAccepted || kind !== 'withdrawn');
}

function reasonOf(entry: LedgerEntry): string {
  return disputeTypes.find((one) => one.code === entry.disputeTypeCode)?.statisticalReason ?? 'other';
}
