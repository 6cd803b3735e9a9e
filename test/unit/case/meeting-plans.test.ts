import { describe, expect, it } from 'vitest';
import { findMeetingConflicts, type MeetingPlan } from '../../../shared/case/meeting-plans.ts';

const plan: MeetingPlan = {
  meetingId: 'M-a',
  date: '2026-04-20',
  startTime: '09:30',
  endTime: '11:00',
  place: '第一调解室',
  room: '',
  people: ['陈静', '李建国'],
};
const find = (part: Partial<MeetingPlan>) =>
  findMeetingConflicts(plan, [
    { caseNumber: '2号', plan: { ...plan, meetingId: 'M-b', people: [], place: '第二调解室', ...part } },
  ]);

describe('meeting conflicts', () => {
  it('finds the room taken at the same time', () => {
    expect(find({ place: ' 第一调解室 ' })).toMatchObject([
      { caseNumber: '2号', isSamePlace: true, people: [] },
    ]);
  });
  it('tells two rooms of one house apart', () => {
    expect(find({ place: plan.place, room: '二号' })).toEqual([]);
    expect(find({ place: plan.place, room: '' })).toHaveLength(1);
  });
  it('names the people wanted twice', () => {
    expect(find({ people: ['陈静', '王芳'] })).toMatchObject([{ isSamePlace: false, people: ['陈静'] }]);
  });
  it('lets one meeting begin when the other ends, and another day alone', () => {
    expect(find({ place: plan.place, startTime: '11:00', endTime: '12:00' })).toEqual([]);
    expect(find({ place: plan.place, date: '2026-04-21' })).toEqual([]);
  });
  it('takes two hours for a meeting without an end, and knows nothing without a beginning', () => {
    expect(find({ place: plan.place, startTime: '08:00', endTime: '' })).toHaveLength(1);
    expect(find({ place: plan.place, startTime: '' })).toEqual([]);
  });
  it('does not hold a meeting against itself or two meetings without a place', () => {
    expect(find({ meetingId: 'M-a', place: plan.place })).toEqual([]);
    expect(
      findMeetingConflicts({ ...plan, place: '' }, [
        { caseNumber: '2号', plan: { ...plan, meetingId: 'M-b', place: '', people: [] } },
      ]),
    ).toEqual([]);
  });
});
