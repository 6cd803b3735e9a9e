import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src-main/store/open-store.ts';
import { listRecordPages } from '../../src-main/sync/comparison.ts';
import { openPlainStore } from '../fixtures/closed-desk.ts';

/** What the daily comparison reads of the store: in pages, but each record whole. */
const folder = mkdtempSync(join(tmpdir(), 'record-pages-'));
let store: Store;
/** By collection: how many actions each record has there. */
const stored = {
  actions: { a: 3, b: 1, c: 9, d: 2, f: 1 },
  sideFiles: { b: 7, e: 1, f: 4 },
  templates: { office: 2 },
} as const;
const idsOf = (collection: string, recordId: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${collection}-${recordId}-${index}`);

beforeAll(async () => {
  store = await openPlainStore(folder, randomBytes(32));
  for (const name of ['actions', 'sideFiles', 'templates'] as const) {
    const rows = Object.entries(stored[name]).flatMap(([recordId, count]) =>
      idsOf(name, recordId, count).map((id, index) => ({
        ...{ id, recordId, recordKind: 'case' as const, type: 't', clock: `c${index}` },
        ...{ header: '{}', salt: null, body: null, signature: 's', signer: 's' },
      })),
    );
    await store.collections[name].bulkInsert(rows);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each([1, 2, 3, 5, 100])('brings every record once and whole, with %i actions a page', async (pageSize) => {
  const { actions, sideFiles, templates } = store.collections;
  const met: Record<string, readonly string[]> = {};
  for await (const page of listRecordPages(store.guard, [actions, sideFiles, templates], pageSize)) {
    for (const [recordId, ids] of page) {
      expect(met[recordId], recordId).toBeUndefined();
      met[recordId] = ids.toSorted();
    }
  }
  const expected: Record<string, string[]> = {};
  for (const [name, counts] of Object.entries(stored)) {
    for (const [recordId, count] of Object.entries(counts))
      expected[recordId] = [...(expected[recordId] ?? []), ...idsOf(name, recordId, count)].toSorted();
  }
  expect(met).toEqual(expected);
});
