import { Decimal } from 'decimal.js';
import type { CalendarDate } from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
import {
  type Calculation,
  type CalculationMessage,
  equation,
  exact,
  exactCount,
  message,
  roundingMessage,
  unconfirmedWarnings,
} from './calculation.ts';
import { getParameter, type ParameterKey, type ParameterTable, type ParameterUsed } from './parameters.ts';

export const injuryGrades = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type InjuryGrade = (typeof injuryGrades)[number];

/** 一次性伤残补助金: months of the worker's own wage (工伤保险条例 35 to 37). */
const subsidyMonths: Record<InjuryGrade, string> = {
  1: '27',
  2: '25',
  3: '23',
  4: '21',
  5: '18',
  6: '16',
  7: '13',
  8: '11',
  9: '9',
  10: '7',
};

/** 伤残津贴: share of the own wage each month (工伤保险条例 35, 36); none from grade 7 on. */
const allowanceShares: Partial<Record<InjuryGrade, string>> = {
  1: '0.9',
  2: '0.85',
  3: '0.8',
  4: '0.75',
  5: '0.7',
  6: '0.6',
};

const localMonthsKeys: Partial<Record<InjuryGrade, ParameterKey>> = {
  5: 'injuryLocalMonths5',
  6: 'injuryLocalMonths6',
  7: 'injuryLocalMonths7',
  8: 'injuryLocalMonths8',
  9: 'injuryLocalMonths9',
  10: 'injuryLocalMonths10',
};

export type WorkInjuryInput = {
  readonly grade: InjuryGrade;
  /** 本人工资: average contribution wage of the twelve months before the injury (工伤保险条例 64). */
  readonly ownWage: Yuan;
  /** The city's average wage for the two local lump sums; null when the employment goes on. */
  readonly localBase: Yuan | null;
  /** Months of full wage while treated (工伤保险条例 33); '0' when they were paid. */
  readonly paidLeaveMonths: string;
  /** The day of the injury or of the end of employment, by which the local table is chosen. */
  readonly date: CalendarDate;
};

export type WorkInjuryDetails = {
  readonly disabilitySubsidy: Yuan;
  /** Each month; null from grade 7 on. Not part of the sum. */
  readonly monthlyAllowance: Yuan | null;
  readonly medicalSubsidy: Yuan | null;
  readonly employmentSubsidy: Yuan | null;
  readonly paidLeaveWages: Yuan;
};

/**
 * 工伤待遇 as a sum to hold an offer against (工伤保险条例 33, 35 to 37). Who pays which part stands in the steps;
 * the local lump sums are data that nobody has confirmed, and say so.
 */
export function calculateWorkInjury(
  input: WorkInjuryInput,
  table: ParameterTable,
): Calculation<WorkInjuryDetails> {
  const wage = exact(input.ownWage);
  const subsidy = wage.times(subsidyMonths[input.grade]);
  const leave = wage.times(exactCount(input.paidLeaveMonths));
  const share = allowanceShares[input.grade];
  const allowance = share === undefined ? null : wage.times(share);
  const key = localMonthsKeys[input.grade];
  const parameters: ParameterUsed[] = [];
  const steps: CalculationMessage[] = [
    message('step.disabilitySubsidy', {
      left: `${input.ownWage} × ${subsidyMonths[input.grade]}`,
      right: roundToFen(subsidy),
    }),
  ];
  let local: Decimal | null = null;
  if (key !== undefined && input.localBase !== null) {
    const months = getParameter(table, key, input.date);
    parameters.push(months);
    local = exact(input.localBase).times(months.value);
    const left = `${input.localBase} × ${months.value}`;
    steps.push(message('step.medicalSubsidy', { left, right: roundToFen(local) }));
    steps.push(message('step.employmentSubsidy', { left, right: roundToFen(local) }));
  }
  if (!leave.isZero()) {
    steps.push(
      message('step.paidLeaveWages', {
        left: `${input.ownWage} × ${input.paidLeaveMonths}`,
        right: roundToFen(leave),
      }),
    );
  }
  if (allowance !== null && share !== undefined) {
    steps.push(
      message(input.grade <= 4 ? 'step.allowanceByFund' : 'step.allowanceByEmployer', {
        left: `${input.ownWage} × ${new Decimal(share).times(100).toFixed()}%`,
        right: roundToFen(allowance),
      }),
    );
  }
  const parts = [subsidy, ...(local === null ? [] : [local, local]), ...(leave.isZero() ? [] : [leave])];
  const amount = Decimal.sum(...parts);
  if (parts.length > 1) steps.push(equation(parts.map(roundToFen).join(' + '), amount));
  return {
    formulaKey: 'workInjury',
    formula: message('formula.workInjury'),
    steps,
    result: roundToFen(amount),
    rounding: roundingMessage('final'),
    legalBasis: [
      input.grade <= 4
        ? '工伤保险条例第三十三条、第三十五条'
        : input.grade <= 6
          ? '工伤保险条例第三十三条、第三十六条'
          : '工伤保险条例第三十三条、第三十七条',
      ...(local === null ? [] : ['京人社工发〔2011〕384号']),
    ],
    parameters,
    warnings: [
      message('warning.injuryFundFirst'),
      ...(local === null ? [] : [message('warning.injuryBaseToCheck')]),
      ...unconfirmedWarnings(parameters),
    ],
    details: {
      disabilitySubsidy: roundToFen(subsidy),
      monthlyAllowance: allowance === null ? null : roundToFen(allowance),
      medicalSubsidy: local === null ? null : roundToFen(local),
      employmentSubsidy: local === null ? null : roundToFen(local),
      paidLeaveWages: roundToFen(leave),
    },
  };
}
