import { expect, it } from 'vitest';
import {
  fieldsOfBeginning,
  findArrangedMeeting,
  findPlace,
  findPlacesWithout,
  usualPlaceOf,
} from '../../../src-renderer/minutes/arranged-meeting.ts';
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
  expect(fieldsOfBeginning(arranged, now, [])).toEqual({ startTime: '09:12' });
  expect(fieldsOfBeginning({ ...arranged, date: '2026-04-23' }, now, [])).toEqual({ ...now, endTime: null });
});

it('one that is held before what is only arranged counts before it; what was held keeps its number', () => {
  const at = (id: string, number: number, date: string) => ({ ...arranged, id, number, date });
  const now = { date: today, startTime: '09:12' };
  expect(findPlace([], now)).toEqual({ number: 1, moved: [] });
  expect(findPlace([held, at('next', 2, '2026-05-06')], now)).toEqual({
    number: 2,
    moved: [{ id: 'next', number: 3 }],
  });
  // the one that was missed stays before it
  expect(findPlace([at('missed', 1, '2026-04-20'), at('next', 2, '2026-05-06')], now).number).toBe(2);
  // an older program had counted the one that was held after it
  expect(findPlace([at('next', 1, '2026-05-06'), { ...held, number: 2 }], now)).toEqual({
    number: 3,
    moved: [],
  });
});

it('what is taken out again leaves no gap before those that are only arranged', () => {
  const at = (id: string, number: number) => ({ ...arranged, id, number });
  expect(findPlacesWithout([at('slip', 1), at('next', 2)], at('slip', 1))).toEqual([
    { id: 'next', number: 1 },
  ]);
  expect(findPlacesWithout([at('slip', 1), { ...held, number: 2 }], at('slip', 1))).toEqual([]);
});

it('an agent who came to the case since it was arranged is expected as it begins', () => {
  const now = { date: today, startTime: '14:00' };
  const agent = { personId: 'A1', name: '崔小军', role: '被申请人委托代理人' };
  const known = { personId: 'P1', name: '马桂香', role: '申请人' };
  const meeting = { ...arranged, attendees: [known] };
  expect(fieldsOfBeginning(meeting, now, [known, agent])).toMatchObject({ attendees: [known, agent] });
});

it('another meeting is where the last one was, the first at the office', () => {
  const there = { ...held, kind: 'faceToFace' as const, place: '园区服务中心', room: '二层调解室' };
  expect(
    usualPlaceOf({ ...view, meetings: [there, { ...there, kind: 'onSite' as const, place: '公司' }] }),
  ).toEqual({
    place: '园区服务中心',
    room: '二层调解室',
  });
  expect(usualPlaceOf({ ...view, meetings: [] })).toEqual({ place: view.opened.office.address, room: '' });
});
