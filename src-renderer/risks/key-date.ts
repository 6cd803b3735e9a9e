import type { RiskView } from '../../shared/risk/view.ts';
import { daysBetween } from '../../shared/text/dates.ts';

/** How long before a key date (重要时间节点) the desk speaks of it. */
const soonDays = 7;

/**
 * Days until the key date of a risk that is not settled yet, negative once it has passed; null where there is none, or
 * where it is so far away that nobody must look after it.
 */
export function findDaysToKeyDate({ risk, endedOn, isWithdrawn }: RiskView, today: string): number | null {
  if (!risk.keyDate || endedOn !== '' || isWithdrawn) return null;
  const days = daysBetween(today, risk.keyDate);
  return days <= soonDays ? days : null;
}

/** Whether the key date is near or has passed. */
export function isKeyDateNear(view: RiskView, today: string): boolean {
  return findDaysToKeyDate(view, today) !== null;
}
