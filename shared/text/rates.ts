import { Decimal } from 'decimal.js';

/** '66.7%', one decimal; '' of nothing. Numbers, or decimal strings. */
export function share(part: Decimal.Value, whole: Decimal.Value): string {
  return new Decimal(whole).isZero() ? '' : `${new Decimal(part).times(100).dividedBy(whole).toFixed(1)}%`;
}

/** '2.5', one decimal; '' of nobody. */
export function average(sum: Decimal.Value, count: number): string {
  return count === 0 ? '' : new Decimal(sum).dividedBy(count).toFixed(1);
}
