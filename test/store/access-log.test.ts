import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccessLog } from '../../src-main/cases/access-log.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import type { AccessLogEntry } from '../../src-main/store/schemas.ts';
import { openPlainStore } from '../fixtures/closed-desk.ts';

/** CRITERIA D5: the log of views, prints and exports in a real store, changed behind the program's back. */
const folder = mkdtempSync(join(tmpdir(), 'access-log-'));
let store: Store;
let log: ReturnType<typeof createAccessLog>;
let now = Date.parse('2026-05-06T09:00:00+08:00');
const ofFirstRelease = ['0f6c2d1e-1111-4222-8333-944455566677', 'ffd2a7b0-1111-4222-8333-944455566677'];

beforeAll(async () => {
  store = await openPlainStore(folder, randomBytes(32));
});
beforeEach(async () => {
  await store.collections.accessLog.find().remove();
  await store.collections.settings.find().remove();
  const entry = { at: '2026-05-05T01:00:00.000Z', person: 'm1', what: 'document.exported', recordId: 'case' };
  await store.collections.accessLog.bulkInsert(ofFirstRelease.map((id) => ({ id, ...entry })));
  log = createAccessLog({ store, hashing: nodeHashing, now: () => now, person: () => 'm1' });
  // At once, and with a clock that is set back in between: each follows the one that was noted before it.
  const noted = ['caucusNotes.read', 'document.exported', 'pack.exported', 'ledger.exported'].map((what) => {
    now -= 60_000;
    return log.note(what, 'case');
  });
  await Promise.all(noted);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const find = (what: string) =>
  store.collections.accessLog.findOne({ selector: { what, id: { $gt: 'g' } } }).exec(true);
const rewrite = async (what: string, changes: Partial<AccessLogEntry>): Promise<void> => {
  const found = await find(what);
  const kept = found.toJSON() as AccessLogEntry;
  if (changes.id === undefined) await store.collections.accessLog.upsert({ ...kept, ...changes });
  else {
    await found.remove();
    await store.collections.accessLog.insert({ ...kept, ...changes });
  }
};

describe('the log of views, prints and exports', () => {
  it('is whole with what the first releases wrote, and goes on after a restart', async () => {
    expect(await log.countBreaks()).toBe(0);
    await createAccessLog({ store, hashing: nodeHashing, now: () => now, person: () => 'm2' }).note('x', '');
    expect(await log.countBreaks()).toBe(0);
    const rows = await store.collections.accessLog.find({ selector: { id: { $gt: 'g' } } }).exec();
    expect(rows.map(({ id, what }) => [Number(id.slice(1, 13)), what])).toEqual([
      [1, 'caucusNotes.read'],
      [2, 'document.exported'],
      [3, 'pack.exported'],
      [4, 'ledger.exported'],
      [5, 'x'],
    ]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['another person', () => rewrite('document.exported', { person: 'm2' })],
    ['another instant', () => rewrite('caucusNotes.read', { at: '2026-05-01T00:00:00.000Z' })],
    ['another case in the newest', () => rewrite('ledger.exported', { recordId: 'other' })],
    ['an entry taken out of the middle', async () => (await find('document.exported')).remove()],
    ['the first one taken out', async () => (await find('caucusNotes.read')).remove()],
    ['the newest taken away', async () => (await find('ledger.exported')).remove()],
    [
      'an entry of a first release taken away',
      async () => (await store.collections.accessLog.findOne(ofFirstRelease[1]).exec(true)).remove(),
    ],
    [
      'one added as if a first release had written it',
      async () => {
        const kept = (await find('pack.exported')).toJSON() as AccessLogEntry;
        await store.collections.accessLog.insert({ ...kept, id: '7d000000-1111-4222-8333-944455566677' });
      },
    ],
    ['an id of its own making', () => rewrite('pack.exported', { id: `n000000000003.${'0'.repeat(48)}` })],
  ])('shows %s', async (_name, change) => {
    await change();
    expect(await log.countBreaks()).toBeGreaterThan(0);
  });

  it('is empty and whole on a new desk', async () => {
    await store.collections.accessLog.find().remove();
    await store.collections.settings.find().remove();
    expect(await log.countBreaks()).toBe(0);
  });
});
