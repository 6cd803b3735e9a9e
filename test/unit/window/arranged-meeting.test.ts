import { expect, it } from 'vitest';
import { fieldsOfBeginning, findArrangedMeeting } from '../../../src-renderer/minutes/arranged-meeting.ts';
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

it('one that was arranged for another day is offered: the next one first, else the one that was missed last', () => {
  const on = (id: string, date: string) => ({ ...arranged, id, date });
  expect(find(on('later', '2026-05-06'), on('next', '2026-04-23'))).toBe('next');
  expect(find(on('next', '2026-04-23'), arranged)).toBe('M-arranged');
  expect(find(on('long ago', '2026-03-02'), on('missed', '2026-04-21'))).toBe('missed');
});

it('a meeting that was held is left as it is', () => {
  expect(find({ ...held, date: today })).toBeUndefined();
  expect(find({ ...arranged, entries: held.entries })).toBeUndefined();
  expect(find({ ...arranged, result: 'toBeContinued' })).toBeUndefined();
});

it('as it begins it takes the day and hour of now, and no end that was planned for another day', () => {
  const now = { date: today, startTime: '09:12' };
  expect(fieldsOfBeginning(arranged, now)).toEqual({ startTime: '09:12' });
  expect(fieldsOfBeginning({ ...arranged, date: '2026-04-23' }, now)).toEqual({ ...now, endTime: null });
});
