import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StoredAction, writeAction } from '../../shared/record/action.ts';
import { nextClock } from '../../shared/record/hybrid-clock.ts';
import { createSigner, newSigningKey, nodeHashing } from '../../src-main/session/signing-key.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { isToldTo, listRecordPages } from '../../src-main/sync/comparison.ts';
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
        ...{
          id,
          recordId,
          recordKind: name === 'sideFiles' ? ('sideFile' as const) : ('case' as const),
          type: 't',
          clock: `c${index}`,
        },
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

async function readAll(
  isCompared: Parameters<typeof listRecordPages>[2],
  pageSize: number,
): Promise<Record<string, readonly string[]>> {
  const { actions, sideFiles, templates } = store.collections;
  const met: Record<string, readonly string[]> = {};
  const pages = listRecordPages(store.guard, [actions, sideFiles, templates], isCompared, pageSize);
  for await (const page of pages) {
    for (const [recordId, ids] of page) {
      expect(met[recordId], recordId).toBeUndefined();
      met[recordId] = ids.toSorted();
    }
  }
  return met;
}

it.each([1, 2, 3, 5, 100])('brings every record once and whole, with %i actions a page', async (pageSize) => {
  const met = await readAll(() => true, pageSize);
  const expected: Record<string, string[]> = {};
  for (const [name, counts] of Object.entries(stored)) {
    for (const [recordId, count] of Object.entries(counts))
      expected[recordId] = [...(expected[recordId] ?? []), ...idsOf(name, recordId, count)].toSorted();
  }
  expect(met).toEqual(expected);
});

it.each([1, 3, 100])(
  'leaves out the 副卷 of a colleague at the desk but for talks that one held oneself, with %i actions a page',
  async (pageSize) => {
    const { sideFiles } = store.collections;
    const mine = writeNote('me');
    const held = writeNote('colleague', { heldById: 'me' });
    await sideFiles.bulkInsert([mine, held, writeNote('colleague')]);
    const { g } = await readAll(isToldTo('me'), pageSize);
    expect(g).toEqual([mine.id, held.id].toSorted());
    await sideFiles.find({ selector: { recordId: 'g' } }).remove();
  },
);

function writeNote(person: string, body: unknown = {}): StoredAction {
  const { fingerprint, privateKey } = newSigningKey();
  return writeAction(
    {
      ...{ recordKind: 'sideFile', recordId: 'g', type: 'caucus.noteWritten', version: 1 },
      ...{ office: 'office', desk: 'desk', person, at: '2026-04-20T10:00:00+08:00', after: [], body },
      clock: nextClock('', Date.parse('2026-04-20T10:00:00+08:00'), 'desk'),
    },
    nodeHashing,
    createSigner(fingerprint, privateKey),
  );
}
