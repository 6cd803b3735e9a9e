import { Decimal } from 'decimal.js';
import { roundToFen, type Yuan } from '../../text/money.ts';
import {
  type Calculation,
  type CalculationMessage,
  equation,
  exact,
  exactCount,
  message,
  roundingMessage,
} from './calculation.ts';

export type WageArrearsInput = {
  /** 'YYYY-MM' and what was due for it. */
  readonly months: readonly { readonly month: string; readonly due: Yuan }[];
  readonly paid: readonly { readonly date: string; readonly amount: Yuan }[];
};

/** 拖欠工资: the wages due for each month less what was paid (劳动合同法 30). Never below zero. */
export function calculateWageArrears(input: WageArrearsInput): Calculation {
  const due = input.months.reduce((sum, one) => sum.plus(exact(one.due)), new Decimal(0));
  const paid = input.paid.reduce((sum, one) => sum.plus(exact(one.amount)), new Decimal(0));
  const left = due.minus(paid);
  return {
    formulaKey: 'wageArrears',
    formula: message('formula.wageArrears'),
    steps: [
      equation(input.months.map((one) => one.due).join(' + ') || '0.00', due),
      equation([roundToFen(due), ...input.paid.map((one) => one.amount)].join(' − '), left),
    ],
    result: roundToFen(Decimal.max(left, 0)),
    rounding: roundingMessage('final'),
    legalBasis: ['劳动合同法第三十条'],
    parameters: [],
    warnings: left.isNegative() ? [message('warning.paidMoreThanDue')] : [],
    details: {},
  };
}

export type DayRateWagesInput = {
  readonly rows: readonly {
    readonly partyId: string;
    readonly name: string;
    readonly dayRate: Yuan;
    readonly days: string;
    readonly paid: Yuan;
  }[];
};

/** 按工日计酬 for several workers: day rate × days − advances for each, and the total. */
export function calculateDayRateWages(
  input: DayRateWagesInput,
): Calculation<{ readonly rows: readonly { readonly partyId: string; readonly amount: Yuan }[] }> {
  const rows = input.rows.map((row) => {
    const amount = exact(row.dayRate).times(exactCount(row.days)).minus(exact(row.paid));
    return { ...row, amount: roundToFen(Decimal.max(amount, 0)), isOverpaid: amount.isNegative() };
  });
  const steps: CalculationMessage[] = rows.map((row) =>
    message('step.worker', {
      name: row.name,
      left: `${row.dayRate} × ${row.days} − ${row.paid}`,
      right: row.amount,
    }),
  );
  return {
    formulaKey: 'dayRateWagesTable',
    formula: message('formula.dayRateWagesTable'),
    steps,
    result: roundToFen(rows.reduce((sum, row) => sum.plus(row.amount), new Decimal(0))),
    rounding: roundingMessage('final'),
    legalBasis: ['劳动合同法第三十条', '保障农民工工资支付条例'],
    parameters: [],
    warnings: rows.some(({ isOverpaid }) => isOverpaid) ? [message('warning.paidMoreThanDue')] : [],
    details: { rows: rows.map(({ partyId, amount }) => ({ partyId, amount })) },
  };
}
