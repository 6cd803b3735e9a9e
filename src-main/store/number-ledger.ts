import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createTurns } from '../../shared/support/in-turn.ts';
import { writeDurably } from '../files/durable.ts';
import type { Store } from './open-store.ts';
import { toStoreError } from './store-error.ts';

const Ledger = z.record(z.string(), z.number().int());

/**
 * The last case number of each year. It stands in the store and, as bare counts, in a file beside it: a store that is
 * put back from a copy of an hour ago must not give out again what stands on paper since.
 */
export function createNumberLedger(store: Store, dataFolder: string) {
  const { settings } = store.collections;
  const path = join(dataFolder, 'case-numbers.json');
  const inTurn = createTurns();
  /** A lost or damaged file leaves the store's own count. */
  const readBeside = async (): Promise<z.infer<typeof Ledger>> => {
    try {
      return Ledger.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      // Not there yet, or unreadable: the numbers in the store count alone.
      return {};
    }
  };
  return {
    /** 0 when the year has none yet. */
    findLast: async (year: string): Promise<number> => {
      const found = await store.guard(settings.findOne(`caseNumbers:${year}`).exec());
      const kept = typeof found?.value === 'number' ? found.value : 0;
      return Math.max(kept, (await readBeside())[year] ?? 0);
    },
    /** One after the other, as cases and risks are numbered apart and lie in one file. */
    save: (year: string, sequence: number): Promise<void> =>
      inTurn(async () => {
        await store.guard(settings.upsert({ id: `caseNumbers:${year}`, value: sequence }));
        const text = JSON.stringify({ ...(await readBeside()), [year]: sequence });
        await writeDurably(path, text).catch((error: unknown) => {
          throw toStoreError(error);
        });
      }),
  };
}
