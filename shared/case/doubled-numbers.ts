/** A meeting or a visit: its 次数, when it was held (as text that sorts), and whether its record is final. */
export type NumberedEntry = {
  readonly id: string;
  readonly number: number;
  readonly heldAt: string;
  readonly isFinal: boolean;
};

/** Two desks that begin a meeting or a visit apart, without a line, give both the same number: those numbers. */
export function listDoubledNumbers(entries: readonly NumberedEntry[]): readonly number[] {
  const numbers = entries.map(({ number }) => number);
  return [...new Set(numbers.filter((one, index) => numbers.indexOf(one) < index))].sort(
    (left, right) => left - right,
  );
}

/**
 * New numbers for those that share one: whose record is final keeps it, else who was held first; the others follow the
 * last number in the order in which they were held. A final record is never among them: its number stands on paper.
 */
export function listNumbersAnew(
  entries: readonly NumberedEntry[],
): readonly { readonly id: string; readonly number: number }[] {
  const inOrder = [...entries].sort(
    (left, right) => Number(right.isFinal) - Number(left.isFinal) || left.heldAt.localeCompare(right.heldAt),
  );
  const taken = new Set<number>();
  const moved = inOrder.filter(({ number, isFinal }) => {
    const isTaken = taken.has(number);
    taken.add(number);
    return isTaken && !isFinal;
  });
  const last = Math.max(0, ...entries.map(({ number }) => number));
  return moved.map(({ id }, index) => ({ id, number: last + index + 1 }));
}
