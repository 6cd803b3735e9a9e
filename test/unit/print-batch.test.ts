import { describe, expect, it } from 'vitest';
import {
  countMissingCopies,
  countReprints,
  listPrintablePapers,
  planPrintJobs,
} from '../../shared/documents/print-batch.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

const lines = [
  { documentId: 'a', copies: 2 },
  { documentId: 'b', copies: 3 },
  { documentId: 'c', copies: 0 },
];
const words = (sorting: 'byPiece' | 'bySet') =>
  planPrintJobs(lines, sorting).map((one) => `${one.documentId}${one.copies}`);

describe('several papers in one go', () => {
  it('by paper: all copies of one, then of the next', () => {
    expect(words('byPiece')).toEqual(['a2', 'b3']);
  });

  it('by set: complete sets, and a paper that wants more copies stands in the last ones alone', () => {
    expect(words('bySet')).toEqual(['a1', 'b1', 'a1', 'b1', 'b1']);
  });

  it('asks for what is still missing by the rule, and counts what is beyond it as reprints', () => {
    const authorship = { actionId: 'x', type: 'document.printed', person: 'p', desk: 'a', at: '' };
    const printed = (...copies: number[]) => ({
      copies: 3,
      printings: copies.map((one) => ({ documentId: 'a', copies: one, printer: 'Desk', authorship })),
    });
    expect([countMissingCopies(printed()), countReprints(printed())]).toEqual([3, 0]);
    expect([countMissingCopies(printed(2)), countReprints(printed(2))]).toEqual([1, 0]);
    expect([countMissingCopies(printed(2, 3)), countReprints(printed(2, 3))]).toEqual([0, 2]);
  });

  it('comes in the order of the file, each paper once in the version that stands, the side file last', () => {
    const { view } = foldWholeCase('01-restaurant-wage-arrears');
    expect(listPrintablePapers(view).map((one) => one.form)).toEqual([
      'registrationForm',
      'acceptanceNotice',
      'rightsNotice',
      'minutes',
      'agreement',
      'performanceAssessment',
    ]);
    expect(listPrintablePapers(view)[0]?.documentId).toContain('again');
  });
});
