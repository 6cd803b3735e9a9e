import i18next from 'i18next';
import {
  type CalendarDate,
  formatChineseDate,
  formatChineseDateWithWeekday,
  formatEnglishDate,
  formatEnglishDateWithWeekday,
  isCalendarDate,
  toShanghaiDate,
  toShanghaiTime,
} from '../../shared/text/dates.ts';

/** The time of day now, 'HH:MM', of Beijing: a PC set to another zone must not get its own time onto paper. */
export const timeInShanghai = (): string => toShanghaiTime(new Date().toISOString());

const isEnglish = () => i18next.language === 'en';

/** No line breaks where it stands; nothing is seen of it. */
export const wordJoiner = '\u2060';
const unbrokenSpace = '\u00A0';

/** A line may end before and after a day, not within it. */
export const unbrokenDate = (day: string): string =>
  day.replaceAll(' ', unbrokenSpace).replace(/(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)|(?<=周)/g, wordJoiner);

const plainDateText = (date: CalendarDate): string =>
  isEnglish() ? formatEnglishDate(date) : formatChineseDate(date);

/** A day in the language of the window. What is a paper, or goes onto one, is Chinese: `formatChineseDate`. */
export const dateText = (date: CalendarDate): string => unbrokenDate(plainDateText(date));

/** What stands in a day's field that cannot be changed: told as the window tells days, no calendar to choose from. */
export const fixedDateText = (text: string): string => (isCalendarDate(text) ? plainDateText(text) : text);

/** As `dateText`, with the day of the week. */
export const dateTextWithWeekday = (date: CalendarDate): string =>
  unbrokenDate(isEnglish() ? formatEnglishDateWithWeekday(date) : formatChineseDateWithWeekday(date));

/** An instant in the language of the window, '2026年4月13日 09:20', of Beijing. */
export const instantText = (instant: string): string =>
  `${dateText(toShanghaiDate(instant))} ${toShanghaiTime(instant)}`;

/** Today as a calendar day in Shanghai. */
export function todayInShanghai(): string {
  return toShanghaiDate(new Date().toISOString());
}
