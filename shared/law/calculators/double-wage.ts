import { addDays, addMonths, addYears, type CalendarDate, compareDates } from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
import { type CalendarMissing, countWorkingDays, type WorkingCalendar } from '../working-days.ts';
import {
  type Calculation,
  equation,
  exact,
  message,
  perUnit,
  type Rounding,
  roundingMessage,
  unconfirmedWarnings,
} from './calculation.ts';
import { getParameter, type ParameterTable } from './parameters.ts';

/** Why two wages are owed, and the day from which it is counted. */
type DoubleWageGround =
  | { readonly ground?: 'noContract'; readonly entryDate: CalendarDate }
  /** The contract ran out and work went on; its last day. */
  | { readonly ground: 'contractExpired'; readonly contractEndedOn: CalendarDate }
  /** The day on which 无固定期限劳动合同 should have been concluded. */
  | { readonly ground: 'openEndedRefused'; readonly openEndedDueOn: CalendarDate };

export type DoubleWageInput = DoubleWageGround & {
  /** The last day of employment, or the last day of the period claimed. */
  readonly leaveDate: CalendarDate;
  /** The day on which a written contract was signed at last; null when none was. */
  readonly contractSignedOn: CalendarDate | null;
  readonly monthlyWage: Yuan;
  /** When the right was first claimed: the limitation runs day by day, one year back from it. Null: not looked at. */
  readonly claimedOn: CalendarDate | null;
  readonly rounding?: Rounding;
};

export type DoubleWageDetails = {
  /** First and last day of the period; null when there is none. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly fullMonths: number;
  readonly partialWorkdays: number;
  /** The part that is not older than one year when it was claimed; null when that was not looked at. */
  readonly amountWithinLimitation: Yuan | null;
};

export type DoubleWageAnswer =
  | { readonly ok: true; readonly value: Calculation<DoubleWageDetails> }
  | CalendarMissing;

type Frame = {
  /** The first day, and the last one that the law allows; null where it sets none. */
  readonly from: CalendarDate;
  readonly lastDay: CalendarDate | null;
  readonly formulaKey: string;
  readonly stepKey: string;
  readonly legalBasis: readonly string[];
};

/**
 * 未订立书面劳动合同: from the day after one full month of work to the day before one full year, eleven months at most
 * (劳动合同法 82, 实施条例 6 and 7). 合同期满继续用工: no month of grace, twelve months at most (京高法发〔2024〕534号 41).
 * 应当订立无固定期限劳动合同: from that day on (劳动合同法 82, paragraph 2).
 */
function frameOf(input: DoubleWageInput): Frame {
  switch (input.ground) {
    case 'contractExpired': {
      const from = addDays(input.contractEndedOn, 1);
      return {
        from,
        lastDay: addDays(addMonths(from, 12), -1),
        formulaKey: 'doubleWageExpired',
        stepKey: 'step.doubleWageExpiredFrom',
        legalBasis: ['劳动合同法第八十二条', '京高法发〔2024〕534号第四十一条'],
      };
    }
    case 'openEndedRefused':
      return {
        from: input.openEndedDueOn,
        lastDay: null,
        formulaKey: 'doubleWageOpenEnded',
        stepKey: 'step.doubleWageOpenEndedFrom',
        legalBasis: ['劳动合同法第八十二条第二款'],
      };
    case 'noContract':
    case undefined:
      return {
        from: addMonths(input.entryDate, 1),
        lastDay: addDays(addYears(input.entryDate, 1), -1),
        formulaKey: 'doubleWage',
        stepKey: 'step.doubleWageFrom',
        legalBasis: ['劳动合同法第八十二条', '劳动合同法实施条例第六条'],
      };
  }
}

/** 双倍工资差额: the wage of each full month of the period, a broken month by its working days. */
export function calculateDoubleWage(
  input: DoubleWageInput,
  table: ParameterTable,
  calendar: WorkingCalendar,
): DoubleWageAnswer {
  const rounding = input.rounding ?? 'final';
  const { from, lastDay, formulaKey, stepKey, legalBasis } = frameOf(input);
  const ends = [input.leaveDate, ...(lastDay === null ? [] : [lastDay])];
  if (input.contractSignedOn !== null) ends.push(addDays(input.contractSignedOn, -1));
  const to = [...ends].sort(compareDates)[0] ?? input.leaveDate;
  const payDays = getParameter(table, 'monthlyPayDays', input.leaveDate);
  const wage = exact(input.monthlyWage);
  const daily = perUnit(wage, payDays.value, rounding);

  const whole = divide(from, to, calendar);
  if (!whole.ok) return whole;
  const amountOf = (part: { fullMonths: number; workdays: number }) =>
    wage.times(part.fullMonths).plus(daily.times(part.workdays));
  const amount = amountOf(whole.value);

  let amountWithinLimitation: Yuan | null = null;
  const warnings = unconfirmedWarnings([payDays]);
  if (input.claimedOn !== null) {
    const oldest = addYears(input.claimedOn, -1);
    const later = compareDates(oldest, from) > 0 ? oldest : from;
    const within = divide(later, to, calendar);
    if (!within.ok) return within;
    amountWithinLimitation = roundToFen(amountOf(within.value));
    if (compareDates(oldest, from) > 0 && !amount.isZero()) {
      warnings.push(message('warning.limitationByDay', { date: oldest, amount: amountWithinLimitation }));
    }
  }
  const { fullMonths, workdays } = whole.value;
  const isEmpty = compareDates(from, to) > 0;
  return {
    ok: true,
    value: {
      formulaKey,
      formula: message('formula.doubleWage'),
      steps: [
        message(stepKey, { date: from }),
        ...(isEmpty ? [] : [message('step.period', { from, to, fullMonths, workdays })]),
        equation(
          `${input.monthlyWage} × ${fullMonths} + ${input.monthlyWage} ÷ ${payDays.value} × ${workdays}`,
          amount,
        ),
      ],
      result: roundToFen(amount),
      rounding: roundingMessage(rounding),
      legalBasis,
      parameters: [payDays],
      warnings,
      details: {
        from: isEmpty ? null : from,
        to: isEmpty ? null : to,
        fullMonths,
        partialWorkdays: workdays,
        amountWithinLimitation,
      },
    },
  };
}

type Divided =
  | { readonly ok: true; readonly value: { readonly fullMonths: number; readonly workdays: number } }
  | CalendarMissing;

/** Full months from the first day on, and the working days of what is left. */
function divide(from: CalendarDate, to: CalendarDate, calendar: WorkingCalendar): Divided {
  const end = addDays(to, 1);
  let fullMonths = 0;
  while (compareDates(addMonths(from, fullMonths + 1), end) <= 0) fullMonths += 1;
  const counted = countWorkingDays(addMonths(from, fullMonths), to, calendar);
  return counted.ok ? { ok: true, value: { fullMonths, workdays: counted.value } } : counted;
}
