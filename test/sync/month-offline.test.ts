import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseListItem } from '../../shared/contract/cases.ts';
import { until } from './desk-process.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** CRITERIA B11: two desks, thirty days without a line, every case changed on both sides. 500 cases at night. */
const cases = process.env.NIGHTLY ? 500 : 25;
const month = 30 * 24 * 3600 * 1000;
let passed = 0;
let office: StaffedOffice;

beforeAll(async () => {
  const early = { clockError: -month };
  office = await startStaffedOffice([early, early], { now: () => Date.now() - month + passed });
});
afterAll(() => office.end());

it('thirty days offline with cases changed on both sides: every conflict is listed, nothing is lost', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseIds: string[] = [];
  for (let count = 0; count < cases; count += 1) caseIds.push(await one.createCase());
  const listed = () => two.ask<{ total: number }>('cases.list', { limit: 1 });
  await until('all cases are on both', async () => (await listed()).total === cases, 300_000);
  for (const desk of [one, two]) {
    await desk.settle(300_000);
    await desk.setLine({ isCut: true });
  }

  // A month later by every clock: sessions at the server have long ended.
  passed = month;
  for (const desk of [one, two]) await desk.restart({ clockError: 0, isLineCut: true });
  const known = new Map<string, string[]>();
  for (const caseId of caseIds) known.set(caseId, [...(await one.look(caseId)).ids]);
  const began = new Date().toISOString();
  let firstIsThere = '';
  for (const [place, caseId] of caseIds.entries()) {
    const ids = known.get(caseId) ?? [];
    ids.push((await one.patchParty(caseId, { phone: `1${place}`, job: '厨师' })).actionId);
    ids.push((await two.patchParty(caseId, { phone: `2${place}`, email: 'x@example.com' })).actionId);
    firstIsThere ||= new Date().toISOString();
  }
  for (const desk of [one, two]) {
    const { waiting, oldestWaitingAt } = await desk.status();
    expect(waiting).toBe(cases);
    // Of all that waits the age of the oldest is told.
    expect([began, oldestWaitingAt, firstIsThere].sort()).toEqual([began, oldestWaitingAt, firstIsThere]);
  }
  for (const desk of [one, two]) await desk.setLine({});
  for (const desk of [one, two]) await desk.settle(300_000);

  for (const caseId of caseIds) await office.awaitOneMind(caseId, known.get(caseId) ?? [], 300_000);
  for (const desk of [one, two]) {
    const { conflicts } = await desk.ask<{ conflicts: CaseListItem[] }>('cases.today');
    expect(conflicts.map(({ id }) => id).sort()).toEqual([...caseIds].sort());
    for (const [place, caseId] of caseIds.entries()) {
      const view = await desk.view(caseId);
      const values = view.conflicts.flatMap(({ values }) => values.map(({ value }) => value));
      expect(values.sort()).toEqual([`1${place}`, `2${place}`]);
      expect(view.parties[0]).toMatchObject({ job: '厨师', email: 'x@example.com' });
    }
  }
}, 1_800_000);
