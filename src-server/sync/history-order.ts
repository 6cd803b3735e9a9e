import type { AuthenticAction } from './authenticity.ts';

/** Predecessors first, whatever the order in which they were sent. */
export function inHistoryOrder(group: readonly AuthenticAction[]): AuthenticAction[] {
  const byId = new Map(group.map((one) => [one.stored.id, one]));
  const ordered = new Map<string, AuthenticAction>();
  for (const start of group) {
    const stack = [start];
    while (stack.length > 0) {
      const one = stack.at(-1);
      if (one === undefined) break;
      const open = one.action.header.after
        .filter((id) => !ordered.has(id))
        .map((id) => byId.get(id))
        .filter((found) => found !== undefined);
      if (open.length > 0) stack.push(...open);
      else {
        stack.pop();
        ordered.set(one.stored.id, one);
      }
    }
  }
  return [...ordered.values()];
}
