import { Decimal } from 'decimal.js';
import { type CalendarDate, compareDates, daysBetween, yearOf } from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
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

export type AnnualLeaveInput = {
  /** The last day of employment in the year, or 31 December. */
  readonly leaveDate: CalendarDate;
  /** When work for this employer began; counts when it was in the same year. */
  readonly entryDate: CalendarDate | null;
  /** Days of leave a year: 5, 10 or 15. */
  readonly entitlementDays: number;
  readonly usedDays: number;
  /** Average of the twelve months before, overtime pay left out (企业职工带薪年休假实施办法 11). */
  readonly averageWageExclOvertime: Yuan;
  readonly rounding?: Rounding;
};

export type AnnualLeaveDetails = {
  readonly passedDays: number;
  readonly earnedDays: number;
  readonly unusedDays: number;
  readonly dailyWage: Yuan;
};

/**
 * 未休年休假工资报酬 (实施办法 10 to 12): days earned in the year by calendar days ÷ 365, the fraction dropped,
 * less days taken; each pays 200 % of the daily wage on top of the wage already paid.
 */
export function calculateAnnualLeavePay(
  input: AnnualLeaveInput,
  table: ParameterTable,
): Calculation<AnnualLeaveDetails> {
  if (![input.entitlementDays, input.usedDays].every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError('calculator.count');
  }
  const rounding = input.rounding ?? 'final';
  const payDays = getParameter(table, 'monthlyPayDays', input.leaveDate);
  const newYear = `${String(yearOf(input.leaveDate)).padStart(4, '0')}-01-01`;
  const from =
    input.entryDate !== null && compareDates(input.entryDate, newYear) > 0 ? input.entryDate : newYear;
  // A leap year has 366 days; nobody earns more than the whole entitlement.
  const passedDays = Math.max(0, daysBetween(from, input.leaveDate) + 1);
  const exactDays = new Decimal(Math.min(passedDays, 365)).times(input.entitlementDays).div(365);
  const earnedDays = exactDays.floor().toNumber();
  const unusedDays = Math.max(0, earnedDays - input.usedDays);
  const daily = perUnit(exact(input.averageWageExclOvertime), payDays.value, rounding);
  const amount = daily.times(unusedDays).times(2);
  return {
    formulaKey: 'annualLeavePay',
    formula: message('formula.annualLeavePay'),
    steps: [
      message('step.leaveEarned', {
        passed: passedDays,
        entitlement: input.entitlementDays,
        exact: exactDays.toFixed(2),
        earned: earnedDays,
      }),
      message('step.leaveUnused', { earned: earnedDays, used: input.usedDays, unused: unusedDays }),
      equation(`${input.averageWageExclOvertime} ÷ ${payDays.value} × ${unusedDays} × 200%`, amount),
    ],
    result: roundToFen(amount),
    rounding: roundingMessage(rounding),
    legalBasis: ['企业职工带薪年休假实施办法第十条至第十二条'],
    parameters: [payDays],
    warnings: [
      ...(input.usedDays > earnedDays ? [message('warning.leaveOverTaken')] : []),
      ...unconfirmedWarnings([payDays]),
    ],
    details: { passedDays, earnedDays, unusedDays, dailyWage: roundToFen(daily) },
  };
}

/** Days of leave a year by cumulative years of work: 5 from one, 10 from ten, 15 from twenty (条例 3). */
export function annualLeaveEntitlement(cumulativeYears: number): number {
  if (cumulativeYears >= 20) return 15;
  if (cumulativeYears >= 10) return 10;
  return cumulativeYears >= 1 ? 5 : 0;
}
