import { expect, it } from 'vitest';
import { dueRowsOf, getAgreement, listDueTogether } from '../../shared/documents/due-rows.ts';
import { sumMoney } from '../../shared/text/money.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

/** Each row with its day and those that one transfer would pay with it. */
function together(name: Parameters<typeof foldWholeCase>[0]) {
  const { view } = foldWholeCase(name, { end: 'signed' });
  const rows = dueRowsOf(getAgreement(view, view.agreements.at(-1)?.version ?? ''));
  return rows.map((row) => ({ row, others: listDueTogether(rows, row) }));
}

it('what the same debtor owes the same worker on the same day may be paid at once', () => {
  const sums = together('01-restaurant-wage-arrears').map(({ row, others }) => [
    row.row.dueDate,
    others.length,
    row.owed === '' ? '' : sumMoney(others.map(({ owed }) => owed)),
  ]);
  expect(sums).toEqual([
    ['2026-05-15', 1, '10000.00'],
    ['2026-06-15', 2, '9000.00'],
    ['2026-06-15', 2, '9000.00'],
    ['2026-07-15', 1, '8000.00'],
    ['2026-05-08', 1, ''],
    ['2026-05-08', 1, ''],
    ['2026-05-08', 1, ''],
  ]);
  const first = together('01-restaurant-wage-arrears')[2];
  expect(first?.others[0]).toEqual(first?.row);
});

it('what several workers share is paid by itself', () => {
  for (const { others } of together('02-construction-collective-wages')) expect(others).toHaveLength(1);
});
