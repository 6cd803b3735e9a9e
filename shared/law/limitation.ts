import { addDays, addYears, type CalendarDate, compareDates, daysBetween } from '../text/dates.ts';
import { rollToWorkingDay, type WorkingCalendar } from './working-days.ts';

/**
 * 仲裁时效 (劳动争议调解仲裁法 27): one year, started anew by each interruption (paragraph 2), standing still
 * while it is suspended (paragraph 3). The desk shows dates and their proof; whether a party raises the
 * limitation is that party's own affair (法释〔2025〕12号 20).
 */

/** D12: from knowing of the infringement. D13: wage arrears, from the end of employment. */
type LimitationRule = 'D12' | 'D13';

type LimitationInterruption = {
  readonly date: CalendarDate;
  /** Code of `interruptionGrounds`. */
  readonly ground: string;
  /** The document that proves it; an interruption without proof counts as unproven. */
  readonly proof: string;
};

/** 中止: 不可抗力 or another proper reason. `to` is the last day of the hindrance, null while it lasts. */
type LimitationSuspension = { readonly from: CalendarDate; readonly to: CalendarDate | null };

export type LimitationInput = {
  readonly rule: LimitationRule;
  readonly baseDate: CalendarDate;
  readonly interruptions: readonly LimitationInterruption[];
  readonly suspensions?: readonly LimitationSuspension[];
  /** Wage arrears while the employment goes on have no limit yet (paragraph 4). */
  readonly isStillEmployed?: boolean;
  readonly today: CalendarDate;
};

type LimitationLink = LimitationInterruption & {
  /** False: it came before the base date or after the limit had already expired. */
  readonly isEffective: boolean;
  readonly problem: 'beforeBaseDate' | 'afterExpiry' | 'proofMissing' | null;
  /** The limit after this link. */
  readonly expiresOn: CalendarDate;
};

export type Limitation = {
  readonly rule: LimitationRule;
  readonly article: string;
  /** One year from the base date, without interruptions; null while there is no limit. */
  readonly expiresOn: CalendarDate | null;
  /** The limit that counts today. */
  readonly restartedExpiresOn: CalendarDate | null;
  /** The same, moved to the next working day; null when it cannot be known for want of a calendar. */
  readonly lastDay: CalendarDate | null;
  readonly chain: readonly LimitationLink[];
  readonly status: 'running' | 'interrupted' | 'expired' | 'toBeChecked';
  readonly problem: 'calendarMissing' | 'suspensionLasts' | 'stillEmployed' | null;
};

const articles: Record<LimitationRule, string> = {
  D12: '劳动争议调解仲裁法第二十七条第一款',
  D13: '劳动争议调解仲裁法第二十七条第四款',
};

/** Base date and chain of interruptions to the limit that counts today. */
export function computeLimitation(input: LimitationInput, calendar: WorkingCalendar): Limitation {
  const suspensions = input.suspensions ?? [];
  if (input.rule === 'D13' && input.isStillEmployed === true) {
    return {
      rule: input.rule,
      article: articles.D13,
      expiresOn: null,
      restartedExpiresOn: null,
      lastDay: null,
      chain: [],
      status: 'running',
      problem: 'stillEmployed',
    };
  }
  const expiresOn = yearFrom(input.baseDate, suspensions);
  /** 民法典 203: where the year ends on a day on which nobody works, the next working day is still in time. */
  const lastDayOf = (day: CalendarDate): CalendarDate | null => {
    const rolled = rollToWorkingDay(day, calendar);
    return rolled.ok ? rolled.value : null;
  };
  const chain: LimitationLink[] = [];
  let current = expiresOn;
  for (const one of [...input.interruptions].sort((left, right) => compareDates(left.date, right.date))) {
    const isBefore = compareDates(one.date, input.baseDate) < 0;
    const isAfter = compareDates(one.date, lastDayOf(current) ?? current) > 0;
    const isEffective = !isBefore && !isAfter;
    if (isEffective) current = yearFrom(one.date, suspensions);
    const problem = isBefore
      ? 'beforeBaseDate'
      : isAfter
        ? 'afterExpiry'
        : one.proof.trim() === ''
          ? 'proofMissing'
          : null;
    chain.push({ ...one, isEffective, problem, expiresOn: current });
  }
  const lastDay = lastDayOf(current);
  const isSuspended = suspensions.some(({ to }) => to === null);
  return {
    rule: input.rule,
    article: articles[input.rule],
    expiresOn,
    restartedExpiresOn: current,
    lastDay,
    chain,
    status: statusOf(chain, compareDates(input.today, lastDay ?? current) > 0, isSuspended),
    problem: isSuspended ? 'suspensionLasts' : lastDay !== null ? null : 'calendarMissing',
  };
}

function statusOf(
  chain: readonly LimitationLink[],
  hasPassed: boolean,
  isSuspended: boolean,
): Limitation['status'] {
  if (isSuspended || chain.some(({ problem }) => problem !== null)) return 'toBeChecked';
  if (hasPassed) return 'expired';
  return chain.length > 0 ? 'interrupted' : 'running';
}

/** One year, longer by the days of suspension that fall into it. Overlapping suspensions count once. */
function yearFrom(start: CalendarDate, suspensions: readonly LimitationSuspension[]): CalendarDate {
  let end = addYears(start, 1);
  let counted = start;
  const ended = suspensions.filter((one): one is { from: CalendarDate; to: CalendarDate } => one.to !== null);
  for (const { from, to } of [...ended].sort((left, right) => compareDates(left.from, right.from))) {
    const first = compareDates(from, counted) > 0 ? from : addDays(counted, 1);
    if (compareDates(first, end) > 0 || compareDates(to, first) < 0) continue;
    end = addDays(end, daysBetween(first, to) + 1);
    counted = to;
  }
  return end;
}
