type Parts<Row> = {
  readonly write: (id: string, row: Row) => Promise<unknown>;
  readonly remove: (id: string) => Promise<unknown>;
  /** Whether everything that was typed lies on the disk. */
  readonly onStanding: (isKept: boolean) => void;
  /** Calls back after a while. */
  readonly later: (again: () => void) => void;
};

/**
 * Writes drafts one after the other. What the disk does not take (it is full, it was taken away) is kept in memory, told, and
 * tried again until it is written: nobody is told of a draft that is not there.
 */
export function createDraftKeeper<Row>(parts: Parts<Row>) {
  /** What is still to be done with a draft; null where it is to go. */
  const pending = new Map<string, Row | null>();
  let last: Promise<void> = Promise.resolve();
  let isWaiting = false;
  const flush = async (): Promise<void> => {
    for (const [id, row] of pending) {
      await (row === null ? parts.remove(id) : parts.write(id, row));
      // What came meanwhile is written next.
      if (pending.get(id) === row) pending.delete(id);
    }
  };
  const tryLater = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    parts.later(() => {
      isWaiting = false;
      void run();
    });
  };
  const run = (): Promise<void> => {
    last = last.then(flush).then(
      () => parts.onStanding(true),
      () => {
        parts.onStanding(false);
        tryLater();
      },
    );
    return last;
  };
  return {
    save: (id: string, row: Row): Promise<void> => {
      pending.set(id, row);
      return run();
    },
    remove: (id: string): Promise<void> => {
      pending.set(id, null);
      return run();
    },
    /** What is not on the disk yet; undefined where the disk says it. */
    findPending: (id: string): Row | null | undefined => pending.get(id),
  };
}
