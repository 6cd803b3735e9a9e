import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { makeRiskId } from '../../shared/risk/risk-id.ts';
import { type Database, openDatabase } from '../../src-server/database/open-database.ts';
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
  const register = (id: string) =>
    desk.write(makeRiskId(id), 'risk.registered', registeredRisk.body, [], asOf);
  const record = (id: string, fields: Record<string, unknown>, after: string, reason?: string) => {
    const body = { patches: [{ kind: 'risk', id: 'risk', fields }], ...(reason ? { reason } : {}) };
    return desk.write(makeRiskId(id), 'risk.recorded', body, [after], asOf);
  };
  const [plain, judged, taken] = [register('1'), register('3'), register('4')];
  await desk.push([
    plain,
    // Never begun, so nothing counts it.
    desk.write(makeRiskId('2'), 'risk.followedUp', {}, [], asOf),
    judged,
    record('3', { riskLevel: 'red', status: 'resolving' }, judged.id),
    record('3', { riskLevel: 'yellow' }, judged.id),
    // Out of force for want of a reason.
    record('3', { foundOn: '2025-12-01' }, judged.id),
    taken,
    record('4', { isWithdrawn: true }, taken.id, '登记重复'),
  ]);
  await server.close();

  // As the older one left it: the records, and no row that counts them.
  const dataFolder = folder;
  const { database, close } = await openDatabase({ databaseUrl: null, dataFolder });
  const listCounted = (from: Database) => from.selectFrom('risks').selectAll().orderBy('record_id').execute();
  const counted = await listCounted(database);
  expect(counted.map((row) => [row.record_id, row.status, row.is_withdrawn])).toEqual([
    [makeRiskId('1'), 'checking', false],
    [makeRiskId('3'), 'resolving', false],
    [makeRiskId('4'), 'checking', true],
  ]);
  await database.deleteFrom('risks').execute();
  await database
    .withTables<{ kysely_migration: { name: string } }>()
    .deleteFrom('kysely_migration')
    .where('name', '=', '0011-risks-kept-uncounted')
    .execute();
  await close();

  const again = await openDatabase({ databaseUrl: null, dataFolder });
  expect(await listCounted(again.database)).toEqual(counted);
  await again.close();

  const renewed = await startServer(null, { folder });
  const later = await createTestDesk(renewed, officeId, 'B', ['supervisor']);
  await later.begin();
  const row = { officeId, month: '2026-01', risks: 1 };
  expect((await later.ask('GET', '/v1/figures')).value.risks).toEqual([
    { ...row, level: 'orange', status: 'checking' },
    { ...row, level: expect.stringMatching(/^(red|yellow)$/), status: 'resolving' },
  ]);
  await renewed.end();
});
