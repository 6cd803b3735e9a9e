import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaseIndex } from '../../src-main/store/case-index.ts';
import { giveBackMemory } from '../../src-main/store/give-back-memory.ts';
import { openStore, type Store } from '../../src-main/store/open-store.ts';
import { getProgram } from '../fixtures/programs.ts';
import { summaryOf } from './summary-of.ts';

const workerUrl = getProgram('src-main/store/worker.ts');
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
    expect(await store.searchCases('"wab" *', 10)).toEqual(['c2', 'c1']);
    await store.guard(store.collections.caseSummaries.upsert(summaryOf({ id: 'c1', searchTokens: 'wzzz' })));
    expect(await store.searchCases('"wab" *', 10)).toEqual(['c2']);
  });

  it('commits the lines that many cases save at once together; of two of one case the later counts', async () => {
    const store = await openHere();
    const index = createCaseIndex(store, async () => {});
    let commits = 0;
    const { storageInstance } = store.collections.caseSummaries;
    const bulkWrite = storageInstance.bulkWrite.bind(storageInstance);
    storageInstance.bulkWrite = (...given) => {
      commits += 1;
      return bulkWrite(...given);
    };
    const ids = Array.from({ length: 30 }, (_, number) => `c${number}`);
    await Promise.all(ids.map((id) => index.save(summaryOf({ id, stage: 'application' }))));
    expect(commits).toBeLessThan(5);
    await Promise.all(['mediation', 'closed'].map((stage) => index.save(summaryOf({ id: 'c7', stage }))));
    expect(await index.findById('c7')).toMatchObject({ stage: 'closed' });
    await expect(index.save({ ...summaryOf({ id: 'c8' }), heads: 1 } as never)).rejects.toThrow();
    await index.save(summaryOf({ id: 'c8', stage: 'closed' }));
    expect(await index.findById('c8')).toMatchObject({ stage: 'closed' });
  });

  it('names those of many ids that one of some collections holds', async () => {
    const store = await openHere();
    const { settings, directory, parked } = store.collections;
    const ids = Array.from({ length: 1_200 }, (_, number) => `e${number}`);
    await store.guard(
      settings.bulkInsert([
        { id: 'e3', value: 1 },
        { id: 'e1199', value: 1 },
      ]),
    );
    await store.guard(directory.insert({ id: 'e4', value: 1 }));
    expect([...(await store.findPresent([settings, directory], ids))].sort()).toEqual(['e1199', 'e3', 'e4']);
    expect(await store.findPresent([parked], ids)).toEqual(new Set());
    expect(await store.findPresent([settings], [])).toEqual(new Set());
  });

  it('gives a document whole that is put in the place of a removed one, and one that stands in the way', async () => {
    const store = await openHere();
    const { settings } = store.collections;
    const removed = await store.guard(settings.insert({ id: 'e1', value: 'first' }));
    await store.guard(removed.remove());
    await store.guard(settings.insert({ id: 'e1', value: 'second' }));
    const { error } = await store.guard(settings.bulkInsert([{ id: 'e1', value: 'third' }]));
    expect(error.map((one) => [one.status, one.writeRow.document.value])).toEqual([[409, 'third']]);
    await closeAll();
    const reopened = (await openHere()).collections.settings;
    expect((await reopened.findOne('e1').exec())?.value).toBe('second');
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

  it('does not let a wrong key lock out the right one where the check of the key is lost', async () => {
    await openHere();
    await closeAll();
    await rm(join(folder, 'desk.key-check'));
    await expect(openHere(randomBytes(32))).rejects.toMatchObject({ code: 'store.damaged' });
    expect(await readdir(folder)).not.toContain('desk.key-check');
    await writeFile(join(folder, 'desk.key-check'), 'torn');
    await openHere();
    await closeAll();
    await expect(openHere(randomBytes(32))).rejects.toMatchObject({ code: 'store.wrongKey' });
  });

  it('never begins an empty desk in the place of a lost or emptied file', async () => {
    await openHere();
    await closeAll();
    await writeFile(join(folder, 'desk.db'), '');
    await expect(openHere()).rejects.toMatchObject({ code: 'store.damaged' });
    await rm(join(folder, 'desk.db'));
    await expect(openHere()).rejects.toMatchObject({ code: 'store.damaged' });
  });

  it('completes a restoring that was broken off between its steps', async () => {
    const store = await openHere();
    await store.guard(store.collections.settings.insert({ id: 'language', value: 'en' }));
    await store.backUp(join(folder, 'desk.db.restored'));
    await closeAll();
    await rename(join(folder, 'desk.db'), join(folder, 'former.db'));
    await writeFile(join(folder, 'desk.db-wal'), 'of the former');
    const restored = await openHere();
    expect((await restored.collections.settings.findOne('language').exec())?.value).toBe('en');
    const aside = (await readdir(folder)).find((name) => name.startsWith('damaged-')) ?? '';
    expect(await readFile(join(folder, aside, 'desk.db-wal'), 'utf8')).toBe('of the former');
  });

  it('says that its thread is gone, to who waits and to who asks later', async () => {
    let isSaidGone = false;
    const store = await openStore({
      folder,
      key,
      workerUrl: getProgram('test/store/dying-worker-child.ts'),
      onGone: () => {
        isSaidGone = true;
      },
    });
    const { settings } = store.collections;
    await store.guard(settings.insert({ id: 'before', value: 1 }));
    await expect(settings.insert({ id: 'lastWords', value: '王某某' })).rejects.toMatchObject({
      code: 'store.workerGone',
      message: 'store.workerGone',
    });
    await expect(settings.find({ selector: { value: 1 } }).exec()).rejects.toMatchObject({
      code: 'store.workerGone',
    });
    await expect(store.searchCases('"wab" *', 10)).rejects.toMatchObject({ code: 'store.workerGone' });
    expect(isSaidGone).toBe(true);
    await store.close();
    const again = await openHere();
    expect((await again.collections.settings.findOne('before').exec())?.value).toBe(1);
  });

  it('keeps no answer in memory that was given: a desk is open for days', async () => {
    const store = await openHere();
    const answers: WeakRef<object>[] = [];
    for (let count = 0; count < 10; count += 1) {
      const found = await store.guard(
        store.collections.settings
          .findOne('language')
          .exec()
          .then(() => [count]),
      );
      answers.push(new WeakRef(found));
    }
    // What was given in this turn of the loop lives until its end.
    await new Promise((done) => setImmediate(done));
    giveBackMemory();
    expect(answers.filter((one) => one.deref() !== undefined).length).toBeLessThanOrEqual(1);
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

  it('answers whoever asks of a closed collection, for the others could never close while he waits', async () => {
    const store = await openHere();
    const { settings } = store.collections;
    await settings.close();
    const asked = settings.storageInstance.findDocumentsById(['language'], false);
    await expect(asked).rejects.toThrow('store.workerGone');
    await closeAll();
  });
});
