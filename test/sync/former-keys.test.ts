import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';
import { startServer, subdistrict } from '../server/parties.ts';

const folder = mkdtempSync(join(tmpdir(), 'former-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what was written before a recovery and before the first sign-in is taken by the server', async () => {
  const server = await startServer();
  const officeId = await server.administration.addOffice(subdistrict);
  const account = { account: 'limei', password: 'correct horse battery' };
  await server.administration.addPerson(officeId, { name: '李梅', roles: ['mediator'], ...account });
  const desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  const { session, cases, sync } = desk.handlers;
  const { recoveryKey } = await session.setUp({
    office: plainOffice,
    deskLetter: 'A',
    person: plainMediator,
    pin: '246813',
  });
  await cases.create({ openedOn: '2026-04-20', externalNumber: null });
  const personId = (await session.status({})).person?.id ?? '';
  await session.lock({});
  await session.recover({ recoveryKey, personId, newPin: '975318' });
  await cases.create({ openedOn: '2026-04-21', externalNumber: null });
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await sync.enrol({ address: server.address, code });
  await sync.signIn(account);
  await expect.poll(async () => (await sync.status({})).state, { timeout: 20_000 }).toBe('allSent');
  expect((await sync.status({})).parked).toEqual([]);
  await desk.close();
  await server.end();
});
