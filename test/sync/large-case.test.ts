import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openingOf } from '../fixtures/plain-office.ts';
import { until } from './desk-process.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

let office: StaffedOffice;
beforeAll(async () => {
  // A live stream alone brings what comes in: nobody looks by itself in these ten minutes.
  office = await startStaffedOffice([{ pauses: { polling: 600_000, retry: 200 } }]);
});
afterAll(() => office.end());

it('a case that is too long for one answer, and for one batch of the desk, arrives whole', async () => {
  const { watcher } = office;
  const desk = office.desk(0);
  await desk.setLine({ isCut: true });
  const caseId = randomUUID();
  const ids: string[] = [];
  const send = async (type: string, body: unknown) => {
    const action = watcher.write(caseId, type, body, ids.slice(-1));
    expect((await watcher.push([action])).value.results).toMatchObject([{ status: 'accepted' }]);
    ids.push(action.id);
  };
  await send('case.opened', openingOf('n'));
  for (let count = 0; count < 12; count += 1) {
    const fields = { address: `${count}${'甲'.repeat(1_000_000)}` };
    await send('intake.recorded', { patches: [{ kind: 'party', id: 'P1', fields }] });
  }
  await desk.setLine({});
  await until('all of it is here', async () => {
    const look = await desk.look(caseId).catch(() => null);
    return look !== null && [...look.ids].sort().join() === [...ids].sort().join();
  });
});
