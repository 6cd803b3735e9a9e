import { byOrder } from '../../shared/case/project.ts';

type OrderOf = (id: string) => number | null;

/** The obligations as the agreement numbers them; one without a place comes last. */
export function inOrder(ids: readonly string[], orderOf: OrderOf): string[] {
  return byOrder(ids.map((id) => ({ id, order: orderOf(id) }))).map(({ id }) => id);
}

/** The place after the last, also where one before it was taken out. */
export function nextOrder(ids: readonly string[], orderOf: OrderOf): number {
  return Math.max(ids.length, ...ids.map((id) => orderOf(id) ?? 0)) + 1;
}

/** The places that put this obligation before the one above it, of those whose place changes. */
export function movedUp(
  ids: readonly string[],
  id: string,
  orderOf: OrderOf,
): { readonly id: string; readonly order: number }[] {
  const from = ids.indexOf(id);
  const above = ids[from - 1];
  if (above === undefined) return [];
  return [...ids.slice(0, from - 1), id, above, ...ids.slice(from + 1)]
    .map((one, index) => ({ id: one, order: index + 1 }))
    .filter((one) => one.order !== orderOf(one.id));
}
