import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CaseFilter } from '../../shared/contract/cases.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';

const pin = '246813';
const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };
let folder: string;
let desk: Desk;
let told: string[];

const openDesk = () =>
  openPlainDesk(folder, { slowHashMemory: 1024, publish: (event, id) => told.push(`${event} ${id}`) });
const unlockAndList = async () => {
  const personId = (await desk.handlers.session.status({})).people[0]?.id ?? '';
  await desk.handlers.session.unlock({ personId, pin });
  const { rows } = await desk.handlers.cases.list(CaseFilter.parse({}));
  return rows.map(({ caseNumber }) => caseNumber);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  told = [];
  desk = await openDesk();
  await desk.handlers.session.setUp({ office: plainOffice, deskLetter: 'A', person, pin });
  await desk.close();
  told = [];
  desk = await openDesk();
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

it('what is rehearsed before the PIN leaves no file, tells the window nothing and stands in no list', async () => {
  const before = readdirSync(folder);
  await desk.prepare();
  expect([readdirSync(folder), told]).toEqual([before, []]);
  expect(await unlockAndList()).toEqual([]);
});

it('whoever unlocks in the middle of a rehearsal works on their own desk, then and after it', async () => {
  const rehearsal = desk.prepare();
  const { handlers } = desk;
  await unlockAndList();
  const opened = { openedOn: '2026-04-13', externalNumber: null };
  const { caseNumber } = await handlers.cases.create(opened);
  await rehearsal;
  expect((await handlers.cases.list(CaseFilter.parse({}))).rows.map((row) => row.caseNumber)).toEqual([
    caseNumber,
  ]);
  await handlers.session.lock({});
  expect(await unlockAndList()).toEqual([caseNumber]);
});
