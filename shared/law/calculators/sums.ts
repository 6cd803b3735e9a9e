import { Decimal } from 'decimal.js';
import { roundToFen, type Yuan } from '../../text/money.ts';
import { type Calculation, equation, exact, exactCount, message, roundingMessage } from './calculation.ts';

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
