import type { FigureRow } from '../contract/sync.ts';
import { share } from '../text/rates.ts';
import { outcomeKindOf } from './ledger.ts';

/** Of the cases that were opened in some months: how they stand today. Numbers, nobody's name. */
export type OfficeFigures = {
  readonly opened: number;
  readonly open: number;
  readonly closed: number;
  readonly agreed: number;
  readonly settled: number;
  /** '66.7%' of what was closed; passed on and registered in error was no mediation. '' where none was. */
  readonly successRate: string;
};

/** @param rows of one office, or of several together; @param period first and last month, 'YYYY-MM' */
export function countOfficeFigures(
  rows: readonly FigureRow[],
  period: { readonly from: string; readonly to: string },
): OfficeFigures {
  const own = rows.filter(({ month }) => period.from <= month && month <= period.to);
  const sum = (holds: (row: FigureRow) => boolean) =>
    own.filter(holds).reduce((cases, row) => cases + row.cases, 0);
  const agreed = sum((row) => outcomeKindOf(row) === 'agreed');
  const mediated = sum((row) => {
    const kind = outcomeKindOf(row);
    return kind !== '' && kind !== 'transferred' && kind !== 'voided';
  });
  return {
    opened: sum(() => true),
    open: sum((row) => !hasEnded(row)),
    closed: sum(hasEnded),
    agreed,
    settled: sum((row) => outcomeKindOf(row) === 'settled'),
    successRate: share(agreed, mediated),
  };
}

/** An outcome ends the mediation, however long its file stays open; a refused application has none. */
const hasEnded = (row: FigureRow): boolean => row.isClosed || row.outcomeCode !== '';
