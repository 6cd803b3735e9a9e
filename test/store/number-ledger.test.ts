import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createNumberLedger } from '../../src-main/store/number-ledger.ts';
import type { Store } from '../../src-main/store/open-store.ts';

/** A store that was put back from a copy in which no number was given out yet. */
const emptyStore = {
  guard: (work: Promise<unknown>) => work,
  collections: {
    settings: { findOne: () => ({ exec: async () => null }), upsert: async () => {} },
  },
} as unknown as Store;

it('numbers of a case and of a risk that are given out at the same moment are both kept beside the store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'number-ledger-'));
  const ledger = createNumberLedger(emptyStore, folder);
  await Promise.all([ledger.save('2026', 6), ledger.save('risk-2026', 1), ledger.save('2027', 1)]);
  const years = ['2026', 'risk-2026', '2027'];
  expect(await Promise.all(years.map((year) => ledger.findLast(year)))).toEqual([6, 1, 1]);
  rmSync(folder, { recursive: true });
});
