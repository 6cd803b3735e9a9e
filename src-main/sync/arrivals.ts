import { z } from 'zod';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.unfolded';
const foldedTogether = 16;

/** On what way something comes: a feed, by its kind of records, or one fetching of one record. */
export type Way = string | symbol;

/**
 * Records of which something has come and whose lines in the lists are not made anew yet. All of them stand in the
 * settings until they are, so that a kill at any moment is made good by the next start.
 */
export function createArrivals(parts: {
  readonly settings: SyncSettings;
  readonly fold: (recordId: string) => Promise<void>;
  readonly onFolded: () => void;
}) {
  /** On their way into the store: whoever folded these now would not meet what comes. One may come on several ways. */
  const announced = new Map<string, Set<Way>>();
  const noteArrived = (recordId: string, way: Way): void => {
    const ways = announced.get(recordId);
    ways?.delete(way);
    if (ways?.size === 0) announced.delete(recordId);
  };
  const stored = new Set<string>();
  let inFolding: readonly string[] = [];
  let folding: Promise<void> = Promise.resolve();
  const save = (): Promise<void> =>
    parts.settings.save(place, [...new Set([...inFolding, ...stored, ...announced.keys()])]);

  const foldStored = async (): Promise<void> => {
    inFolding = [...stored];
    if (inFolding.length === 0) return;
    stored.clear();
    let failure: unknown = null;
    // Some at once: while one waits for the disk, another is verified; and what they write is committed together.
    for (let start = 0; start < inFolding.length; start += foldedTogether) {
      const folds = inFolding.slice(start, start + foldedTogether).map((recordId) =>
        parts.fold(recordId).catch((error: unknown) => {
          stored.add(recordId);
          failure = error;
        }),
      );
      await Promise.all(folds);
    }
    inFolding = [];
    await save();
    parts.onFolded();
    if (failure !== null) throw failure;
  };

  return {
    /** What an earlier run of the program left unfolded; answers whether there is any. */
    resume: async (): Promise<boolean> => {
      for (const recordId of (await parts.settings.find(place, z.array(z.string()))) ?? [])
        stored.add(recordId);
      return stored.size > 0;
    },
    /** Before their actions are stored; durable when it returns. */
    announce: async (recordIds: readonly string[], way: Way): Promise<void> => {
      for (const recordId of recordIds)
        announced.set(recordId, (announced.get(recordId) ?? new Set()).add(way));
      await save();
    },
    noteStored: (recordId: string, way: Way): void => {
      stored.add(recordId);
      noteArrived(recordId, way);
    },
    /** One that was stored just now and that somebody waits for; the next saving leaves it out. */
    foldAtOnce: async (recordId: string, way: Way): Promise<void> => {
      await parts.fold(recordId);
      noteArrived(recordId, way);
    },
    /** One that failed must not keep the later ones from being folded; what it left is folded the next time. */
    fold: (): Promise<void> => {
      folding = folding.catch(() => {}).then(foldStored);
      return folding;
    },
    /** Resolves when nothing is being folded. */
    awaitEnd: (): Promise<void> => folding.catch(() => {}),
  };
}
