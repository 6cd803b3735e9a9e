import { useQuery } from '@tanstack/react-query';
import type { OfficeRules } from '../../shared/law/office-tables.ts';
import { createWorkingCalendar } from '../../shared/law/working-days.ts';
import { call, desk } from '../app/desk.ts';
import type { LawTables } from './definitions.ts';

/** What calculators reckon with, and the rules that the office gave itself. */
type DeskTables = LawTables & OfficeRules;

/** Tables of the law and the office's rules, as the desk holds them; undefined until they are there. */
export function useLawTables(): DeskTables | undefined {
  const { data } = useQuery({
    queryKey: ['lawTables'],
    queryFn: async (): Promise<DeskTables> => {
      const { calendars, ...tables } = await call(desk.desk.lawTables({}));
      return { ...tables, calendar: createWorkingCalendar(calendars) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
