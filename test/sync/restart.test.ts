import { afterAll, beforeAll, it } from 'vitest';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/** Desks that nothing wakes but the live stream and their own retries: looking for news by the clock is an hour away. */
let server: RunningServer;
let one: DeskProcess;
let two: DeskProcess;

beforeAll(async () => {
  server = await startServer();
  const officeId = await server.administration.addOffice(subdistrict);
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
  server = await startServer(null, { folder, port: Number(new URL(address).port) });
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
