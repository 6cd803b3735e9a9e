import { toShanghaiDate, toShanghaiTime } from '../text/dates.ts';

/** What the server knows of a desk's line. */
export type DeskContact = {
  readonly heardAt: string | null;
  /** How often it began to listen anew within an hour. */
  readonly restarts: number;
};
export type ContactLevel = 'fine' | 'warning' | 'alarm';

/** Minutes of silence, and restarts within an hour (CRITERIA I2). */
const warningAfter = 10;
const alarmAfter = 30;
export const mostRestarts = 5;
/** Beijing time: outside of it a desk is simply switched off. */
const officeHours = { from: '09:00', to: '17:00' } as const;

/** How long a desk has been silent in today's office hours, in minutes; 0 outside of them. */
function silentMinutes(heardAt: string | null, now: string, isWorkingDay: boolean): number {
  const time = toShanghaiTime(now);
  if (!isWorkingDay || time < officeHours.from || time > officeHours.to) return 0;
  const opening = Date.parse(`${toShanghaiDate(now)}T${officeHours.from}:00+08:00`);
  const since = Math.max(opening, heardAt === null ? opening : Date.parse(heardAt));
  return (Date.parse(now) - since) / 60_000;
}

/** Whether somebody should look after a desk. */
export function contactLevel(
  { heardAt, restarts }: DeskContact,
  now: string,
  isWorkingDay: boolean,
): ContactLevel {
  const silence = silentMinutes(heardAt, now, isWorkingDay);
  if (silence > alarmAfter) return 'alarm';
  return silence > warningAfter || restarts > mostRestarts ? 'warning' : 'fine';
}
