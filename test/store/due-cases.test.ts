import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { createCaseIndex } from '../../src-main/store/case-index.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { openPlainStore } from '../fixtures/closed-desk.ts';
import { summaryOf } from './summary-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'due-cases-'));
const quiet = summaryOf({ id: 'quiet' });
const line = (id: string, given: Partial<CaseSummary>, summary: Partial<CaseSummary['summary']> = {}) => ({
  ...quiet,
  id,
  ...given,
  summary: { ...quiet.summary, ...summary },
});
const meeting = {
  meetingId: 'M1',
  date: '2026-05-30',
  startTime: '',
  endTime: '',
  place: '',
  room: '',
  people: [],
};
let store: Store;

beforeAll(async () => {
  store = await openPlainStore(folder, randomBytes(32));
  await store.collections.caseSummaries.bulkInsert([
    quiet,
    line('limit-that-day', { nextDeadlineOn: '2026-05-01' }),
    line('limit-later', { nextDeadlineOn: '2026-05-02' }),
    line('limit-of-closed', { nextDeadlineOn: '2026-04-01', closed: true }),
    line('visit-before', {}, { nextVisitOn: '2026-04-30' }),
    line('visit-later', {}, { nextVisitOn: '2026-06-01' }),
    line('signature', {}, { missingSignatures: 1 }),
    line('conflict', {}, { conflicts: 2 }),
    line('to-receive', {}, { nextStep: 'receiveCase' }),
    line('overdue', {}, { overduePerformance: 1 }),
    line('to-be-paid', {}, { openDueDates: ['2026-07-01'] }),
    line('meeting', {}, { meetings: [meeting] }),
  ]);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('of all open cases only those are read that may ask for something, and all open ones are counted', async () => {
  const { rows, total } = await createCaseIndex(store, async () => {}).due('2026-05-01');
  expect(rows.map(({ id }) => id).sort()).toEqual([
    'conflict',
    'limit-that-day',
    'meeting',
    'overdue',
    'signature',
    'to-be-paid',
    'to-receive',
    'visit-before',
  ]);
  expect(total).toBe(11);
});

it('the ledger of a period reads at once the cases that were open in it, and no others', async () => {
  await store.collections.caseSummaries.bulkInsert([
    line('ended-before', { closed: true }, { registeredOn: '2025-01-05', closedOn: '2025-12-31' }),
    line('ended-on-the-first-day', { closed: true }, { registeredOn: '2025-12-01', closedOn: '2026-01-01' }),
    line('registered-on-the-last-day', {}, { registeredOn: '2026-01-31', closedOn: '' }),
    line('registered-after', {}, { registeredOn: '2026-02-01', closedOn: '' }),
    line('ended-after', { closed: true }, { registeredOn: '2026-01-10', closedOn: '2026-03-01' }),
  ]);
  const rows = await createCaseIndex(store, async () => {}).ofPeriod('2026-01-01', '2026-01-31');
  const ids = rows.map(({ id }) => id).filter((id) => /^(ended|registered)/.test(id));
  expect(ids.sort()).toEqual(['ended-after', 'ended-on-the-first-day', 'registered-on-the-last-day']);
});
