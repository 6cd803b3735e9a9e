import { Decimal } from 'decimal.js';
import {
  addDays,
  addMonths,
  addYears,
  type CalendarDate,
  compareDates,
  daysBetween,
  yearOf,
} from '../../text/dates.ts';
import { roundToFen, type Yuan } from '../../text/money.ts';
import {
  type Calculation,
  type CalculationMessage,
  equation,
  exact,
  message,
  roundingMessage,
  unconfirmedWarnings,
} from './calculation.ts';
import { getParameter, type ParameterTable, type ParameterUsed } from './parameters.ts';

export type CompensationInput = {
  readonly entryDate: CalendarDate;
  /** The last day of employment. */
  readonly leaveDate: CalendarDate;
  /** Wages due in the months before the end, bonus and overtime included, and how many months (12 at most). */
  readonly wages: { readonly total: Yuan; readonly months: number };
  /** `economicCompensation` 经济补偿 N (劳动合同法 47), `unlawfulDismissalDamages` 赔偿金 2N (87). */
  readonly kind: 'economicCompensation' | 'unlawfulDismissalDamages';
};

export type CompensationDetails = {
  /** Years as they count: '7.5'. Above the cap no more than '12'. */
  readonly years: string;
  readonly averageWage: Yuan;
  /** Three times the monthly average wage of the city. */
  readonly cap: Yuan;
  readonly isCapped: boolean;
  readonly service: { readonly years: number; readonly months: number; readonly days: number };
};

/** 经济补偿 N or 赔偿金 2N with the threefold cap and its limit of twelve years (劳动合同法 47, 87). */
export function calculateCompensation(
  input: CompensationInput,
  table: ParameterTable,
): Calculation<CompensationDetails> {
  if (compareDates(input.entryDate, input.leaveDate) > 0) throw new RangeError('calculator.period');
  const { months } = input.wages;
  if (!Number.isInteger(months) || months < 1 || months > 12) throw new RangeError('calculator.count');
  const average = getParameter(table, 'averageAnnualWage', input.leaveDate);
  const minimum = getParameter(table, 'minimumMonthlyWage', input.leaveDate);
  const cap = new Decimal(average.value).times(3).div(12);
  const earned = exact(input.wages.total).div(months);
  const isBelowMinimum = earned.lt(minimum.value);
  const wage = isBelowMinimum ? new Decimal(minimum.value) : earned;
  const isCapped = wage.gt(cap);
  const service = countService(input.entryDate, input.leaveDate);
  const counted = countedYears(service);
  const years = isCapped ? Decimal.min(counted, 12) : counted;
  const base = isCapped ? cap : wage;
  const factor = input.kind === 'unlawfulDismissalDamages' ? 2 : 1;
  const amount = base.times(years).times(factor);
  const parameters: ParameterUsed[] = isBelowMinimum ? [average, minimum] : [average];
  const steps: CalculationMessage[] = [
    message('step.average', { left: `${input.wages.total} ÷ ${months}`, right: roundToFen(earned) }),
    ...(isBelowMinimum
      ? [message('step.belowMinimum', { wage: roundToFen(earned), minimum: minimum.value })]
      : []),
    ...(isCapped ? [message('step.aboveCap', { wage: roundToFen(wage), cap: roundToFen(cap) })] : []),
    message('step.service', {
      from: input.entryDate,
      to: input.leaveDate,
      ...service,
      result: counted.toFixed(),
    }),
    equation([roundToFen(base), years.toFixed(), ...(factor === 2 ? ['2'] : [])].join(' × '), amount),
  ];
  return {
    formulaKey: input.kind,
    formula: message(`formula.${input.kind}${isCapped ? 'Capped' : ''}`),
    steps,
    result: roundToFen(amount),
    rounding: roundingMessage('final'),
    legalBasis:
      input.kind === 'economicCompensation'
        ? ['劳动合同法第四十七条', '劳动合同法实施条例第二十七条']
        : ['劳动合同法第四十七条、第八十七条', '劳动合同法实施条例第二十五条、第二十七条'],
    parameters,
    warnings: [...findWarnings(input, average), ...unconfirmedWarnings(parameters)],
    details: {
      years: years.toFixed(),
      averageWage: roundToFen(earned),
      cap: roundToFen(cap),
      isCapped,
      service,
    },
  };
}

function findWarnings(input: CompensationInput, average: ParameterUsed): CalculationMessage[] {
  const warnings: CalculationMessage[] = [];
  const wanted = yearOf(input.leaveDate) - 1;
  if (average.dataYear !== null && average.dataYear < wanted) {
    warnings.push(message('warning.olderAverageWage', { wanted, used: average.dataYear }));
  }
  if (input.entryDate < '2008-01-01') warnings.push(message('warning.serviceBefore2008'));
  return warnings;
}

/** Length of service with both days counted: '2019-03-11' to '2026-05-29' is 7 years 2 months 19 days. */
export function countService(
  entryDate: CalendarDate,
  leaveDate: CalendarDate,
): CompensationDetails['service'] {
  const end = addDays(leaveDate, 1);
  let years = 0;
  while (compareDates(addYears(entryDate, years + 1), end) <= 0) years += 1;
  let months = 0;
  while (compareDates(addMonths(entryDate, years * 12 + months + 1), end) <= 0) months += 1;
  return { years, months, days: daysBetween(addMonths(entryDate, years * 12 + months), end) };
}

/** 劳动合同法 47: six months and more count as a year, less than six months as half a year. */
function countedYears(service: CompensationDetails['service']): Decimal {
  const rest = service.months >= 6 ? 1 : service.months > 0 || service.days > 0 ? 0.5 : 0;
  return new Decimal(service.years).plus(rest);
}
