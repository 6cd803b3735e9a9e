import { Decimal } from 'decimal.js';
import type { CalendarDate } from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
import {
  type Calculation,
  equation,
  exact,
  exactCount,
  message,
  roundingMessage,
  unconfirmedWarnings,
} from './calculation.ts';
import { getParameter, type ParameterTable } from './parameters.ts';

export type NonCompeteInput = {
  /** Average of the twelve months before the end of employment. */
  readonly averageWage: Yuan;
  /** Months in which the duty was kept. */
  readonly months: string;
  /** What the contract says for each month; null when it says nothing. */
  readonly agreedMonthly: Yuan | null;
  /** The employer ended the duty early and the worker asks for three months more (解释一 39). */
  readonly isEndedByEmployer: boolean;
  /** The day by which the minimum wage is chosen. */
  readonly date: CalendarDate;
};

/**
 * 竞业限制经济补偿: the agreed sum; where none was agreed 30 % of the average wage, never below the minimum wage
 * (法释〔2020〕26号 36). Three months more when the employer ends the duty early (39).
 */
export function calculateNonCompete(
  input: NonCompeteInput,
  table: ParameterTable,
): Calculation<{ readonly monthly: Yuan; readonly isBelowMinimum: boolean }> {
  const minimum = getParameter(table, 'minimumMonthlyWage', input.date);
  const share = exact(input.averageWage).times('0.3');
  const isBelowMinimum = input.agreedMonthly === null && share.lt(minimum.value);
  const monthly =
    input.agreedMonthly !== null
      ? exact(input.agreedMonthly)
      : isBelowMinimum
        ? new Decimal(minimum.value)
        : share;
  const months = exactCount(input.months).plus(input.isEndedByEmployer ? 3 : 0);
  const amount = monthly.times(months);
  const parameters = input.agreedMonthly === null ? [minimum] : [];
  return {
    formulaKey: 'nonCompete',
    formula: message(input.agreedMonthly === null ? 'formula.nonCompete' : 'formula.nonCompeteAgreed'),
    steps: [
      ...(input.agreedMonthly === null ? [equation(`${input.averageWage} × 30%`, share)] : []),
      ...(isBelowMinimum
        ? [message('step.belowMinimum', { wage: roundToFen(share), minimum: minimum.value })]
        : []),
      ...(input.isEndedByEmployer
        ? [message('step.threeMonthsMore', { months: input.months, all: months.toFixed() })]
        : []),
      // The share is shown exact when it has more than two places: it is not rounded before the end.
      equation(
        `${Decimal.max(monthly.dp(), 2).eq(2) ? monthly.toFixed(2) : monthly.toFixed()} × ${months.toFixed()}`,
        amount,
      ),
    ],
    result: roundToFen(amount),
    rounding: roundingMessage('final'),
    legalBasis: [
      input.isEndedByEmployer
        ? '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第三十六条、第三十九条'
        : '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第三十六条',
    ],
    parameters,
    warnings: unconfirmedWarnings(parameters),
    details: { monthly: roundToFen(monthly), isBelowMinimum },
  };
}
