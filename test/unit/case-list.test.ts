import { expect, it } from 'vitest';
import { createCaseList } from '../../src-main/cases/case-list.ts';
import { summaryOf } from '../store/summary-of.ts';

const today = '2026-06-05';
const planOf = (meetingId: string, date: string, startTime: string) => ({
  ...{ meetingId, date, startTime },
  ...{ endTime: '', place: '调解室', room: '', people: [] },
});

/** A case list over one case with meetings on these days. Says nothing of how the index finds them. */
function listOf(meetings: readonly ReturnType<typeof planOf>[]) {
  const plain = summaryOf({ id: 'case-1' });
  const rows = [{ ...plain, summary: { ...plain.summary, meetings: [...meetings] } }];
  return createCaseList({
    page: async () => ({ rows, total: rows.length }),
    due: async () => ({ rows, total: rows.length }),
  });
}

it('the first page tells of the meetings of today, and of those of the next days by day and hour', async () => {
  const found = await listOf([
    planOf('next-week', '2026-06-12', '09:00'),
    planOf('tomorrow-late', '2026-06-06', '14:00'),
    planOf('today', today, '09:00'),
    planOf('tomorrow-early', '2026-06-06', '09:00'),
    planOf('past', '2026-06-04', '09:00'),
    planOf('far', '2026-06-13', '09:00'),
  ]).today(today);
  const ids = (list: readonly { readonly plan: { readonly meetingId: string } }[]) =>
    list.map(({ plan }) => plan.meetingId);
  expect(ids(found.meetings)).toEqual(['today']);
  expect(ids(found.soonMeetings)).toEqual(['tomorrow-early', 'tomorrow-late', 'next-week']);
});
