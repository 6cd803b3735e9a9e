import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createRxDatabase, type RxCollection } from 'rxdb';
import { startStoreThread } from '../../src-main/store/store-thread.ts';
import { type BenchRow, benchRows, benchSchema } from './rows.ts';

/** Runs in Electron's main process: our store in the thread that is shipped, over the same rows as the page. */
const key = randomBytes(32);
let path = '';
let workerUrl: URL;
let rows: RxCollection<BenchRow>;
let close = async (): Promise<void> => {};

async function open(): Promise<void> {
  const thread = await startStoreThread(new Worker(workerUrl), { path, key }, () => {});
  const database = await createRxDatabase({ name: 'bench', storage: thread.storage, multiInstance: false });
  rows = (await database.addCollections({ rows: { schema: benchSchema } })).rows;
  close = async () => {
    await database.close();
    await thread.order({ type: 'close' }).catch(() => {});
    await thread.stop();
  };
}

export async function begin(folder: string, worker: string): Promise<void> {
  path = join(folder, 'bench.db');
  workerUrl = pathToFileURL(worker);
  await open();
}

/** Milliseconds for one batch. */
export async function insert(from: number, count: number): Promise<number> {
  // Texts in one piece, as the peer gets them over its line, and not as ropes of what was repeated.
  const batch = JSON.parse(JSON.stringify(benchRows(from, count))) as BenchRow[];
  const started = performance.now();
  await rows.bulkInsert(batch);
  return performance.now() - started;
}

/** Milliseconds for each page of 50 after one of the ranks. */
export async function pagesAfter(ranks: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const rank of ranks) {
    const query = { selector: { rank: { $gt: rank } }, sort: [{ rank: 'asc' as const }], limit: 50 };
    const started = performance.now();
    await rows.find(query).exec();
    times.push(performance.now() - started);
  }
  return times;
}

/** The longest that the main loop did not turn while every document was looked at. */
export async function longestBlock(): Promise<number> {
  let worst = 0;
  let last = performance.now();
  const ticker = setInterval(() => {
    worst = Math.max(worst, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  await rows.count({ selector: { text: { $regex: 'nothing-like-it' } } }).exec();
  clearInterval(ticker);
  return worst;
}

/** Milliseconds from nothing open to the first page. */
export async function reopen(): Promise<number> {
  await close();
  const started = performance.now();
  await open();
  const page = await rows.find({ selector: {}, sort: [{ rank: 'desc' }], limit: 50 }).exec();
  if (page.length !== 50) throw new Error('The page is not full.');
  return performance.now() - started;
}

export const end = (): Promise<void> => close();
