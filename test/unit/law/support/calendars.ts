import { readdirSync, readFileSync } from 'node:fs';
import { CalendarTable, createWorkingCalendar } from '../../../../shared/law/working-days.ts';

const folder = new URL('../../../../assets/calendars/', import.meta.url);

/** The calendar tables that the app ships, parsed as the app parses them. */
export const calendarTables = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => CalendarTable.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));

export const calendar = createWorkingCalendar(calendarTables);
