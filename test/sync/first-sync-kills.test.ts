import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDesk,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
  writeCase,
} from '../server/parties.ts';
import { createRandom } from './bad-line.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/**
 * CRITERIA B7: a first sync that is killed again and again goes on where it was, and asks each time for no more anew than
 * what was under way: the batch that was being stored, and the one that came in meanwhile. Batches of fifty instead of the program's two thousand, so that every kill falls into the middle.
 */
const kills = process.env.NIGHTLY ? 10 : 3;
const batch = 50;
const actionsOfRecord = 25;
/** Each life brings some batches, so that one which began anew would show; there is more than all of them bring. */
const records = 8 + 12 * kills;
/** Requests and durable writes, each before and after: of what comes before the first batch, and of one batch. */
const stepsOfBeginning = 38;
const stepsOfBatch = 12;
const batchesUnderWay = 2;
let server: RunningServer;
let officeId: string;
let desk: DeskProcess;

beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
  const writer = await createTestDesk(server, officeId, 'A');
  await writer.begin();
  for (let record = 0; record < records; record += 1) await writer.push(writeLongCase(writer, record));
  desk = await startDeskProcess({ pauses: { polling: 1_000, retry: 200, pullBatch: batch } });
  await desk.setUp('B');
});
afterAll(async () => {
  await desk.end();
  await server.end();
});

function writeLongCase(writer: TestDesk, record: number) {
  const recordId = randomUUID();
  const actions = writeCase(writer, recordId, `n${record}`);
  while (actions.length < actionsOfRecord) {
    const body = { patches: [{ kind: 'party', id: 'P1', fields: { phone: String(actions.length) } }] };
    const after = actions.slice(-1).map(({ id }) => id);
    actions.push(writer.write(recordId, 'intake.recorded', body, after));
  }
  return actions;
}

async function readFigure(name: string): Promise<number> {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.]+)`, 'm').exec(text)?.[1] ?? 0);
}
const countPulled = () => readFigure('desk_pulled_rows_total');

it('a first sync that is killed at random steps ends whole, with no more fetched again than was under way', async () => {
  const random = createRandom(7);
  const all = records * actionsOfRecord;
  await desk.enrol(server, officeId);
  for (let count = 0; count < kills; count += 1) {
    await desk.endAtStep(stepsOfBeginning + Math.floor((2.5 + 2 * random()) * stepsOfBatch));
    await desk.setLine({}).catch(() => {});
    await desk.awaitEnd();
    expect(await countPulled()).toBeLessThan(all);
    await desk.reopen({ isLineCut: true });
  }
  // Less would not show whether they were fetched again.
  const most = kills * batchesUnderWay * batch;
  expect(await countPulled()).toBeGreaterThan(most);
  await desk.setLine({});
  await until(
    'everything is here',
    async () => (await desk.ask<{ savedActions: number }>('desk.safety')).savedActions === all,
  );
  const { comparedAt } = await desk.ask<{ comparedAt: string | null }>('sync.compareNow');
  expect(comparedAt).not.toBeNull();
  expect((await desk.status()).repaired).toBe(0);
  const pulled = await countPulled();
  expect(pulled).toBeGreaterThanOrEqual(all);
  expect(pulled).toBeLessThanOrEqual(all + most);
  // The operator is told of one first sync, and how long it took with all its breaks.
  expect(await readFigure('desk_first_sync_seconds_count')).toBe(1);
  expect(await readFigure('desk_first_sync_seconds_sum')).toBeGreaterThan(0);
});
