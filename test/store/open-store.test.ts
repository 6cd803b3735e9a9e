import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src-main/store/open-store.ts';
import { summaryOf } from './summary-of.ts';

const workerUrl = new URL('../../src-main/store/worker.ts', import.meta.url);
const key = randomBytes(32);
let folder: string;
let open: Store[] = [];

const openHere = async (withKey: Uint8Array = key): Promise<Store> => {
  const store = await openStore({ folder, key: withKey, workerUrl, onGone: () => {} });
  open.push(store);
  return store;
};
const closeAll = async () => {
  for (const store of open) await store.close();
  open = [];
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true, force: true });
});

describe('the store of a desk', () => {
  it('gives back after reopening what was saved before', async () => {
    const first = await openHere();
    await first.guard(first.collections.settings.insert({ id: 'language', value: 'zh-CN' }));
    await closeAll();
    const second = await openHere();
    const found = await second.guard(second.collections.settings.findOne('language').exec());
    expect(found?.value).toBe('zh-CN');
    expect(await second.isIntact('full')).toBe(true);
  });

  it('finds cases by their search words, and not by former ones', async () => {
    const store = await openHere();
    await store.guard(
      store.collections.caseSummaries.upsert(summaryOf({ id: 'c1', searchTokens: 'wabc pwang' })),
    );
    await store.guard(store.collections.caseSummaries.upsert(summaryOf({ id: 'c2', searchTokens: 'wabd' })));
    expect(await store.searchCases('"wab" *', 10)).toEqual(expect.arrayContaining(['c1', 'c2']));
    await store.guard(store.collections.caseSummaries.upsert(summaryOf({ id: 'c1', searchTokens: 'wzzz' })));
    expect(await store.searchCases('"wab" *', 10)).toEqual(['c2']);
  });

  it('holds no readable text on the disk', async () => {
    const store = await openHere();
    await store.guard(store.collections.settings.insert({ id: 'sentinel', value: '白鹭暗记 sentinel-4711' }));
    await store.blobs.put(new TextEncoder().encode('sentinel-4711 in a scan'));
    await closeAll();
    const bytes = await readFile(join(folder, 'desk.db'));
    expect(bytes.includes('sentinel-4711')).toBe(false);
    expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3');
  });

  it('refuses a wrong key and keeps the file as it was', async () => {
    await openHere();
    await closeAll();
    const before = await readFile(join(folder, 'desk.db'));
    await expect(openHere(randomBytes(32))).rejects.toMatchObject({ code: 'store.wrongKey' });
    expect(await readFile(join(folder, 'desk.db'))).toEqual(before);
  });

  it('says damaged when the file is overwritten, and keeps it', async () => {
    await openHere();
    await closeAll();
    await writeFile(join(folder, 'desk.db'), randomBytes(8192));
    await expect(openHere()).rejects.toMatchObject({ code: 'store.damaged' });
    expect((await readFile(join(folder, 'desk.db'))).length).toBe(8192);
  });

  it('refuses a second opening while the first is at work', async () => {
    await openHere();
    await expect(openHere()).rejects.toMatchObject({ code: 'store.inUse' });
  });

  it('makes a whole encrypted copy while running', async () => {
    const store = await openHere();
    await store.guard(store.collections.settings.insert({ id: 'language', value: 'en' }));
    const copy = join(folder, 'copy.db');
    await store.backUp(copy);
    await closeAll();
    await copyFile(copy, join(folder, 'desk.db'));
    await rm(join(folder, 'desk.db-wal'), { force: true });
    const restored = await openHere();
    expect((await restored.collections.settings.findOne('language').exec())?.value).toBe('en');
  });

  it('keeps scans under the hash of their content', async () => {
    const store = await openHere();
    const bytes = randomBytes(100_000);
    const sha256 = await store.blobs.put(bytes);
    expect(await store.blobs.find(sha256)).toEqual(bytes);
    expect(await store.blobs.find('0'.repeat(64))).toBeNull();
  });
});
