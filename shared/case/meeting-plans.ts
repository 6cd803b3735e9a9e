import { z } from 'zod';

/** A meeting that is still to come, as the lists know it. Times 'HH:mm', '' when not yet set. */
export const MeetingPlan = z.object({
  meetingId: z.string(),
  date: z.string(),
  startTime: z.string(),
  endTime: z.string(),
  place: z.string(),
  /** '' where none was named; the whole place then counts as one room. */
  room: z.string().default(''),
  people: z.array(z.string()),
});
export type MeetingPlan = z.infer<typeof MeetingPlan>;

export type MeetingConflict = {
  readonly caseNumber: string;
  readonly startTime: string;
  readonly place: string;
  readonly room: string;
  readonly isSamePlace: boolean;
  /** Names on both lists. Two people may share a name: a hint for the clerk, never a refusal. */
  readonly people: readonly string[];
};

/** How long a meeting is taken to last while nobody has said when it ends. */
const assumedMinutes = 120;

/** The meetings of other cases that need the same room or the same people at the same time. */
export function findMeetingConflicts(
  plan: MeetingPlan,
  others: readonly { readonly caseNumber: string; readonly plan: MeetingPlan }[],
): MeetingConflict[] {
  return others.flatMap(({ caseNumber, plan: other }) => {
    if (other.meetingId === plan.meetingId || !overlaps(plan, other)) return [];
    const isSamePlace = isSameRoom(plan, other);
    const people = other.people.filter((name) => plan.people.includes(name));
    if (!isSamePlace && people.length === 0) return [];
    return [
      { caseNumber, startTime: other.startTime, place: other.place, room: other.room, isSamePlace, people },
    ];
  });
}

function isSameRoom(left: MeetingPlan, right: MeetingPlan): boolean {
  if (left.place.trim() === '' || left.place.trim() !== right.place.trim()) return false;
  return left.room.trim() === right.room.trim();
}

function overlaps(left: MeetingPlan, right: MeetingPlan): boolean {
  if (left.date === '' || left.date !== right.date) return false;
  const [one, two] = [span(left), span(right)];
  return one !== null && two !== null && one.from < two.to && two.from < one.to;
}

function span({ startTime, endTime }: MeetingPlan): { from: number; to: number } | null {
  const from = minutesOf(startTime);
  if (from === null) return null;
  const to = minutesOf(endTime);
  return { from, to: to !== null && to > from ? to : from + assumedMinutes };
}

function minutesOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(time);
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2]);
}
