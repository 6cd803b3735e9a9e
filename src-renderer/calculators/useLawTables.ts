import { useQuery } from '@tanstack/react-query';
import type { FollowUpRule } from '../../shared/case/visit-plan.ts';
import { createWorkingCalendar } from '../../shared/law/working-days.ts';
import { call, desk } from '../app/desk.ts';
import type { LawTables } from './definitions.ts';

/** What calculators reckon with, and the office's rule for follow-up visits. */
type DeskTables = LawTables & { readonly followUp: FollowUpRule };

/** Tables of the law and the office's rules, as the desk holds them; undefined until they are there. */
export function useLawTables(): DeskTables | undefined {
  const { data } = useQuery({
    queryKey: ['lawTables'],
    queryFn: async (): Promise<DeskTables> => {
      const { parameters, calendars, followUp } = await call(desk.desk.lawTables({}));
      return { parameters, calendar: createWorkingCalendar(calendars), followUp };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
