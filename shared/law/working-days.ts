import { z } from 'zod';
import {
  addDays,
  type CalendarDate,
  compareDates,
  isCalendarDate,
  weekdayOf,
  yearOf,
} from '../text/dates.ts';

/**
 * Working days in China. Rest days and make-up working days are announced year by year by the State
 * Council, so they are editable tables (assets/calendars) that are passed in. Days of a year without a
 * table are answered with `calendarMissing`, never guessed.
 */

const DayText = z.string().refine(isCalendarDate, 'date.malformed');
const NamedDay = z.object({ date: DayText, name: z.string().min(1).max(64) });

/** One year's arrangement. `statutoryHolidays` are the days paid at 300 % (全国年节及纪念日放假办法 2). */
export const CalendarTable = z
  .object({
    year: z.number().int().min(1950).max(2200),
    documents: z.array(z.string().min(1)).min(1),
    source: z.string(),
    confirmed: z.boolean(),
    restDays: z.array(NamedDay),
    makeUpWorkdays: z.array(NamedDay),
    statutoryHolidays: z.array(NamedDay),
  })
  .check((context) => {
    const table = context.value;
    const days = [...table.restDays, ...table.makeUpWorkdays, ...table.statutoryHolidays];
    if (days.some(({ date }) => !date.startsWith(`${table.year}-`))) {
      context.issues.push({ code: 'custom', message: 'calendar.dayOfOtherYear', input: table });
    }
    const rest = new Set(table.restDays.map(({ date }) => date));
    if (table.makeUpWorkdays.some(({ date }) => rest.has(date))) {
      context.issues.push({ code: 'custom', message: 'calendar.restAndWork', input: table });
    }
  });
export type CalendarTable = z.infer<typeof CalendarTable>;

type YearOfDays = {
  readonly rest: ReadonlySet<string>;
  readonly makeUp: ReadonlySet<string>;
  readonly statutory: ReadonlySet<string>;
};

/** The years that are known, ready for questions. */
export type WorkingCalendar = { readonly years: ReadonlyMap<number, YearOfDays> };

/** No table of that year is on the desk. */
export type CalendarMissing = {
  readonly ok: false;
  readonly problem: 'calendarMissing';
  readonly year: number;
};
export type CalendarAnswer<Value> = { readonly ok: true; readonly value: Value } | CalendarMissing;

/** Puts parsed tables together; a later table of the same year replaces an earlier one. */
export function createWorkingCalendar(tables: readonly CalendarTable[]): WorkingCalendar {
  return {
    years: new Map(
      tables.map((table) => [
        table.year,
        {
          rest: new Set(table.restDays.map(({ date }) => date)),
          makeUp: new Set(table.makeUpWorkdays.map(({ date }) => date)),
          statutory: new Set(table.statutoryHolidays.map(({ date }) => date)),
        },
      ]),
    ),
  };
}

/** Whether people work on that day: make-up Saturdays yes, holidays and other weekends no. */
export function isWorkingDay(date: CalendarDate, calendar: WorkingCalendar): CalendarAnswer<boolean> {
  const year = calendar.years.get(yearOf(date));
  if (year === undefined) return { ok: false, problem: 'calendarMissing', year: yearOf(date) };
  if (year.makeUp.has(date)) return { ok: true, value: true };
  return { ok: true, value: weekdayOf(date) <= 5 && !year.rest.has(date) };
}

/** Whether overtime on that day is paid at 300 % (劳动法 44). */
export function isStatutoryHoliday(date: CalendarDate, calendar: WorkingCalendar): CalendarAnswer<boolean> {
  const year = calendar.years.get(yearOf(date));
  if (year === undefined) return { ok: false, problem: 'calendarMissing', year: yearOf(date) };
  return { ok: true, value: year.statutory.has(date) };
}

/** The day itself when people work on it, otherwise the next one on which they do (民法典 203). */
export function rollToWorkingDay(
  date: CalendarDate,
  calendar: WorkingCalendar,
): CalendarAnswer<CalendarDate> {
  return firstWorkingDay(date, calendar);
}

/** The n-th working day after `date`; the day itself does not count (民法典 201). `count` is at least 1. */
export function addWorkingDays(
  date: CalendarDate,
  count: number,
  calendar: WorkingCalendar,
): CalendarAnswer<CalendarDate> {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('workingDays.count');
  let day = date;
  for (let left = count; left > 0; left -= 1) {
    const next = firstWorkingDay(addDays(day, 1), calendar);
    if (!next.ok) return next;
    day = next.value;
  }
  return { ok: true, value: day };
}

/** Number of working days from `from` to `to`, both included. */
export function countWorkingDays(
  from: CalendarDate,
  to: CalendarDate,
  calendar: WorkingCalendar,
): CalendarAnswer<number> {
  let count = 0;
  for (let day = from; compareDates(day, to) <= 0; day = addDays(day, 1)) {
    const answer = isWorkingDay(day, calendar);
    if (!answer.ok) return answer;
    if (answer.value) count += 1;
  }
  return { ok: true, value: count };
}

function firstWorkingDay(date: CalendarDate, calendar: WorkingCalendar): CalendarAnswer<CalendarDate> {
  for (let day = date; ; day = addDays(day, 1)) {
    const answer = isWorkingDay(day, calendar);
    if (!answer.ok) return answer;
    if (answer.value) return { ok: true, value: day };
  }
}
