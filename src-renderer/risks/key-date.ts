import type { RiskView } from '../../shared/risk/view.ts';
import { daysBetween } from '../../shared/text/dates.ts';

/** How long before a key date (重要时间节点) the desk speaks of it. */
const soonDays = 7;

/** Days until the key date of a risk that is not settled yet, negative once it has passed; null where there is none. */
export function findDaysToKeyDate({ risk, endedOn, isWithdrawn }: RiskView, today: string): number | null {
  return risk.keyDate && endedOn === '' && !isWithdrawn ? daysBetween(today, risk.keyDate) : null;
}

/** Whether the key date is so near, or has passed, that somebody must look after it. */
export function isKeyDateNear(view: RiskView, today: string): boolean {
  const days = findDaysToKeyDate(view, today);
  return days !== null && days <= soonDays;
}
