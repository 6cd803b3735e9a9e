import type { CalendarDate } from './dates.ts';

/**
 * What cannot be of a day on which something was done: it lies after today, or before what had to come first. An empty day
 * contradicts nothing.
 */
export function findDayFault(
  day: CalendarDate,
  { today, notBefore }: { readonly today: CalendarDate; readonly notBefore: CalendarDate },
): 'inFuture' | 'tooEarly' | null {
  if (day === '') return null;
  if (day > today) return 'inFuture';
  return day < notBefore ? 'tooEarly' : null;
}
