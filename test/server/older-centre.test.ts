import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { registeredRisk } from '../fixtures/example-risks.ts';
import { createTestDesk, startServer, subdistrict } from './parties.ts';
import { newServerFolder } from './server-folder.ts';

/** CRITERIA B: desks are renewed before the centre. */
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it('risks that a centre kept before it knew what a risk is are counted once it is renewed', async () => {
  const folder = await newServerFolder(null);
  folders.push(folder);
  const server = await startServer(null, { folder });
  const officeId = await server.administration.addOffice(subdistrict);
  const desk = await createTestDesk(server, officeId, 'A', ['officeHead']);
  await desk.begin();
  const asOf = { recordKind: 'risk' };
  const registered = desk.write(makeRiskId('1'), 'risk.registered', registeredRisk.body, [], asOf);
  await desk.push([registered, desk.write(makeRiskId('2'), 'risk.followedUp', {}, [], asOf)]);
  await server.close();

  // As the older one left it: the records, and no row that counts them.
  const { database, close } = await openDatabase({ databaseUrl: null, dataFolder: folder });
  await database.deleteFrom('risks').execute();
  await database
    .withTables<{ kysely_migration: { name: string } }>()
    .deleteFrom('kysely_migration')
    .where('name', '=', '0011-risks-kept-uncounted')
    .execute();
  await close();

  const renewed = await startServer(null, { folder });
  const later = await createTestDesk(renewed, officeId, 'B', ['supervisor']);
  await later.begin();
  expect((await later.ask('GET', '/v1/figures')).value.risks).toEqual([
    { officeId, month: '2026-01', level: 'orange', status: 'checking', risks: 1 },
  ]);
  await renewed.end();
});
