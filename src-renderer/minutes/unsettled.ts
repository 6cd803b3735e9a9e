import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { listStaffIds } from './speakers.ts';

/**
 * What the minutes would not say although the course of a meeting asks for it (DOMAIN 2.3.8 ①, ②): no one is kept from
 * making them final, but afterwards it cannot be added. Keys of the window's words.
 */
export function listUnsettled(view: Pick<CaseView, 'acceptance'>, meeting: MeetingView): string[] {
  const staffIds = listStaffIds(view);
  const isUnchecked = (meeting.attendees ?? []).some(
    ({ personId, presence, isIdentityChecked }) =>
      presence !== 'absent' && isIdentityChecked !== true && !staffIds.includes(personId),
  );
  return [
    ...(isUnchecked ? ['minutes.unsettled.identity'] : []),
    ...(meeting.rightsAnnouncedAt ? [] : ['minutes.unsettled.rights']),
    ...(meeting.endTime ? [] : ['minutes.unsettled.endTime']),
  ];
}
