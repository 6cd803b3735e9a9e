import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { entryTime } from './entry-time.ts';
import { findAnnouncer, listStaffIds } from './speakers.ts';

/**
 * Who told the rights and when, where it was done in the mediator's own words: the first entry of a mediator that speaks of
 * them, else the one who leads, now. Undefined where no mediator is there.
 */
export function findTelling(
  view: CaseView,
  meeting: MeetingView,
): { readonly time: string; readonly name: string } | undefined {
  const mediatorIds = listStaffIds(view).filter((id) => id !== 'recorder');
  const said = meeting.entries.find(
    ({ speakerId, text, isWithdrawn }) =>
      !isWithdrawn && mediatorIds.includes(speakerId ?? '') && text?.includes('权利'),
  );
  const announcer = findAnnouncer(view, meeting);
  if (announcer === undefined) return undefined;
  return {
    time: said?.time || entryTime(meeting),
    name: said?.speaker || announcer.name,
  };
}
