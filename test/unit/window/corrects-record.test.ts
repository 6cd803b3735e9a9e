import { expect, it } from 'vitest';
import { correctsRecord } from '../../../src-renderer/intake/corrects-record.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const { view: whole } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
const [first] = whole.evidence;
if (first === undefined) throw new Error('The case has no evidence.');
const view = { ...whole, evidence: [{ ...first, otherSideOpinion: '' }] };

it('what the parties bring along after the acceptance is no correction, what already stood there is', () => {
  expect(correctsRecord(view, { kind: 'agent', id: 'A-new', fields: { name: '崔小军' } })).toBe(false);
  expect(
    correctsRecord(view, { kind: 'evidence', id: first.id, fields: { otherSideOpinion: '无异议' } }),
  ).toBe(false);
  expect(correctsRecord(view, { kind: 'evidence', id: first.id, fields: { name: '排班表' } })).toBe(true);
  expect(correctsRecord(view, { kind: 'claim', id: 'C-new', fields: { amount: '1.00' } })).toBe(true);
});

it('the day on which the sender of the case was answered is told once it has come, and corrected afterwards', () => {
  const patch = (fields: Record<string, string>) =>
    ({ kind: 'application', id: 'application', fields }) as const;
  expect(correctsRecord(view, patch({ sourceToldResultOn: '2026-07-01' }))).toBe(false);
  expect(correctsRecord(view, patch({ sourceToldResultOn: '2026-07-01', place: '二层' }))).toBe(true);
  const told = { ...view, application: { ...view.application, sourceToldResultOn: '2026-06-30' } };
  expect(correctsRecord(told, patch({ sourceToldResultOn: '2026-07-01' }))).toBe(true);
});
