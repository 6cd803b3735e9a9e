import { expect, it } from 'vitest';
import { findArrangedMeeting } from '../../../src-renderer/minutes/arranged-meeting.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const today = '2026-04-22';
const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
const [held] = view.meetings;
if (held === undefined) throw new Error('The case has no meeting.');
const arranged = { ...held, id: 'M-arranged', date: today, entries: [], document: null, result: undefined };
const find = (...meetings: readonly (typeof held)[]) => findArrangedMeeting({ ...view, meetings }, today)?.id;

it('who begins a meeting now holds the one that was arranged for today', () => {
  expect(find(held, arranged)).toBe('M-arranged');
});

it('a meeting of another day, or one that was held, is left as it is', () => {
  expect(find({ ...held, date: today })).toBeUndefined();
  expect(find({ ...arranged, date: '2026-04-23' })).toBeUndefined();
  expect(find({ ...arranged, entries: held.entries })).toBeUndefined();
});
