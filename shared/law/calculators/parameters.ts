import { z } from 'zod';
import { isCalendarDate } from '../../text/dates.ts';

/**
 * Figures that change by decree: editable tables (assets/parameters) with the day from which each counts,
 * its document, and whether it has been confirmed. They are passed in; the code knows none by heart.
 */

export const ParameterEntry = z.object({
  effectiveFrom: z.string().refine(isCalendarDate, 'date.malformed'),
  value: z.string().regex(/^\d+(\.\d+)?$/),
  /** The year that a statistic is about, where it is one. */
  dataYear: z.number().int().optional(),
  document: z.string().min(1),
  source: z.string(),
  confirmed: z.boolean(),
});

export const parameterKeys = [
  'monthlyPayDays',
  'monthlyPayHours',
  'minimumMonthlyWage',
  'minimumHourlyWage',
  'minimumPartTimeHourlyWage',
  'minimumPartTimeHolidayHourlyWage',
  'averageAnnualWage',
  'injuryLocalMonths5',
  'injuryLocalMonths6',
  'injuryLocalMonths7',
  'injuryLocalMonths8',
  'injuryLocalMonths9',
  'injuryLocalMonths10',
] as const;
export type ParameterKey = (typeof parameterKeys)[number];

export const ParameterTable = z.object({
  /** GB/T 2260 code of the region for which it counts. */
  region: z.string().regex(/^\d{6}$/),
  parameters: z.array(
    z.object({
      key: z.enum(parameterKeys),
      zh: z.string().min(1),
      en: z.string().min(1),
      unit: z.string(),
      entries: z.array(ParameterEntry).min(1),
    }),
  ),
});
export type ParameterTable = z.infer<typeof ParameterTable>;

/** A figure as a calculation used it, for printing beside the result. */
export type ParameterUsed = {
  readonly key: ParameterKey;
  readonly name: string;
  readonly nameEn: string;
  readonly value: string;
  readonly unit: string;
  readonly effectiveFrom: string;
  readonly dataYear: number | null;
  readonly document: string;
  readonly source: string;
  readonly confirmed: boolean;
};

/** The figure that counts on a day; undefined when the table does not reach back that far. */
export function findParameter(
  table: ParameterTable,
  key: ParameterKey,
  date: string,
): ParameterUsed | undefined {
  const parameter = table.parameters.find((one) => one.key === key);
  const entry = parameter?.entries
    .filter(({ effectiveFrom }) => effectiveFrom <= date)
    .sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1))
    .at(-1);
  if (parameter === undefined || entry === undefined) return undefined;
  return {
    key,
    name: parameter.zh,
    nameEn: parameter.en,
    value: entry.value,
    unit: parameter.unit,
    effectiveFrom: entry.effectiveFrom,
    dataYear: entry.dataYear ?? null,
    document: entry.document,
    source: entry.source,
    confirmed: entry.confirmed,
  };
}

/** As `findParameter`; throws RangeError('parameter.missing') when there is none. */
export function getParameter(table: ParameterTable, key: ParameterKey, date: string): ParameterUsed {
  const found = findParameter(table, key, date);
  if (found === undefined) throw new RangeError('parameter.missing');
  return found;
}
