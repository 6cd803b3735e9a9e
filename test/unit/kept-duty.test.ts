import { expect, it } from 'vitest';
import { dueRowsOf, findLastAgreement, isConditional, isKept } from '../../shared/documents/due-rows.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

it('a duty without a day that is only kept waits for nobody to do it; what has a day, or is to be done once, does', () => {
  const { view } = foldWholeCase('03-unlawful-dismissal-engineer', { end: 'signed' });
  const agreement = findLastAgreement(view);
  if (agreement === undefined) throw new Error('no agreement');
  const rows = dueRowsOf(agreement);
  expect(rows.filter(isKept).map(({ row }) => row.kind)).toEqual(['保密', '互不贬损']);
  const undated = rows.flatMap((one) =>
    one.row.kind === '交还物品' ? [{ ...one, row: { ...one.row, dueDate: null } }] : [],
  );
  expect(undated.map(isKept)).toEqual([false]);
});

it('a duty that waits for somebody else not to pay is not called still to be done', () => {
  const { view } = foldWholeCase('02-construction-collective-wages', { end: 'paid' });
  const agreement = findLastAgreement(view);
  if (agreement === undefined) throw new Error('no agreement');
  const rows = dueRowsOf(agreement);
  expect(rows.filter(isConditional).map(({ row }) => row.kind)).toEqual(['先行清偿']);
  expect(rows.filter(isKept)).toEqual([]);
});
