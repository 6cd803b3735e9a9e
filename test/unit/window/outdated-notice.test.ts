import { expect, it } from 'vitest';
import type { CaseDocument } from '../../../shared/case/state.ts';
import type { CaseView } from '../../../shared/case/view.ts';
import { buildMeetingNotice } from '../../../shared/documents/forms/session-papers.ts';
import { canonicalText } from '../../../shared/record/canonical.ts';
import { isOutdated } from '../../../src-renderer/minutes/outdated-notice.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const { view } = foldCase('04-no-contract-double-wage-failed');
const [meeting] = view.meetings;
if (meeting === undefined) throw new Error('The case has no meeting.');
// As it is stored: in canonical order.
const content: unknown = JSON.parse(canonicalText(buildMeetingNotice(view, meeting.id, {})));
const notice = { form: 'meetingNotice', subjectId: meeting.id, content } as CaseDocument;
const withMeeting = (fields: object): CaseView => ({
  ...view,
  meetings: view.meetings.map((one) => (one.id === meeting.id ? { ...one, ...fields } : one)),
});

it('a notice of a meeting stands while time, place and mediators are those that it tells', () => {
  expect(isOutdated(notice, view)).toBe(false);
  // A meeting that was put before it and taken back again, and who is expected, are nothing the parties must be told.
  expect(isOutdated(notice, withMeeting({ number: 2 }))).toBe(false);
  expect(isOutdated(notice, withMeeting({ attendees: [], endTime: '17:00' }))).toBe(false);
});

it('a notice of a meeting is made again where its time, place or mediator is another now', () => {
  expect(isOutdated(notice, withMeeting({ startTime: '15:30' }))).toBe(true);
  expect(isOutdated(notice, withMeeting({ place: '园区党群服务中心' }))).toBe(true);
  const acceptance = view.acceptance && { ...view.acceptance, mediators: [] };
  expect(isOutdated(notice, { ...view, acceptance })).toBe(true);
});
