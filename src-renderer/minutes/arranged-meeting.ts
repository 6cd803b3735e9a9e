import type { Attendee } from '../../shared/case/entities.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import type { Numbered } from '../casepage/number-patches.ts';

/**
 * The meeting that was arranged and has not begun: that of today, else the next one, else the one that was missed last.
 * It is most likely the one that is held now.
 */
export function findArrangedMeeting(view: CaseView, today: string): MeetingView | undefined {
  const waiting = view.meetings
    .filter(isWaiting)
    .sort((left, right) => dayOf(left).localeCompare(dayOf(right)));
  return waiting.find((one) => dayOf(one) >= today) ?? waiting.at(-1);
}

const isWaiting = ({ entries, document, result }: MeetingView): boolean =>
  entries.length === 0 && document === null && !result;

const numberOf = ({ number }: MeetingView): number => number ?? 0;

/** Those from this number on, moved by `step`; none where one of them was held: its number stands on its minutes. */
function move(meetings: readonly MeetingView[], from: number, step: 1 | -1): readonly Numbered[] {
  const after = meetings.filter((one) => numberOf(one) >= from);
  return after.every(isWaiting) ? after.map((one) => ({ id: one.id, number: numberOf(one) + step })) : [];
}

/**
 * Meetings count in the order in which they are held: one that is held before others that are only arranged takes their
 * place, and they move on by one.
 */
export function findPlace(
  meetings: readonly MeetingView[],
  { date, startTime }: { readonly date: string; readonly startTime: string },
): { readonly number: number; readonly moved: readonly Numbered[] } {
  const isLater = (one: MeetingView) => `${one.date} ${one.startTime}` > `${date} ${startTime}`;
  const next = meetings.find((one) => isWaiting(one) && isLater(one));
  const moved = next === undefined ? [] : move(meetings, numberOf(next), 1);
  return next !== undefined && moved.length > 0
    ? { number: numberOf(next), moved }
    : { number: Math.max(0, ...meetings.map(numberOf)) + 1, moved: [] };
}

/** The places of the others once this one is taken out again. */
export const findPlacesWithout = (meetings: readonly MeetingView[], gone: MeetingView): readonly Numbered[] =>
  move(meetings, numberOf(gone) + 1, -1);

const dayOf = ({ date }: MeetingView): string => date ?? '';

/**
 * What an arranged meeting takes on as it begins. The end that was planned for another day says nothing about this one;
 * who came to the case since it was arranged, as an agent, is expected too.
 */
export function fieldsOfBeginning(
  meeting: MeetingView,
  now: { readonly date: string; readonly startTime: string },
  expected: readonly Attendee[],
) {
  const arranged = meeting.attendees ?? [];
  const since = expected.filter(({ name }) => !arranged.some((one) => one.name === name));
  return {
    ...(meeting.date === now.date ? { startTime: now.startTime } : { ...now, endTime: null }),
    ...(since.length > 0 ? { attendees: [...arranged, ...since] } : {}),
  };
}

/** Where the parties met face to face last, else at the office: nobody types the place of the second meeting again. */
export function usualPlaceOf({ meetings, opened }: CaseView): { place: string; room: string } {
  const last = meetings.findLast(({ kind, place }) => kind === 'faceToFace' && Boolean(place));
  return { place: last?.place ?? opened.office.address, room: last?.room ?? '' };
}
