import { Decimal } from 'decimal.js';
import { type CalendarDate, endOfMonth } from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
import {
  type Calculation,
  equation,
  exact,
  exactCount,
  message,
  perUnit,
  type Rounding,
  roundingMessage,
  unconfirmedWarnings,
} from './calculation.ts';
import { getParameter, type ParameterTable } from './parameters.ts';

/** 工作日延时 150 %, 休息日未补休 200 %, 法定节假日 300 % (劳动法 44). */
export type OvertimeKind = 'workingDay' | 'restDay' | 'statutoryHoliday';

export const overtimeRates: Record<OvertimeKind, string> = {
  workingDay: '1.5',
  restDay: '2',
  statutoryHoliday: '3',
};

type OvertimeHours = {
  readonly monthlyWage: Yuan;
  readonly hours: string;
  readonly kind: OvertimeKind;
};

export type OvertimeInput = OvertimeHours & {
  /** The day by which the figures are chosen, e.g. the end of the period. */
  readonly date: CalendarDate;
  readonly rounding?: Rounding;
};

export type OvertimeTableInput = {
  /** `month` is 'YYYY-MM'; null: hours of several months together. */
  readonly rows: readonly (OvertimeHours & { readonly month: string | null })[];
  /** The day by which the figures of a row without a month are chosen. */
  readonly date: CalendarDate;
  /** What was paid for overtime already. */
  readonly paid: Yuan;
  readonly rounding?: Rounding;
};

/** What both ways of reckoning overtime have in common. */
const overtimeFrame = {
  formulaKey: 'overtimePay',
  formula: message('formula.overtimePay'),
  legalBasis: ['劳动法第四十四条', '北京市工资支付规定第十四条、第四十四条'],
} as const;

/** 加班费: monthly wage ÷ 174 × hours × rate; the base is never below the minimum wage. */
export function calculateOvertimePay(
  input: OvertimeInput,
  table: ParameterTable,
): Calculation<{ readonly hourlyWage: Yuan; readonly rate: string }> {
  const rounding = input.rounding ?? 'final';
  const { hourly, rate, amount, left, raised, parameters } = reckon(input, input.date, rounding, table);
  return {
    ...overtimeFrame,
    steps: [...raised, equation(left, amount)],
    result: roundToFen(amount),
    rounding: roundingMessage(rounding),
    parameters,
    warnings: unconfirmedWarnings(parameters),
    details: { hourlyWage: roundToFen(hourly), rate },
  };
}

/**
 * 加班费 by month: wage ÷ 174 × hours × rate for each row, less what was paid (劳动法 44; 北京市工资支付规定 14, 44).
 * Each month is reckoned with the figures that counted on its last day, hours of several months with those of `date`.
 */
export function calculateOvertimeTable(input: OvertimeTableInput, table: ParameterTable): Calculation {
  const rounding = input.rounding ?? 'final';
  const rows = input.rows.map((row) => ({
    month: row.month,
    ...reckon(row, row.month === null ? input.date : endOfMonth(`${row.month}-01`), rounding, table),
  }));
  const total = rows.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const left = total.minus(exact(input.paid));
  const used = rows.flatMap((row) => row.parameters);
  const parameters = used.filter(
    (one, index) =>
      used.findIndex(({ key, effectiveFrom }) => key === one.key && effectiveFrom === one.effectiveFrom) ===
      index,
  );
  return {
    ...overtimeFrame,
    steps: [
      ...rows.flatMap((row) => [
        ...row.raised,
        row.month === null ? equation(row.left, row.amount) : ofMonth(row.month, row.left, row.amount),
      ]),
      // One row from which nothing is taken off is the result itself.
      ...(rows.length > 1 || !exact(input.paid).isZero()
        ? [equation(`${roundToFen(total)} − ${input.paid}`, left)]
        : []),
    ],
    result: roundToFen(Decimal.max(left, 0)),
    rounding: roundingMessage(rounding),
    parameters,
    warnings: [
      ...(left.isNegative() ? [message('warning.paidMoreThanDue')] : []),
      ...unconfirmedWarnings(parameters),
    ],
    details: {},
  };
}

function ofMonth(month: string, left: string, right: Decimal) {
  return message('step.month', {
    year: month.slice(0, 4),
    month: Number(month.slice(5)),
    left,
    right: roundToFen(right),
  });
}

/** One row of hours, with the figures of a day. */
function reckon(
  { monthlyWage, hours, kind }: OvertimeHours,
  date: CalendarDate,
  rounding: Rounding,
  table: ParameterTable,
) {
  const payHours = getParameter(table, 'monthlyPayHours', date);
  const minimum = getParameter(table, 'minimumMonthlyWage', date);
  const isBelow = exact(monthlyWage).lt(minimum.value);
  const base = isBelow ? new Decimal(minimum.value) : exact(monthlyWage);
  const hourly = perUnit(base, payHours.value, rounding);
  const rate = overtimeRates[kind];
  const percent = `${new Decimal(rate).times(100).toFixed()}%`;
  return {
    hourly,
    rate,
    amount: hourly.times(exactCount(hours)).times(rate),
    left: `${base.toFixed(2)} ÷ ${payHours.value} × ${hours} × ${percent}`,
    /** Said where the wage was raised to the minimum wage. */
    raised: isBelow ? [message('step.belowMinimum', { wage: monthlyWage, minimum: minimum.value })] : [],
    parameters: isBelow ? [payHours, minimum] : [payHours],
  };
}
