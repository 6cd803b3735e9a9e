import type { LedgerPeriod } from '../../shared/case/ledger.ts';
import { addDays } from '../../shared/text/dates.ts';

/** The periods that reports are asked for (企业劳动争议协商调解规定 32), the current and the last of each. */
export const periodKinds = [
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisHalfYear',
  'thisYear',
  'lastYear',
] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** First and last day of a period around a day. @param today 'YYYY-MM-DD' in Beijing */
export function periodAround(kind: PeriodKind, today: string): LedgerPeriod {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarterStart = month - ((month - 1) % 3);
  switch (kind) {
    case 'thisMonth':
      return months(year, month, 1);
    case 'lastMonth':
      return months(year, month - 1, 1);
    case 'thisQuarter':
      return months(year, quarterStart, 3);
    case 'lastQuarter':
      return months(year, quarterStart - 3, 3);
    case 'thisHalfYear':
      return months(year, month <= 6 ? 1 : 7, 6);
    case 'thisYear':
      return months(year, 1, 12);
    case 'lastYear':
      return months(year - 1, 1, 12);
  }
}

/** So many months from the first of one; a month before January is one of the year before. */
function months(year: number, month: number, count: number): LedgerPeriod {
  return { from: firstOf(year, month), to: addDays(firstOf(year, month + count), -1) };
}

function firstOf(year: number, month: number): string {
  const index = year * 12 + (month - 1);
  const inYear = ((index % 12) + 12) % 12;
  return `${String((index - inYear) / 12).padStart(4, '0')}-${String(inYear + 1).padStart(2, '0')}-01`;
}
