import { describe, expect, it } from 'vitest';
import { countOfficeFigures } from '../../../shared/case/office-figures.ts';
import type { FigureRow } from '../../../shared/contract/sync.ts';

const row = (
  month: string,
  outcomeCode: string,
  cases: number,
  isClosed = outcomeCode !== '',
): FigureRow => ({
  officeId: 'o1',
  month,
  stage: 'archive',
  outcomeCode,
  isClosed,
  cases,
});
const year = { from: '2026-01', to: '2026-12' };

describe('the figures of an office', () => {
  const rows = [
    row('2026-03', 'R01', 4),
    // In force, its file not closed yet: what was mediated is over.
    row('2026-04', 'R01', 1, false),
    row('2026-04', 'R05', 2),
    row('2026-04', 'R09', 3),
    row('2026-05', '', 6),
    // 不予受理
    row('2026-05', '', 1, true),
    row('2025-12', 'R01', 9),
  ];

  it('count the cases opened in the period as they stand; who was refused or passed on was not mediated', () => {
    expect(countOfficeFigures(rows, year)).toEqual({
      opened: 17,
      open: 6,
      closed: 11,
      agreed: 5,
      settled: 0,
      successRate: '71.4%',
    });
  });

  it('take the months of the period, the first and the last with them', () => {
    expect(countOfficeFigures(rows, { from: '2025-12', to: '2026-03' })).toMatchObject({
      opened: 13,
      agreed: 13,
      successRate: '100.0%',
    });
  });

  it('give no rate where nothing was mediated', () => {
    expect(countOfficeFigures([row('2026-04', 'R09', 3)], year).successRate).toBe('');
    expect(countOfficeFigures([], year)).toMatchObject({ opened: 0, open: 0, successRate: '' });
  });
});
