import type { Action, StoredAction } from './action.ts';

type Identified = Pick<StoredAction, 'id'> & { readonly body?: unknown };

/**
 * Set union of actions by id, sorted by id: commutative, associative, idempotent.
 * A redacted copy wins over a full one, so that a removed body does not come back from another desk.
 * Only checked actions may be merged (`readAction`): equal ids then mean equal content.
 */
export function mergeActions<Item extends StoredAction | Action>(
  left: readonly Item[],
  right: readonly Item[],
): Item[] {
  const byId = new Map<string, Item>();
  for (const item of [...left, ...right]) {
    const known = byId.get(item.id);
    if (known === undefined || isRedactedCopy(item)) byId.set(item.id, item);
  }
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

function isRedactedCopy(item: Identified): boolean {
  return item.body === null || item.body === undefined;
}
