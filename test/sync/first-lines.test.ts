import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseFilter } from '../../shared/contract/cases.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/** A desk that joins an office with cases: the list stands before they have come, and opening one fetches it. */
let server: RunningServer;
let officeId = '';
let former: DeskProcess;
let desk: Desk;
const folder = mkdtempSync(join(tmpdir(), 'first-lines-'));
const caseIds: string[] = [];
/** Which requests of the new desk are held back as if the line were too slow for them. */
let held: (method: string, path: string) => boolean = () => false;
const fetcher: typeof fetch = (input, init) =>
  held(init?.method ?? 'GET', new URL(String(input)).pathname)
    ? Promise.reject(new TypeError('held back'))
    : fetch(input, init);
const isFeed = (method: string, path: string) => method === 'GET' && path === '/v1/actions';
const password = 'correct horse battery';

beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
  former = await startDeskProcess();
  await former.setUp('A');
  await former.enrol(server, officeId);
  for (const name of ['马桂香', '古丽', '王芳', '赵六']) {
    const caseId = await former.createCase();
    await former.patchParty(caseId, { name });
    caseIds.push(caseId);
  }
  const inMarch = {
    kind: 'application',
    id: 'application',
    fields: { receivedAt: '2026-03-02T09:00:00+08:00' },
  };
  await former.act(caseIds[3] ?? '', 'intake.recorded', { patches: [inMarch] });
  await former.settle();
  held = isFeed;
  desk = await openPlainDesk(folder, { fetcher, slowHashMemory: 1024, pauses: { polling: 300, retry: 300 } });
  const { session, sync } = desk.handlers;
  const person = { name: '新同事', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'B', person, pin: '246813' });
  await server.administration.addPerson(officeId, {
    name: '新同事',
    account: 'new',
    password,
    roles: ['mediator', 'administrator'],
  });
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await sync.enrol({ address: server.address, code });
  await sync.signIn({ account: 'new', password });
});
afterAll(async () => {
  await desk.close();
  await former.end();
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

const list = (search = '') => desk.handlers.cases.list(CaseFilter.parse({ search }));
const isHere = async (caseId = '') => (await list()).rows.find(({ id }) => id === caseId)?.isHere;

describe('a desk that joins an office with cases', () => {
  it('lists and finds them before any has come, each marked', async () => {
    await until('the list is there', async () => (await list()).total === 4);
    expect((await list()).rows.map((row) => row.isHere)).toEqual([false, false, false, false]);
    expect((await list('mgx')).rows.map(({ id }) => id)).toEqual([caseIds[0]]);
  });

  it('fetches the one that is opened, whole and verified', async () => {
    const { view, faults } = await desk.handlers.cases.open({ caseId: caseIds[0] ?? '' });
    expect(faults).toEqual([]);
    expect(view.parties.map(({ name }) => name)).toEqual(['马桂香', '乙']);
    expect(await isHere(caseIds[0])).toBe(true);
    expect(await isHere(caseIds[1])).toBe(false);
    expect(await desk.handlers.cases.fetching({ caseId: caseIds[0] ?? '' })).toEqual({ progress: null });
  });

  it('says without a line that the case is safe at the centre, and keeps its line in the list', async () => {
    held = () => true;
    const caseId = caseIds[1] ?? '';
    await expect(desk.handlers.cases.open({ caseId })).rejects.toThrow('case.notHere');
    expect(await isHere(caseId)).toBe(false);
    held = isFeed;
    expect((await desk.handlers.cases.open({ caseId })).view.parties[0]?.name).toBe('古丽');
  });

  it('makes no ledger without a case of the period, and fetches it when there is a line', async () => {
    const march = { form: 'ledger', from: '2026-03-01', to: '2026-03-31', isMasked: false } as const;
    held = () => true;
    await expect(desk.handlers.ledger.preview(march)).rejects.toThrow('ledger.notAllHere');
    expect(await isHere(caseIds[3])).toBe(false);
    held = isFeed;
    expect((await desk.handlers.ledger.preview(march)).cases).toBe(1);
    expect([await isHere(caseIds[3]), await isHere(caseIds[2])]).toEqual([true, false]);
  });

  it('shows without a line the figures that were read last, with their hour, and not before any were', async () => {
    const read = () => desk.handlers.figures.read({});
    held = () => true;
    await expect(read()).rejects.toThrow('sync.offline');
    held = isFeed;
    const fresh = await read();
    expect(fresh.trouble).toBeNull();
    expect(fresh.figures.rows.reduce((cases, row) => cases + row.cases, 0)).toBe(4);
    held = () => true;
    expect(await read()).toEqual({ ...fresh, trouble: 'sync.offline' });
    held = isFeed;
  });

  it('keeps the lines over a restart, and gives them up for its own as the feed brings the cases', async () => {
    await desk.handlers.session.lock({});
    const { people } = await desk.handlers.session.status({});
    await desk.handlers.session.unlock({ personId: people[0]?.id ?? '', pin: '246813' });
    expect(await isHere(caseIds[2])).toBe(false);
    held = () => false;
    await until('all are here', async () => (await list()).rows.every((row) => row.isHere));
    expect((await desk.handlers.cases.open({ caseId: caseIds[2] ?? '' })).view.parties[0]?.name).toBe('王芳');
  });
});
