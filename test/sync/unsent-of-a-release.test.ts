import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { protocolHeader } from '../../shared/contract/sync.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { until } from './desk-process.ts';

/**
 * CRITERIA E6: the folders of the releases were frozen before they knew a server, so all their work is unsent. This program
 * opens them, and the server of this version takes every action.
 */
const fixtures = join(import.meta.dirname, '../fixtures');
const releases = readdirSync(fixtures).filter((name) => /^data-v\d+$/.test(name));
const account = { account: 'limei', password: 'correct horse battery' };
let server: RunningServer;
let folder: string;
beforeEach(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'unsent-'));
});
afterEach(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(releases)('what release %s had not sent', (release) => {
  it.each([
    // As a program speaks that is older than the server still understands; it signed in while it was new enough.
    ['the server asks for a newer program', '0', 'protocolTooOld'],
    ['the server is older than the program', '99', 'centreTooOld'],
  ] as const)('waits while %s, says so, and is accepted after the update', async (_name, spoken, need) => {
    cpSync(join(fixtures, release), folder, { recursive: true });
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const officeId = await server.administration.addOffice(subdistrict);
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    let isOutdated = true;
    const fetcher: typeof fetch = (address, request) => {
      const headers = new Headers(request?.headers);
      const isStanding = /\/v1\/(enrolments|challenges|sign-ins|sessions)$/.test(String(address));
      if (isOutdated && !isStanding) headers.set(protocolHeader, spoken);
      return fetch(address, { ...request, headers });
    };
    const pauses = { polling: 300, retry: 300 };
    const desk = await openPlainDesk(folder, { fetcher, pauses });
    const { session, sync, cases } = desk.handlers;
    const { people } = await session.status({});
    await session.unlock({ personId: people[0]?.id ?? '', pin: expected.pin });
    const name = (await session.status({})).person?.name ?? '';
    await server.administration.addPerson(officeId, { name, roles: ['mediator'], ...account });
    const written = (await cases.open({ caseId: expected.caseId })).view.timeline.length;
    await sync.enrol({ address: server.address, code });
    await sync.signIn(account);
    await until('it is said', async () => (await sync.status({})).needs.includes(need));
    const told = await sync.status({});
    expect(told.waiting).toBeGreaterThan(written - 1);
    expect(told.parked).toEqual([]);

    isOutdated = false;
    await until('all is sent', async () => {
      const { waiting, state } = await sync.status({});
      return waiting === 0 && state === 'allSent';
    });
    expect((await sync.status({})).parked).toEqual([]);
    expect((await cases.open({ caseId: expected.caseId })).view.timeline).toHaveLength(written);
    expect((await sync.compareNow({})).repaired).toBe(0);
    await desk.close();
  });
});
