import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  compareDates,
  daysBetween,
  eachDay,
  endOfMonth,
  formatChineseDate,
  formatChineseDateWithWeekday,
  formatChineseInstant,
  formatEnglishDate,
  formatEnglishDateWithWeekday,
  isCalendarDate,
  toShanghaiDate,
  toShanghaiTime,
  weekdayOf,
} from '../../../shared/text/dates.ts';

const runs = process.env.NIGHTLY ? 10_000 : 500;
const dates = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1900-01-01', days));

describe('calendar dates', () => {
  it('knows which days exist', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '1900-01-01']) {
      expect(isCalendarDate(day)).toBe(true);
    }
    for (const day of [
      '2025-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-04-31',
      '2026-1-1',
      '',
      '0000-01-01',
      '2026-03-05 ',
    ]) {
      expect(isCalendarDate(day)).toBe(false);
    }
  });

  it('adds days back and forth without a drift', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(isCalendarDate(moved)).toBe(true);
        expect(daysBetween(date, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(date);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
      }),
      { numRuns: runs },
    );
  });

  it('ends a month or year at the corresponding day, or at the last one where it is missing', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2025-07-01', 1)).toBe('2025-08-01');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2026-03-31', 1)).toBe('2027-03-31');
    expect(endOfMonth('2024-02-14')).toBe('2024-02-29');
  });

  it('lists days with both ends', () => {
    expect([...eachDay('2026-02-27', '2026-03-01')]).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect([...eachDay('2026-03-02', '2026-03-01')]).toEqual([]);
  });

  it('writes dates as documents do', () => {
    expect(formatChineseDate('2026-03-05')).toBe('2026年3月5日');
    expect(formatChineseDateWithWeekday('2026-03-05')).toBe('2026年3月5日（周四）');
    expect(formatChineseDateWithWeekday('2026-07-26')).toBe('2026年7月26日（周日）');
    expect(formatEnglishDate('2026-12-01')).toBe('1 December 2026');
    expect(formatEnglishDateWithWeekday('2026-03-05')).toBe('Thu 5 March 2026');
  });

  it('throws for what is no date', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('date.malformed');
    expect(() => formatChineseDate('')).toThrow('date.malformed');
  });
});

describe('instants', () => {
  it('fall on the day and time of Beijing, whatever the zone they are written in', () => {
    expect(toShanghaiDate('2026-04-13T09:20:00+08:00')).toBe('2026-04-13');
    expect(toShanghaiTime('2026-04-13T09:20:00+08:00')).toBe('09:20');
    expect(toShanghaiDate('2026-04-13T16:00:00Z')).toBe('2026-04-14');
    expect(toShanghaiTime('2026-04-13T16:00:00.999Z')).toBe('00:00');
    expect(toShanghaiDate('2026-12-31T23:59:59-01:00')).toBe('2027-01-01');
    expect(formatChineseInstant('2026-04-13T01:05:00Z')).toBe('2026年4月13日 09:05');
  });

  it('without an offset are refused, as they name no instant', () => {
    expect(() => toShanghaiDate('2026-04-13T09:20:00')).toThrow('instant.malformed');
    expect(() => toShanghaiDate('2026-04-13')).toThrow('instant.malformed');
  });
});
