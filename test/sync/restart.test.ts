import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/** Desks that nothing wakes but the live stream and their own retries: looking for news by the clock is an hour away. */
let server: RunningServer;
let passed = 0;
const now = () => Date.now() + passed;
let one: DeskProcess;
let two: DeskProcess;
let officeId = '';

beforeAll(async () => {
  server = await startServer(null, { now });
  officeId = await server.administration.addOffice(subdistrict);
  [one, two] = await Promise.all([
    startDeskProcess({ pauses: { polling: 3_600_000, retry: 5_000 } }),
    startDeskProcess({ pauses: { polling: 3_600_000, retry: 5_000 } }),
  ]);
  await one.setUp('A');
  await two.setUp('B');
  await one.enrol(server, officeId);
  await two.enrol(server, officeId);
});
afterAll(async () => {
  await Promise.all([one.end(), two.end()]);
  await server.end();
});

const hasCase = async (desk: DeskProcess, caseId: string) => {
  const { rows } = await desk.ask<{ rows: { id: string }[] }>('cases.list', {});
  return rows.some((row) => row.id === caseId);
};

it('a server that was stopped and started again is found, and both desks are of one mind', async () => {
  const caseId = await one.createCase();
  await until('the case is there', () => hasCase(two, caseId));
  const { folder, address } = server;
  await server.close();
  await one.patchParty(caseId, { phone: '1', job: '厨师' });
  await two.patchParty(caseId, { phone: '2', email: 'x@example.com' });
  for (const desk of [one, two]) {
    await until('it knows that it is offline', async () => (await desk.status()).state === 'offline');
  }
  server = await startServer(null, { folder, now, port: Number(new URL(address).port) });
  for (const desk of [one, two]) {
    await until('both see both', async () => {
      const view = await desk.view(caseId);
      return (
        view.conflicts.length === 1 &&
        view.parties[0]?.email !== undefined &&
        view.parties[0]?.job !== undefined
      );
    });
  }
  // Nothing waits any more; the telephone that each wrote differently asks for somebody.
  await until('only the conflict asks for somebody', async () => {
    const { state, waiting, needs } = await one.status();
    return state === 'needsYou' && waiting === 0 && needs.join() === 'conflicts';
  });
});

it('a desk that may see no case file does not go on asking for them, and has them as soon as it may', async () => {
  const caseId = await one.createCase();
  await until('the case is there', () => hasCase(two, caseId));
  const desk = await startDeskProcess({ pauses: { polling: 3_600_000, retry: 200 } });
  await desk.setUp('C');
  const accountId = await desk.enrol(server, officeId, ['statistician']);
  await new Promise((done) => setTimeout(done, 4_000));
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  // Four kinds of record, receipts and the comparison.
  expect(Number(/code="sync.notAllowed"} (\d+)/.exec(metrics)?.[1])).toBeLessThan(10);
  await server.administration.changeRoles(officeId, accountId, ['mediator']);
  await until('the case comes', () => hasCase(desk, caseId).catch(() => false));
  await desk.end();
});

it('a desk opens one session when it begins and one when that has ended, however much it asks at once', async () => {
  let opened = 0;
  server.app.server.on('request', ({ url }: { url?: string }) => {
    if (url === '/v1/sessions') opened += 1;
  });
  await two.close();
  await two.reopen();
  const caseId = await one.createCase();
  await until('the case comes', () => hasCase(two, caseId));
  expect(opened).toBe(1);
  // Now every token has ended. Each desk notices by whatever it asks next.
  passed = 13 * 3_600_000;
  const next = await one.createCase();
  await until('the case comes', () => hasCase(two, next));
  await one.settle();
  expect(opened).toBe(3);
});
