import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { createDailyVerification, type RecordToVerify } from '../../src-main/cases/daily-verification.ts';
import type { Desk } from '../../src-main/desk.ts';
import { createVerifier, nodeHashing } from '../../src-main/session/signing-key.ts';
import { findDataKey } from '../fixtures/closed-desk.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainMediator, plainOffice } from '../fixtures/plain-office.ts';
import { getProgram } from '../fixtures/programs.ts';
import { startServer, subdistrict } from '../server/parties.ts';
import { until } from '../sync/desk-process.ts';

/** CRITERIA D5: the daily verification of whole desks whose store was tampered with while they were closed. */
const pin = '246813';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verification-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openPlainDesk(folder, { slowHashMemory: 1024, pauses: { polling: 300, retry: 300 } });
const patchOf = (fields: object) =>
  ({
    type: 'intake.recorded',
    body: { patches: [{ kind: 'party', id: 'P1', fields }] },
  }) as unknown as ActionOrder;

/** A desk with two cases of four actions each, and somebody's id. */
async function setUp(desk: Desk) {
  const { session, cases } = desk.handlers;
  await session.setUp({ office: plainOffice, deskLetter: 'A', person: plainMediator, pin });
  const caseIds: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    const { caseId } = await cases.create({ openedOn: '2026-04-13', externalNumber: null });
    for (const phone of ['1', '2', '3'])
      await cases.act({ caseId, order: patchOf({ side: 'applicant', name: '甲', phone }) });
    caseIds.push(caseId);
  }
  return { caseIds, personId: (await session.status({})).person?.id ?? '' };
}

/** Changes the database of the closed desk; what was verified before is forgotten. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const dataKey = await findDataKey(folder, pin);
  const child = fileURLToPath(getProgram('test/session/tamper-child.ts'));
  const forget = `DELETE FROM "documents:settings:0" WHERE id = 'record.verification'`;
  const args = ['--no-warnings', child, join(folder, 'desk.db'), dataKey.toString('hex')];
  execFileSync(process.execPath, [...args, forget, ...statements]);
}
const actionAt = (caseId: string, position: number) =>
  `id = (SELECT id FROM "documents:actions:0" WHERE data ->> 'recordId' = '${caseId}'
   ORDER BY data ->> 'clock' LIMIT 1 OFFSET ${position})`;
/** One action of the case with another body under its id. */
const alterOne = (caseId: string) =>
  `UPDATE "documents:actions:0" SET data = replace(data, '甲', '乙') WHERE ${actionAt(caseId, 1)}`;
/** One action of the case without its body and salt: the chain still verifies. */
const emptyOne = (caseId: string) =>
  `UPDATE "documents:actions:0" SET data = json_set(data, '$.body', NULL, '$.salt', NULL) WHERE ${actionAt(caseId, 2)}`;
const removeLast = (caseId: string) => `DELETE FROM "documents:actions:0" WHERE ${actionAt(caseId, 3)}`;
const removeLastAccess = `DELETE FROM "documents:accessLog:0" WHERE id = (SELECT max(id) FROM "documents:accessLog:0")`;

describe('the daily verification', () => {
  it('finds every altered and every missing action of a desk that works alone, and says which case it is', async () => {
    let desk = await open();
    const { caseIds, personId } = await setUp(desk);
    const [altered = '', shortened = ''] = caseIds;
    const verified = async () => (await desk.handlers.sync.status({})).verification;
    for (let count = 0; count < 2; count += 1) await desk.handlers.cases.readCaucusNotes({ caseId: altered });
    await desk.close();
    await tamper();
    desk = await open();
    await desk.handlers.session.unlock({ personId, pin });
    await until('it has run', async () => (await verified())?.records === 3);
    expect(await verified()).toMatchObject({ faulty: [], accessLogBreaks: 0 });
    await desk.close();
    await tamper(alterOne(altered), emptyOne(altered), removeLast(shortened), removeLastAccess);
    desk = await open();
    await desk.handlers.session.unlock({ personId, pin });
    await until('it is said', async () =>
      (await desk.handlers.sync.status({})).needs.includes('damagedRecords'),
    );
    const faulty = (await verified())?.faulty ?? [];
    expect(faulty.map(({ recordId, count }) => [recordId, count]).sort()).toEqual(
      [
        [altered, 2],
        [shortened, 1],
      ].sort(),
    );
    expect((await verified())?.accessLogBreaks).toBe(1);
    expect(faulty.every(({ caseNumber }) => caseNumber.includes('第A'))).toBe(true);
    await desk.close();
  });

  it('takes good copies from the server, and all is as it was', async () => {
    const server = await startServer();
    let desk = await open();
    const { caseIds, personId } = await setUp(desk);
    const [caseId = ''] = caseIds;
    const officeId = await server.administration.addOffice(subdistrict);
    const account = { account: 'limei', password: 'correct horse battery' };
    await server.administration.addPerson(officeId, { name: '李梅', roles: ['mediator'], ...account });
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    await desk.handlers.sync.enrol({ address: server.address, code });
    await desk.handlers.sync.signIn(account);
    const isSent = async () => (await desk.handlers.sync.status({})).state === 'allSent';
    await until('all is sent', isSent);
    const before = (await desk.handlers.cases.open({ caseId })).view;
    await desk.close();
    await tamper(alterOne(caseId), emptyOne(caseId));

    desk = await open();
    await desk.handlers.session.unlock({ personId, pin });
    await until('it has run', async () => (await desk.handlers.sync.status({})).verification !== null);
    const { verification, needs } = await desk.handlers.sync.status({});
    expect([verification?.faulty, needs]).toEqual([[], []]);
    const { view, faults } = await desk.handlers.cases.open({ caseId });
    expect([view, faults]).toEqual([before, []]);
    await until('all is sent', isSent);
    await desk.close();
    await server.end();
  });

  it('holds the main loop for no longer than fifty milliseconds in a case of three thousand actions', async () => {
    const line = createLine('long');
    line.write({ type: 'case.opened', body: {} });
    while (line.stored.length < 3_000) line.write(patchOf({ name: `第${line.stored.length}次` }));
    const record: RecordToVerify = {
      recordId: 'long',
      logs: [line.stored],
      heads: [],
      rejections: new Map(),
    };
    let saved: unknown = null;
    const verification = createDailyVerification({
      hashing: nodeHashing,
      verify: createVerifier([line.key]),
      today: () => '2026-05-06',
      listRecordIds: async function* () {
        yield ['long'];
      },
      read: async () => record,
      countAccessLogBreaks: async () => 0,
      find: async () => saved,
      save: async (found) => {
        saved = found;
      },
      awaitGap: async () => {},
      repair: async () => {},
    });
    // This thread's processor time between two turns of the loop: a busy machine is no fault.
    let longest = 0;
    let last = process.threadCpuUsage();
    let isOver = false;
    const turn = (): void => {
      const { user, system } = process.threadCpuUsage(last);
      longest = Math.max(longest, user + system);
      last = process.threadCpuUsage();
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    expect((await verification.run())?.faulty).toEqual([]);
    isOver = true;
    expect(longest / 1_000).toBeLessThan(50);
  });
});
