import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDesk,
  type RunningServer,
  startServer,
  type TestDesk,
  writeCase,
} from '../server/parties.ts';
import { createRandom } from './bad-line.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/** CRITERIA B7: a first sync that is killed ten times goes on where it was, and asks for at most one batch again. */
const records = 60;
const actionsOfRecord = 50;
const kills = 10;
/** The desk's own, in src-main/sync/replication.ts. */
const batch = 1_000;
let server: RunningServer;
let officeId: string;
let writer: TestDesk;
let desk: DeskProcess;

beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice({ name: '甲街道', kind: 'k', district: 'd' });
  writer = await createTestDesk(server, officeId, 'A');
  await writer.begin();
  for (let record = 0; record < records; record += 1) {
    const recordId = randomUUID();
    const actions = writeCase(writer, recordId, `n${record}`);
    while (actions.length < actionsOfRecord) {
      const fields = { phone: String(actions.length) };
      const after = actions.slice(-1).map(({ id }) => id);
      const body = { patches: [{ kind: 'party', id: 'P1', fields }] };
      actions.push(writer.write(recordId, 'intake.recorded', body, after));
    }
    await writer.push(actions);
  }
  desk = await startDeskProcess({ pauses: { polling: 1_000, retry: 200 } });
  await desk.setUp('B');
});
afterAll(async () => {
  await desk.end();
  await server.end();
});

const countPulled = async (): Promise<number> => {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  return Number(/^desk_pulled_rows_total (\d+)/m.exec(text)?.[1]);
};

it('a first sync killed at ten random steps ends whole, with at most one batch fetched again for each', async () => {
  const random = createRandom(7);
  await desk.enrol(server, officeId);
  for (let count = 0; count < kills; count += 1) {
    const ended = desk.awaitEnd();
    await desk.endAtStep(1 + Math.floor(random() * 25)).catch(() => {});
    // It looks for news every second, so the step comes even when everything is here.
    await ended;
    await desk.reopen();
  }
  await until('everything is here', async () => {
    const { total } = await desk.ask<{ total: number }>('cases.list', {});
    return total === records && (await desk.status()).receiving === null;
  });
  expect(await countPulled()).toBeLessThanOrEqual(records * actionsOfRecord + kills * batch);
  const { comparedAt } = await desk.ask<{ comparedAt: string | null }>('sync.compareNow');
  expect(comparedAt).not.toBeNull();
  expect((await desk.status()).repaired).toBe(0);
});
