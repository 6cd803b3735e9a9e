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
import { type OvertimeKind, overtimeRates } from './wages.ts';

/** 合计表: items and their amounts, a deduction with `isDeduction`. Never below zero. */
export function calculateSumSheet(
  rows: readonly { readonly title: string; readonly amount: Yuan; readonly isDeduction: boolean }[],
): Calculation {
  const total = rows.reduce(
    (sum, row) => (row.isDeduction ? sum.minus(exact(row.amount)) : sum.plus(exact(row.amount))),
    new Decimal(0),
  );
  const terms = rows.map(({ amount, isDeduction }, index) =>
    index === 0 ? (isDeduction ? `− ${amount}` : amount) : `${isDeduction ? '−' : '+'} ${amount}`,
  );
  return {
    formulaKey: 'sumSheet',
    formula: message('formula.sumSheet'),
    steps: [
      ...rows.map((row) =>
        message(row.isDeduction ? 'step.deduction' : 'step.item', { title: row.title, amount: row.amount }),
      ),
      equation(terms.join(' ') || '0.00', total),
    ],
    result: roundToFen(Decimal.max(total, 0)),
    rounding: roundingMessage('final'),
    legalBasis: [],
    parameters: [],
    warnings: total.isNegative() ? [message('warning.paidMoreThanDue')] : [],
    details: {},
  };
}

export type OvertimeTableInput = {
  readonly rows: readonly {
    /** 'YYYY-MM'. */
    readonly month: string;
    readonly monthlyWage: Yuan;
    readonly hours: string;
    readonly kind: OvertimeKind;
  }[];
  /** What was paid for overtime already. */
  readonly paid: Yuan;
  readonly rounding?: Rounding;
};

/**
 * 加班费 by month: wage ÷ 174 × hours × rate for each row, less what was paid (劳动法 44; 北京市工资支付规定 14, 44).
 * Each month is reckoned with the figures that counted on its last day.
 */
export function calculateOvertimeTable(input: OvertimeTableInput, table: ParameterTable): Calculation {
  const rounding = input.rounding ?? 'final';
  const rows = input.rows.map((row) => {
    const date: CalendarDate = endOfMonth(`${row.month}-01`);
    const payHours = getParameter(table, 'monthlyPayHours', date);
    const minimum = getParameter(table, 'minimumMonthlyWage', date);
    const isBelow = exact(row.monthlyWage).lt(minimum.value);
    const base = isBelow ? new Decimal(minimum.value) : exact(row.monthlyWage);
    const rate = overtimeRates[row.kind];
    const amount = perUnit(base, payHours.value, rounding).times(exactCount(row.hours)).times(rate);
    const percent = `${new Decimal(rate).times(100).toFixed()}%`;
    const left = `${base.toFixed(2)} ÷ ${payHours.value} × ${row.hours} × ${percent}`;
    return { row, isBelow, minimum, amount, left, used: isBelow ? [payHours, minimum] : [payHours] };
  });
  const total = rows.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const left = total.minus(exact(input.paid));
  const used = rows.flatMap((one) => one.used);
  const parameters = used.filter(
    (one, index) =>
      used.findIndex(({ key, effectiveFrom }) => key === one.key && effectiveFrom === one.effectiveFrom) ===
      index,
  );
  return {
    formulaKey: 'overtimePay',
    formula: message('formula.overtimePay'),
    steps: [
      ...rows.flatMap((one) => [
        ...(one.isBelow
          ? [message('step.belowMinimum', { wage: one.row.monthlyWage, minimum: one.minimum.value })]
          : []),
        message('step.month', { month: one.row.month, left: one.left, right: roundToFen(one.amount) }),
      ]),
      equation(`${roundToFen(total)} − ${input.paid}`, left),
    ],
    result: roundToFen(Decimal.max(left, 0)),
    rounding: roundingMessage(rounding),
    legalBasis: ['劳动法第四十四条', '北京市工资支付规定第十四条、第四十四条'],
    parameters,
    warnings: [
      ...(left.isNegative() ? [message('warning.paidMoreThanDue')] : []),
      ...unconfirmedWarnings(parameters),
    ],
    details: {},
  };
}

/** 代通知金: one month's wage of the month before (劳动合同法 40; 实施条例 20). */
export function calculateNoticePay(lastMonthWage: Yuan): Calculation {
  return {
    formulaKey: 'noticePay',
    formula: message('formula.noticePay'),
    steps: [equation(`${lastMonthWage} × 1`, exact(lastMonthWage))],
    result: lastMonthWage,
    rounding: roundingMessage('final'),
    legalBasis: ['劳动合同法第四十条', '劳动合同法实施条例第二十条'],
    parameters: [],
    warnings: [],
    details: {},
  };
}

/** How many months of probation a contract allows (劳动合同法 19). `contractMonths` null: no fixed term. */
export function probationLimitMonths(contractMonths: number | null): number {
  if (contractMonths === null || contractMonths >= 36) return 6;
  if (contractMonths >= 12) return 2;
  return contractMonths >= 3 ? 1 : 0;
}

export type ProbationInput = {
  readonly contractMonths: number | null;
  /** Probation that was really served beyond the limit, in months: '1.5'. */
  readonly servedMonths: string;
  /** The wage after the full probation (劳动合同法 83). */
  readonly monthlyWage: Yuan;
};

/** 违法约定试用期赔偿金: full wage × the months served beyond what the law allows (劳动合同法 19, 83). */
export function calculateIllegalProbation(input: ProbationInput): Calculation<{ readonly limit: number }> {
  const limit = probationLimitMonths(input.contractMonths);
  const over = Decimal.max(exactCount(input.servedMonths).minus(limit), 0);
  const amount = exact(input.monthlyWage).times(over);
  return {
    formulaKey: 'illegalProbation',
    formula: message('formula.illegalProbation'),
    steps: [
      message('step.probationLimit', { limit, served: input.servedMonths, over: over.toFixed() }),
      equation(`${input.monthlyWage} × ${over.toFixed()}`, amount),
    ],
    result: roundToFen(amount),
    rounding: roundingMessage('final'),
    legalBasis: ['劳动合同法第十九条、第八十三条'],
    parameters: [],
    warnings: [],
    details: { limit },
  };
}
