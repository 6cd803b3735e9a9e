import type { CaseView, MeetingView } from '../../shared/case/view.ts';

/**
 * The meeting that was arranged and has not begun: that of today, else the next one, else the one that was missed last.
 * It is most likely the one that is held now.
 */
export function findArrangedMeeting(view: CaseView, today: string): MeetingView | undefined {
  const waiting = view.meetings
    .filter(({ entries, document, result }) => entries.length === 0 && document === null && !result)
    .sort((left, right) => dayOf(left).localeCompare(dayOf(right)));
  return waiting.find((one) => dayOf(one) >= today) ?? waiting.at(-1);
}

const dayOf = ({ date }: MeetingView): string => date ?? '';

/** What an arranged meeting takes on as it begins. The end that was planned for another day says nothing about this one. */
export const fieldsOfBeginning = (
  meeting: MeetingView,
  now: { readonly date: string; readonly startTime: string },
) => (meeting.date === now.date ? { startTime: now.startTime } : { ...now, endTime: null });
