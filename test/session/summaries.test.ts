import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseFoldVersion } from '../../shared/case/reducer.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { CaseFilter } from '../../shared/contract/cases.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openClosedDesk } from '../fixtures/closed-desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';
import { until } from '../sync/desk-process.ts';

/** What the lists show is derived: of another version, behind or damaged it is folded anew and never shown as truth. */
const pin = '246813';
let folder: string;
let desk: Desk;
let caseId: string;
let personId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'summaries-'));
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  const { session, cases } = desk.handlers;
  const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin });
  personId = (await session.status({})).person?.id ?? '';
  ({ caseId } = await cases.create({ openedOn: '2026-04-13', externalNumber: null }));
  const fields = { side: 'applicant', kind: 'person', name: '马桂香' } as const;
  await cases.act({
    caseId,
    order: { type: 'intake.recorded', body: { patches: [{ kind: 'party', id: 'P1', fields }] } },
  });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Changes the stored summary behind the program's back, and opens the desk again. */
async function tamper(change: (summary: CaseSummary) => unknown): Promise<void> {
  await desk.close();
  const store = await openClosedDesk(folder, pin);
  const found = await store.collections.caseSummaries.findOne(caseId).exec();
  await store.collections.caseSummaries.upsert(change(found?.toJSON() as CaseSummary) as CaseSummary);
  await store.close();
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  await desk.handlers.session.unlock({ personId, pin });
}
const list = async (search = '') => {
  const { rows } = await desk.handlers.cases.list(CaseFilter.parse({ search }));
  return rows.map(({ summary }) => summary.applicants);
};
const lie = (one: CaseSummary) => ({ ...one.summary, applicants: ['另一个人'] });

describe('a summary', () => {
  it.each([
    ['of an older fold version', (one: CaseSummary) => ({ ...one, foldVersion: 1, summary: lie(one) })],
    [
      'of a newer fold version',
      (one: CaseSummary) => ({ ...one, foldVersion: caseFoldVersion + 1, summary: lie(one) }),
    ],
    [
      'that is behind, as after a kill between an action and its line',
      (one: CaseSummary) => ({
        ...one,
        heads: [],
        updatedClock: '2000-01-01T00:00:00.000Z-00000-x',
        summary: lie(one),
      }),
    ],
    ['that is damaged', (one: CaseSummary) => ({ ...one, summary: { applicants: 7 } })],
  ])('%s is made anew before anything of it is shown', async (_name, change) => {
    await tamper(change);
    expect(await list()).toEqual([['马桂香']]);
    expect(await list('mgx')).toEqual([['马桂香']]);
    expect((await desk.handlers.cases.today({})).openCases).toBe(1);
  });

  it('of a closed case and another fold version is made anew behind the work, and is never seen as it was', async () => {
    await tamper((one) => ({ ...one, closed: true, foldVersion: 1, summary: lie(one) }));
    // Asked for at once: it is folded for whoever asks, wherever the work behind has come to.
    expect(await list()).toEqual([['马桂香']]);
    await until('it is done', async () => (await desk.handlers.desk.rebuilding({})).progress === null);
    await desk.close();
    const store = await openClosedDesk(folder, pin);
    const line = (await store.collections.caseSummaries.findOne(caseId).exec())?.toJSON();
    expect([line?.foldVersion, line?.summary.applicants]).toEqual([caseFoldVersion, ['马桂香']]);
    await store.close();
  });

  it('without any action behind it disappears', async () => {
    await tamper((one) => ({ ...one, id: 'case-of-nobody', foldVersion: 1 }));
    expect(await list()).toEqual([['马桂香']]);
  });
});
