/**
 * Calendar dates as the law counts them: 'YYYY-MM-DD' in Beijing time (Asia/Shanghai), plain values
 * without a clock or a time zone. Functions throw RangeError('date.malformed') for what is no such date.
 */
export type CalendarDate = string;

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekdayCharacters = ['一', '二', '三', '四', '五', '六', '日'] as const;
const englishWeekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const englishMonths = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const shanghaiOffsetMinutes = 8 * 60;

type Parts = { readonly year: number; readonly month: number; readonly day: number };

/** Whether the text is a day that exists, '2024-02-29' but not '2025-02-29'. */
export function isCalendarDate(text: string): text is CalendarDate {
  return findParts(text) !== null;
}

/** Below zero, zero or above zero as `left` is before, on or after `right`. */
export function compareDates(left: CalendarDate, right: CalendarDate): number {
  return toDayNumber(left) - toDayNumber(right);
}

/** Days from `from` to `to`: 1 from a day to the next. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The day that many days later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/**
 * The corresponding day some months later; where that month has no such day, its last one
 * (民法典第二百零二条). '2026-01-31' and one month is '2026-02-28'.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = getParts(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (((index % 12) + 12) % 12) + 1;
  return toText(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** The corresponding day some years later, as `addMonths`. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  return addMonths(date, years * 12);
}

/** Day of the week, 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: CalendarDate): Weekday {
  return (((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return getParts(date).year;
}

/** Last day of the date's month. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  const { year, month } = getParts(date);
  return toText(year, month, daysInMonth(year, month));
}

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export function* eachDay(from: CalendarDate, to: CalendarDate): Generator<CalendarDate> {
  for (let day = toDayNumber(from); day <= toDayNumber(to); day += 1) yield fromDayNumber(day);
}

/** '2026-03-05' as '2026年3月5日'. */
export function formatChineseDate(date: CalendarDate): string {
  const { year, month, day } = getParts(date);
  return `${year}年${month}月${day}日`;
}

/** '2026-03-05' as '2026年3月5日（周四）'. */
export function formatChineseDateWithWeekday(date: CalendarDate): string {
  return `${formatChineseDate(date)}（周${weekdayCharacters[weekdayOf(date) - 1]}）`;
}

/** '2026-03-05' as '5 March 2026'. */
export function formatEnglishDate(date: CalendarDate): string {
  const { year, month, day } = getParts(date);
  return `${day} ${englishMonths[month - 1]} ${year}`;
}

/** '2026-03-05' as 'Thu 5 March 2026'. */
export function formatEnglishDateWithWeekday(date: CalendarDate): string {
  return `${englishWeekdays[weekdayOf(date) - 1]} ${formatEnglishDate(date)}`;
}

/**
 * The calendar day in Beijing at an instant (ISO 8601 with Z or an offset).
 * Throws RangeError('instant.malformed') without an offset: such a text names no instant.
 */
export function toShanghaiDate(instant: string): CalendarDate {
  return fromDayNumber(Math.floor(toShanghaiMinutes(instant) / 1440));
}

/** The time of day in Beijing at an instant, 'HH:mm'. */
export function toShanghaiTime(instant: string): string {
  const minutes = ((toShanghaiMinutes(instant) % 1440) + 1440) % 1440;
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

/** '2026年3月5日 09:20', in Beijing time. */
export function formatChineseInstant(instant: string): string {
  return `${formatChineseDate(toShanghaiDate(instant))} ${toShanghaiTime(instant)}`;
}

/** Number of days of a month (1 to 12). */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function findParts(text: string): Parts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

function getParts(date: CalendarDate): Parts {
  const parts = findParts(date);
  if (parts === null) throw new RangeError('date.malformed');
  return parts;
}

/** Days since 1970-01-01. Date.UTC is used as plain calendar arithmetic; no local time zone is involved. */
function toDayNumber(date: CalendarDate): number {
  const { year, month, day } = getParts(date);
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
}

function fromDayNumber(dayNumber: number): CalendarDate {
  const moment = new Date(dayNumber * 86_400_000);
  return toText(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate());
}

function toText(year: number, month: number, day: number): CalendarDate {
  if (year < 1 || year > 9999) throw new RangeError('date.malformed');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function toShanghaiMinutes(instant: string): number {
  const milliseconds = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new RangeError('instant.malformed');
  return Math.floor(milliseconds / 60_000) + shanghaiOffsetMinutes;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
