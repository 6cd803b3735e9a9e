import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createRxDatabase } from 'rxdb';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import { createActionLog } from '../../src-main/store/action-log.ts';
import { createCaseIndex } from '../../src-main/store/case-index.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { startStoreThread } from '../../src-main/store/store-thread.ts';
import { createLine } from '../../test/fixtures/fold-case.ts';
import { summaryOf } from '../../test/store/summary-of.ts';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';
import { benchRows, benchSchema } from './rows.ts';

const documents = 50_000;
const batch = 1_000;
const workerUrl = new URL('../../src-main/store/worker.ts', import.meta.url);

/** Our store in its thread against RxDB with Dexie in the same Electron's page, over the same 50,000 rows. */
export async function benchStore(page: Page): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  const key = randomBytes(32);
  const open = async () => {
    const thread = await startStoreThread(workerUrl, { path: join(folder, 'bench.db'), key }, () => {});
    const database = await createRxDatabase({ name: 'bench', storage: thread.storage, multiInstance: false });
    const { rows } = await database.addCollections({ rows: { schema: benchSchema } });
    return { thread, database, rows };
  };
  const firstPage = async (rows: Awaited<ReturnType<typeof open>>['rows']) =>
    rows.find({ selector: {}, sort: [{ rank: 'desc' }], limit: 50 }).exec();

  let ours = await open();
  await page.evaluate(() => (globalThis as unknown as { openDexie: () => Promise<void> }).openDexie());
  let insertOurs = 0;
  let insertPeer = 0;
  for (let from = 0; from < documents; from += batch) {
    const rows = benchRows(from, batch);
    insertOurs += await timed(() => ours.rows.bulkInsert([...rows]));
    insertPeer += await page.evaluate(async (given) => {
      const started = performance.now();
      await (globalThis as unknown as { insertRows: (rows: unknown) => Promise<void> }).insertRows(given);
      return performance.now() - started;
    }, rows as never);
  }
  const pages: number[] = [];
  // Another stretch of the index each time, because RxDB answers a query that it knows from memory.
  const after = (count: number) => String(count * 20_011).padStart(10, '0');
  for (let count = 0; count < 40; count += 1) {
    const query = { selector: { rank: { $gt: after(count) } }, sort: [{ rank: 'asc' as const }], limit: 50 };
    pages.push(await timed(() => ours.rows.find(query).exec()));
  }
  const peerPages: number[] = await page.evaluate(async () => {
    const found: number[] = [];
    for (let count = 0; count < 40; count += 1) {
      const started = performance.now();
      await (globalThis as unknown as { pageAfter: (rank: string) => Promise<number> }).pageAfter(
        String(count * 20_011).padStart(10, '0'),
      );
      found.push(performance.now() - started);
    }
    return found;
  });

  let worstLag = 0;
  let last = performance.now();
  const ticker = setInterval(() => {
    worstLag = Math.max(worstLag, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  await ours.rows
    .count({ selector: { text: { $regex: 'nothing-like-it' } } })
    .exec()
    .catch(() => {});
  clearInterval(ticker);

  await ours.database.close();
  await ours.thread.order({ type: 'close' }).catch(() => {});
  await ours.thread.stop();
  const reopenOurs = await timed(async () => {
    ours = await open();
    await firstPage(ours.rows);
  });
  await page.reload();
  const reopenPeer = await page.evaluate(async () => {
    const started = performance.now();
    const api = globalThis as unknown as { openDexie: () => Promise<void>; firstPage: () => Promise<number> };
    await api.openDexie();
    await api.firstPage();
    return performance.now() - started;
  });
  await ours.database.close();
  await ours.thread.stop();
  rmSync(folder, { recursive: true, force: true });
  const [page50, peer50] = [percentile(pages, 0.5), percentile(peerPages, 0.5)];
  return [
    {
      name: 'Insert 50,000 documents of 2 KB',
      ours: milliseconds(insertOurs),
      peer: `${milliseconds(insertPeer)} (RxDB + Dexie)`,
      ratio: times(insertPeer / insertOurs),
      goal: '≥ 5 ×',
    },
    {
      name: 'Indexed page of 50',
      ours: milliseconds(page50),
      peer: milliseconds(peer50),
      ratio: times(peer50 / page50),
      goal: '≥ 8 ×',
    },
    {
      name: 'Reopen and first page',
      ours: milliseconds(reopenOurs),
      peer: milliseconds(reopenPeer),
      ratio: times(reopenPeer / reopenOurs),
      goal: '≥ 5 ×',
    },
    {
      name: 'Longest block of the main loop during a scan of 50,000',
      ours: milliseconds(worstLag),
      peer: '',
      ratio: '',
      goal: '≤ 50 ms',
    },
  ];
}

/** Saving and searching in a store with 10,000 cases. */
export async function benchWork(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-work-'));
  const store = await openStore({ folder, key: randomBytes(32), workerUrl, onGone: () => {} });
  const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '马', '沈'];
  const given = [
    '桂香',
    '亦舟',
    '雨桐',
    '长河',
    '德顺',
    '有田',
    '文贵',
    '志明',
    '海生',
    '永强',
    '玉珍',
    '大军',
  ];
  for (let from = 0; from < 10_000; from += 500) {
    const summaries = Array.from({ length: 500 }, (_, offset) => {
      const number = from + offset;
      const name = `${surnames[number % 12] ?? ''}${given[Math.floor(number / 12) % 12] ?? ''}`;
      const text = [
        name,
        `北京第${number}商贸有限公司`,
        `1301${String(number).padStart(14, '0')}`,
        `京朝柳劳调字〔2026〕第A${number}号`,
      ];
      return summaryOf({
        id: `case-${number}`,
        searchTokens: text.map(toSearchTokens).join(' '),
        updatedClock: `2026-04-13T00:00:00.000Z-${number.toString(16).padStart(5, '0')}-a`,
      });
    });
    await store.guard(store.collections.caseSummaries.bulkInsert(summaries));
  }
  const index = createCaseIndex(store);
  const searches: number[] = [];
  const filter = {
    stage: null,
    isClosed: null,
    mediatorId: null,
    order: 'changed',
    offset: 0,
    limit: 50,
  } as const;
  for (const search of [
    '马桂香',
    'mgx',
    '第77商贸',
    '130100000000000999',
    'A512',
    'wyz',
    '沈亦',
    'chh',
  ].flatMap((one) => [one, one, one])) {
    searches.push(await timed(() => index.page({ ...filter, search })));
  }
  const lists: number[] = [];
  for (let count = 0; count < 30; count += 1)
    lists.push(await timed(() => index.page({ ...filter, search: '' })));
  const log = createActionLog(store, 'actions');
  const line = createLine('case-bench');
  const saves: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    line.write({
      type: 'intake.recorded',
      body: { patches: [{ kind: 'party', id: 'P1', fields: { name: `第${count}次` } }] },
    });
    const stored = line.stored.at(-1);
    if (stored) saves.push(await timed(() => log.append([stored])));
  }
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      name: 'A saved action durable on disk, p95',
      ours: milliseconds(percentile(saves, 0.95)),
      peer: '',
      ratio: '',
      goal: '≤ 10 ms',
    },
    {
      name: 'Search over 10,000 cases in main, p95',
      ours: milliseconds(percentile(searches, 0.95)),
      peer: '',
      ratio: '',
      goal: '≤ 50 ms (to rows on screen)',
    },
    {
      name: 'First page of the list with 10,000 cases, p95',
      ours: milliseconds(percentile(lists, 0.95)),
      peer: '',
      ratio: '',
      goal: '',
    },
  ];
}
