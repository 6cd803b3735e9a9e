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

export type DoubleWageInput = {
  readonly entryDate: CalendarDate;
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

/**
 * 未订立书面劳动合同的双倍工资差额 (劳动合同法 82, 实施条例 6 and 7): from the day after one full month of work
 * to the day before one full year, eleven months at most; a broken month by its working days.
 */
export function calculateDoubleWage(
  input: DoubleWageInput,
  table: ParameterTable,
  calendar: WorkingCalendar,
): DoubleWageAnswer {
  const rounding = input.rounding ?? 'final';
  const from = addMonths(input.entryDate, 1);
  const ends = [input.leaveDate, addDays(addYears(input.entryDate, 1), -1)];
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
      formulaKey: 'doubleWage',
      formula: message('formula.doubleWage'),
      steps: [
        message('step.doubleWageFrom', { date: from }),
        ...(isEmpty ? [] : [message('step.period', { from, to, fullMonths, workdays })]),
        equation(
          `${input.monthlyWage} × ${fullMonths} + ${input.monthlyWage} ÷ ${payDays.value} × ${workdays}`,
          amount,
        ),
      ],
      result: roundToFen(amount),
      rounding: roundingMessage(rounding),
      legalBasis: ['劳动合同法第八十二条', '劳动合同法实施条例第六条'],
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
