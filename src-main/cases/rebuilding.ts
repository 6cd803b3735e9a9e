/** How far the lines of the lists are that another version of the program had folded. */
export type RebuildingProgress = { readonly done: number; readonly total: number };

/** Cases that are folded at once: while the store reads one, another is verified, and they are written together. */
const foldedTogether = 32;
/** Behind the work only so many that a key or a list does not wait for them. */
const foldedBehind = 4;
/** Milliseconds between two words about how far it is. */
const tellingPause = 2_000;

/**
 * After an update that folds cases in another way every line is folded anew (ARCHITECTURE 1: never trusted). The open
 * cases are before anything is shown; the closed ones, which are nearly all, in the background. Who meets one of them
 * meanwhile has it folded at once.
 */
export function createRebuilding(parts: {
  readonly count: () => Promise<number>;
  readonly findOpen: () => Promise<readonly string[]>;
  /** The ids of the others, some at a time. */
  readonly listClosed: () => AsyncIterable<readonly string[]>;
  readonly refold: (caseId: string) => Promise<void>;
  readonly onProgress: () => void;
}) {
  let progress: RebuildingProgress | null = null;
  let isEnded = false;
  let rest: Promise<void> = Promise.resolve();
  let toldAt = performance.now();

  const refoldAll = async (caseIds: readonly string[], together: number): Promise<void> => {
    const waiting = [...caseIds];
    const foldNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !isEnded; next = waiting.shift()) {
        await parts.refold(next);
        if (progress === null) continue;
        progress = { ...progress, done: progress.done + 1 };
        if (performance.now() - toldAt < tellingPause) continue;
        toldAt = performance.now();
        parts.onProgress();
      }
    };
    await Promise.all(Array.from({ length: together }, foldNext));
  };
  const refoldClosed = async (): Promise<void> => {
    for await (const caseIds of parts.listClosed()) {
      if (isEnded) return;
      await refoldAll(caseIds, foldedBehind);
    }
  };

  return {
    /** Resolves when every open case has its new line; the others follow by themselves. */
    begin: async (): Promise<void> => {
      const total = await parts.count();
      if (total === 0) return;
      progress = { done: 0, total };
      await refoldAll(await parts.findOpen(), foldedTogether);
      rest = refoldClosed().finally(() => {
        progress = null;
        if (!isEnded) parts.onProgress();
      });
      // Whoever waits for the rest is told of a failure; the next unlocking goes on where this one ended.
      rest.catch(() => {});
    },
    /** Null when there is nothing left to be folded anew. */
    progress: (): RebuildingProgress | null => progress,
    /** For figures, which are of all cases or of none. */
    awaitEnd: (): Promise<void> => rest,
    end: (): void => {
      isEnded = true;
    },
  };
}
