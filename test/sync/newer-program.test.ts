import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ActionOrder, casesContract } from '../../shared/contract/cases.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { PushWriter } from '../../src-server/sync/push-writer.ts';
import { openClosedDesk } from '../fixtures/closed-desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { openingOf, plainOffice } from '../fixtures/plain-office.ts';
import {
  createTestDesk,
  type RunningServer,
  startServer,
  subdistrict,
  type TestDesk,
} from '../server/parties.ts';
import { until } from './desk-process.ts';

/**
 * CRITERIA E3: another desk of the office already runs a newer program. Its actions are written by hand here: one of a
 * type that this program does not know, a later version of a known type with fields that it does not know in body and
 * header, and fields that were added to a body without a new version.
 */
const folder = mkdtempSync(join(tmpdir(), 'newer-program-'));
const pin = '246813';
const caseId = 'case-of-the-newer-program';
const extendedId = 'case-with-more-fields';
let server: RunningServer;
let desk: Desk;
let newer: TestDesk;
let personId = '';
let written: StoredAction[] = [];
const open = () => openPlainDesk(folder, { slowHashMemory: 1024, pauses: { polling: 300, retry: 300 } });

beforeAll(async () => {
  server = await startServer();
  const officeId = await server.administration.addOffice(subdistrict);
  newer = await createTestDesk(server, officeId, 'N');
  await newer.begin();
  desk = await open();
  const { session, sync } = desk.handlers;
  const person = { name: '李梅', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin });
  personId = (await session.status({})).person?.id ?? '';
  const account = { account: 'older', password: 'correct horse battery' };
  await server.administration.addPerson(officeId, { name: '李梅', roles: ['mediator'], ...account });
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await sync.enrol({ address: server.address, code });
  await sync.signIn(account);
});
afterAll(async () => {
  await desk.close();
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The centre ran a newer program for a while, which knew what these mean and took them in. */
async function takeAsNewerServer(firstId: string, actions: readonly StoredAction[]): Promise<void> {
  const { folder: dataFolder, address } = server;
  await server.close();
  const { database, close } = await openDatabase({ databaseUrl: null, dataFolder });
  const { office_id: officeId, ...record } = await database
    .selectFrom('actions')
    .innerJoin('records', 'records.id', 'actions.record_id')
    .selectAll('records')
    .where('actions.id', '=', firstId)
    .executeTakeFirstOrThrow();
  const { feed_sequence: last } = await database
    .selectFrom('offices')
    .select('feed_sequence')
    .where('id', '=', officeId)
    .executeTakeFirstOrThrow();
  const writer = new PushWriter(database, new Map([[officeId, last]]));
  for (const { recordId, recordKind, ...action } of actions) {
    const place = { office_id: officeId, record_id: recordId };
    const received = { received_at: new Date().toISOString(), rejection: null };
    writer.addAction({ ...action, ...place, ...received, record_kind: recordKind });
    await writer.addToFeed({ ...place, action_office_id: officeId, action_id: action.id, audience: null });
  }
  writer.setRecord({ ...record, office_id: officeId, action_count: record.action_count + actions.length });
  await writer.flush();
  await close();
  server = await startServer(null, { folder: dataFolder, port: Number(new URL(address).port) });
}

it('fields that a newer program added are kept and not looked at, and the work on the case goes on', async () => {
  const opened = newer.write(extendedId, 'case.opened', { ...openingOf('m'), ofTomorrow: 1 }, []);
  const fields = { side: 'applicant', name: '甲', ofTomorrow: ['新字段'] };
  const body = { patches: [{ kind: 'party', id: 'P1', fields, ofTomorrow: 2 }], ofTomorrow: 3 };
  const recorded = newer.write(extendedId, 'intake.recorded', body, [opened.id]);
  const { results } = (await newer.push([opened, recorded])).value;
  expect(results.map((one: { status: string }) => one.status)).toEqual(['accepted', 'accepted']);

  const { cases, sync } = desk.handlers;
  const look = async () => (await cases.open({ caseId: extendedId })).view;
  await until('it came', async () => (await look().catch(() => null))?.timeline.length === 2);
  expect(await look()).toMatchObject({ unknown: [], refused: [], parties: [{ name: '甲' }] });
  const patch = { kind: 'party', id: 'P1', fields: { name: '甲某' } };
  const order = { type: 'intake.recorded', body: { patches: [patch] } } as ActionOrder;
  await cases.act({ caseId: extendedId, order });
  await until('it is sent', async () => (await sync.status({})).waiting === 0);
  const { rows } = (await newer.ask('GET', `/v1/records/${extendedId}`)).value;
  const texts: string[] = rows.map((row: { action: StoredAction }) => row.action.body);
  expect(texts.slice(0, 2)).toEqual([opened.body, recorded.body]);
  expect((await look()).parties).toMatchObject([{ name: '甲某' }]);
});

it('a field that this program does not know cannot be ordered here', () => {
  const { request } = casesContract.commands.act;
  const orderOf = (fields: object) => ({
    caseId: extendedId,
    order: { type: 'intake.recorded', body: { patches: [{ kind: 'party', id: 'P1', fields }] } },
  });
  expect(request.safeParse(orderOf({ name: '甲' })).success).toBe(true);
  expect(request.safeParse(orderOf({ name: '甲', ofTomorrow: 1 })).success).toBe(false);
});

it('what a newer program wrote is kept to the byte, said to be there, passed on, and not worked upon', async () => {
  const opened = newer.write(caseId, 'case.opened', openingOf('n'), []);
  const party = (fields: object) => ({ patches: [{ kind: 'party', id: 'P1', fields }] });
  const recorded = newer.write(caseId, 'intake.recorded', party({ side: 'applicant', name: '甲' }), [
    opened.id,
  ]);
  const changed = newer.write(caseId, 'intake.recorded', party({ ofTomorrow: '新字段' }), [recorded.id], {
    version: 2,
    ofTomorrow: 'in the header',
  });
  const unknown = newer.write(caseId, 'case.fromTomorrow', { anything: ['明天'] }, [changed.id]);
  written = [opened, recorded, changed, unknown];
  const { results } = (await newer.push(written)).value;
  const ofNewer = { status: 'waiting', code: 'sync.typeUnknown' };
  expect(results).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }, ofNewer, ofNewer]);
  await takeAsNewerServer(opened.id, [changed, unknown]);

  const { cases } = desk.handlers;
  const look = async () => (await cases.open({ caseId })).view;
  await until('it came', async () => (await look().catch(() => null))?.timeline.length === 4);
  expect((await look()).unknown.map(({ type }) => type)).toEqual(['intake.recorded', 'case.fromTomorrow']);
  expect((await look()).parties).toMatchObject([{ name: '甲' }]);

  // What it does not understand it does not work upon, and says so.
  const body = party({ phone: '13800000000' });
  const order = { type: 'intake.recorded', body } as ActionOrder;
  await expect(cases.act({ caseId, order })).rejects.toThrow('case.newerProgram');
  expect((await desk.handlers.sync.compareNow({})).comparedAt).not.toBeNull();
  const { rows } = (await newer.ask('GET', `/v1/records/${caseId}`)).value;
  expect(rows.map((row: { action: StoredAction }) => row.action)).toEqual(written);

  await desk.close();
  const store = await openClosedDesk(folder, pin);
  const kept = await store.collections.actions.findByIds(written.map(({ id }) => id)).exec();
  for (const one of written) expect(kept.get(one.id)?.toJSON()).toMatchObject(one);
  await store.close();
  desk = await open();
  await desk.handlers.session.unlock({ personId, pin });
  const { view, faults } = await desk.handlers.cases.open({ caseId });
  expect([view.timeline.length, view.unknown.length, view.refused, faults]).toEqual([4, 2, [], []]);
});
