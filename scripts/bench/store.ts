import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, percentile, times } from './measure.ts';
import { benchRows } from './rows.ts';
import type { Stage } from './stage.ts';

const documents = 50_000;
const batch = 1_000;
type Main = typeof import('./store-main.ts');
type PeerPage = {
  readonly openDexie: () => Promise<void>;
  readonly insertRows: (rows: unknown) => Promise<void>;
  readonly pageAfter: (rank: string) => Promise<number>;
  readonly firstPage: () => Promise<number>;
};

/** Our store in Electron's main against RxDB with Dexie in the same Electron's page, over the same 50,000 rows. */
export async function benchStore(stage: Stage): Promise<Figure[]> {
  const html = join(stage.folder, 'page.html');
  const script = await stage.bundle('dexie-page', 'browser');
  writeFileSync(
    html,
    `<!doctype html><meta charset="utf-8"><p id="root">bench</p><script src="${script}"></script>`,
  );
  const app = await stage.launchBare({
    BENCH_PAGE: html,
    BENCH_MAIN: await stage.bundle('store-main', 'node'),
  });
  const page = await app.firstWindow();
  const call = callMain(app);
  await call('begin', stage.folder, join(root, 'out/main/store-worker.js'));
  await page.evaluate(() => (globalThis as unknown as PeerPage).openDexie());
  let insertOurs = 0;
  let insertPeer = 0;
  // In turns, so that what else the machine does weighs on both.
  for (let from = 0; from < documents; from += batch) {
    insertOurs += await call('insert', from, batch);
    insertPeer += await insertAtPeer(page, from);
  }
  // Another stretch of the index each time, because RxDB answers a query that it knows from memory.
  const ranks = Array.from({ length: 100 }, (_, count) => String(count * 9_973).padStart(10, '0'));
  const pages = await call('pagesAfter', ranks);
  const peerPages = await page.evaluate(async (all) => {
    const found: number[] = [];
    for (const rank of all) {
      const started = performance.now();
      await (globalThis as unknown as PeerPage).pageAfter(rank);
      found.push(performance.now() - started);
    }
    return found;
  }, ranks);
  const worstBlock = await call('longestBlock');
  const reopenOurs: number[] = [];
  const reopenPeer: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    reopenOurs.push(await call('reopen'));
    reopenPeer.push(await reopenAtPeer(page));
  }
  await call('end');
  const compare = (name: string, ours: number, peer: number, goal: string): Figure => ({
    name,
    ours: milliseconds(ours),
    peer: `${milliseconds(peer)} (RxDB + Dexie)`,
    ratio: times(peer / ours),
    goal,
  });
  return [
    compare('Insert 50,000 documents of 2 KB', insertOurs, insertPeer, '≥ 5 ×'),
    compare('Indexed page of 50', percentile(pages, 0.5), percentile(peerPages, 0.5), '≥ 8 ×'),
    compare('Reopen and first page', percentile(reopenOurs, 0.5), percentile(reopenPeer, 0.5), '≥ 5 ×'),
    {
      name: 'Longest block of the main loop during a scan of 50,000',
      ours: milliseconds(worstBlock),
      peer: '',
      ratio: '',
      goal: '≤ 50 ms',
    },
  ];
}

/** Calls a function of store-main.ts in Electron's main process. */
function callMain(app: ElectronApplication) {
  return <Name extends keyof Main>(name: Name, ...given: Parameters<Main[Name]>) =>
    app.evaluate(
      (_electron, order) => {
        const bench = (globalThis as unknown as { bench: Record<string, (...all: unknown[]) => unknown> })
          .bench;
        return bench[order.name]?.(...order.given);
      },
      { name, given: given as unknown[] },
    ) as ReturnType<Main[Name]>;
}

function insertAtPeer(page: Page, from: number): Promise<number> {
  return page.evaluate(
    async (given) => {
      const started = performance.now();
      await (globalThis as unknown as PeerPage).insertRows(given);
      return performance.now() - started;
    },
    benchRows(from, batch),
  );
}

async function reopenAtPeer(page: Page): Promise<number> {
  await page.reload();
  return page.evaluate(async () => {
    const api = globalThis as unknown as PeerPage;
    const started = performance.now();
    await api.openDexie();
    await api.firstPage();
    return performance.now() - started;
  });
}
