import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  CalendarTable,
  countWorkingDays,
  createWorkingCalendar,
  isStatutoryHoliday,
  isWorkingDay,
  rollToWorkingDay,
} from '../../../shared/law/working-days.ts';
import { addDays, eachDay } from '../../../shared/text/dates.ts';
import { calendar, calendarTables } from './support/calendars.ts';

const days = (table: readonly { readonly date: string }[]) => table.map(({ date }) => date);

describe('the calendar tables', () => {
  it('cover 2016 to 2026, each with the document that it rests on', () => {
    expect(calendarTables.map(({ year }) => year)).toEqual([
      2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    for (const table of calendarTables) expect(table.documents[0]).toMatch(/^国办发明电〔\d{4}〕\d+号$/);
  });

  it('agree day by day with an independent source', () => {
    for (const { year } of calendarTables) {
      for (const day of eachDay(`${year}-01-01`, `${year}-12-31`)) {
        expect([day, isWorkingDay(day, calendar)]).toEqual([
          day,
          { ok: true, value: chineseDays.isWorkday(day) },
        ]);
      }
    }
  });

  it('hold for 2026 what 国办发明电〔2025〕7号 says', () => {
    const table = calendarTables.find(({ year }) => year === 2026);
    const spans = [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ];
    expect(days(table?.restDays ?? [])).toEqual(
      spans.flatMap(([from, to]) => [...eachDay(`2026-${from}`, `2026-${to}`)]),
    );
    expect(days(table?.makeUpWorkdays ?? [])).toEqual(
      ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'].map((day) => `2026-${day}`),
    );
    expect(days(table?.statutoryHolidays ?? [])).toEqual(
      [
        '01-01',
        '02-16',
        '02-17',
        '02-18',
        '02-19',
        '04-05',
        '05-01',
        '05-02',
        '06-19',
        '09-25',
        '10-01',
        '10-02',
        '10-03',
      ].map((day) => `2026-${day}`),
    );
    expect(table?.confirmed).toBe(true);
  });

  it('count eleven statutory days before 2025 and thirteen since (two feasts fell on one day in 2020)', () => {
    expect(calendarTables.map(({ statutoryHolidays }) => statutoryHolidays.length)).toEqual([
      11, 11, 11, 11, 10, 11, 11, 11, 11, 13, 13,
    ]);
  });

  it('are refused when a day is of another year or is both rest and work', () => {
    const base = {
      year: 2027,
      documents: ['x'],
      source: '',
      confirmed: false,
      restDays: [],
      makeUpWorkdays: [],
      statutoryHolidays: [],
    };
    const day = { date: '2027-01-01', name: '元旦' };
    expect(CalendarTable.safeParse({ ...base, restDays: [day] }).success).toBe(true);
    expect(CalendarTable.safeParse({ ...base, restDays: [{ ...day, date: '2026-01-01' }] }).success).toBe(
      false,
    );
    expect(CalendarTable.safeParse({ ...base, restDays: [{ ...day, date: '2027-02-30' }] }).success).toBe(
      false,
    );
    expect(CalendarTable.safeParse({ ...base, restDays: [day], makeUpWorkdays: [day] }).success).toBe(false);
  });
});

describe('working days', () => {
  it('roll a last day that is a holiday to the day after it: 15 days from 2 February 2026 end on the 24th', () => {
    const raw = addDays('2026-02-02', 15);
    expect(raw).toBe('2026-02-17');
    expect(rollToWorkingDay(raw, calendar)).toEqual({ ok: true, value: '2026-02-24' });
  });

  it('do not roll from a Saturday on which people work', () => {
    expect(rollToWorkingDay('2026-05-09', calendar)).toEqual({ ok: true, value: '2026-05-09' });
    expect(rollToWorkingDay('2026-06-06', calendar)).toEqual({ ok: true, value: '2026-06-08' });
  });

  it('are counted without the first day', () => {
    expect(addWorkingDays('2026-06-03', 3, calendar)).toEqual({ ok: true, value: '2026-06-08' });
    expect(addWorkingDays('2026-02-13', 1, calendar)).toEqual({ ok: true, value: '2026-02-14' });
    expect(countWorkingDays('2026-04-01', '2026-04-15', calendar)).toEqual({ ok: true, value: 10 });
    expect(() => addWorkingDays('2026-06-03', 0, calendar)).toThrow(RangeError);
  });

  it('know the days that are paid at 300 %', () => {
    expect(isStatutoryHoliday('2026-02-16', calendar)).toEqual({ ok: true, value: true });
    expect(isStatutoryHoliday('2026-02-20', calendar)).toEqual({ ok: true, value: false });
  });

  it('of a year without a table are not guessed, not even an ordinary Tuesday', () => {
    const missing = { ok: false, problem: 'calendarMissing', year: 2027 };
    expect(isWorkingDay('2027-03-02', calendar)).toEqual(missing);
    expect(isStatutoryHoliday('2027-03-02', calendar)).toEqual(missing);
    expect(addWorkingDays('2026-12-30', 3, calendar)).toEqual(missing);
    expect(rollToWorkingDay('2027-01-01', calendar)).toEqual(missing);
    expect(countWorkingDays('2026-12-30', '2027-01-02', calendar)).toEqual(missing);
  });

  it('of 2027 are known once its table is imported', () => {
    const table = CalendarTable.parse({
      year: 2027,
      documents: ['国办发明电〔2026〕0号'],
      source: '',
      confirmed: false,
      restDays: [{ date: '2027-01-01', name: '元旦' }],
      makeUpWorkdays: [],
      statutoryHolidays: [],
    });
    const both = createWorkingCalendar([...calendarTables, table]);
    expect(addWorkingDays('2026-12-30', 2, both)).toEqual({ ok: true, value: '2027-01-04' });
  });
});
