import type { RiskFigureRow } from '../contract/sync.ts';
import { isEndOfRisk, riskLevels } from '../law/codes/index.ts';

/** Of the risks that were found in some months: how they stand today. Numbers, nobody's name. */
export type RiskFigures = {
  readonly found: number;
  /** Still to be seen to. */
  readonly open: number;
  /** Those by their level, the gravest first, without what there is none of; '' for those that nobody judged. */
  readonly openByLevel: readonly { readonly level: string; readonly count: number }[];
  readonly resolved: number;
};

/** @param rows of one office, or of several together; @param period first and last month, 'YYYY-MM' */
export function countRiskFigures(
  rows: readonly RiskFigureRow[],
  period: { readonly from: string; readonly to: string },
): RiskFigures {
  const own = rows.filter(({ month }) => period.from <= month && month <= period.to);
  const sum = (holds: (row: RiskFigureRow) => boolean) =>
    own.filter(holds).reduce((risks, row) => risks + row.risks, 0);
  const levels = [...riskLevels.map(({ code }): string => code).reverse(), ''];
  return {
    found: sum(() => true),
    open: sum(isOpen),
    openByLevel: levels
      .map((level) => ({ level, count: sum((row) => isOpen(row) && row.level === level) }))
      .filter(({ count }) => count > 0),
    resolved: sum(({ status }) => status === 'resolved'),
  };
}

const isOpen = ({ status }: RiskFigureRow): boolean => !isEndOfRisk(status);
