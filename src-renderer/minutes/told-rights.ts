import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { entryTime } from './entry-time.ts';
import { findAnnouncer } from './speakers.ts';

/** What is told speaks of (DOMAIN 2.3.5): the rights, or one of them by its own name. */
const wordsOfRights = /权利|回避|(终止|拒绝)调解|接受调解员/;

/**
 * Who told the rights and when, where it was done in the mediator's own words: the first entry of a mediator that speaks of
 * them, else the one who leads, now or at the beginning of a meeting of another day. Undefined where no mediator is there.
 */
export function findTelling(
  view: CaseView,
  meeting: MeetingView,
): { readonly time: string; readonly name: string } | undefined {
  const mediators = view.acceptance?.mediators ?? [];
  const said = meeting.entries.find(
    ({ speakerId, speaker, text, isWithdrawn }) =>
      !isWithdrawn &&
      mediators.some(({ id, name }) => id === speakerId || name === speaker) &&
      wordsOfRights.test(text ?? ''),
  );
  const announcer = findAnnouncer(view, meeting);
  if (announcer === undefined) return undefined;
  return {
    time: said?.time || entryTime({ ...meeting, entries: [] }),
    name: said?.speaker || announcer.name,
  };
}
