import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobPieceSize } from '../../shared/contract/sync.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import { createSendingAgain, isAwaited } from '../../src-main/sync/sending-again.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { type DeskProcess, until } from './desk-process.ts';
import { addScan, newScan, readScan } from './desk-scans.ts';
import { openCase } from './simulation.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** No desk looks by itself in these ten minutes: whatever goes again goes because something came about. */
const rest = 500;
const pauses = { polling: 600_000, retry: rest };
const patience = 10_000;
let office: StaffedOffice;
const copies = mkdtempSync(join(tmpdir(), 'sending-again-'));
beforeAll(async () => {
  office = await startStaffedOffice([{ pauses }, { pauses }]);
  for (const desk of [office.desk(0), office.desk(1)]) {
    // The last step of a desk's first look by itself.
    await until('the first look is over', async () => (await desk.status()).comparedAt !== null);
  }
});
afterAll(async () => {
  await office.end();
  rmSync(copies, { recursive: true, force: true });
});

const awaitOffline = (desk: DeskProcess) =>
  until('it knows that it is offline', async () => (await desk.status()).trouble !== null);
const awaitOnline = (desk: DeskProcess) =>
  until('the line is back', async () => (await desk.status()).trouble === null);
const codesOn = async (desk: DeskProcess) => (await desk.status()).parked.map(({ code }) => code);
const countPushes = async (desk: DeskProcess) =>
  (await desk.listSteps()).filter((step) => step === 'before POST /v1/actions').length;

it('what waits for its history goes with the news that bring it, and costs little until then', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const known = [...(await one.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
  const elsewhere = await openCase(one);
  await office.awaitOneMind(elsewhere, (await one.look(elsewhere)).ids);
  await office.copyServer(join(copies, 'server'));
  for (const desk of [one, two]) await awaitOnline(desk);
  const ofBackup = known.at(-1) ?? '';
  known.push((await one.patchParty(caseId, { phone: '1' })).actionId);
  await office.awaitOneMind(caseId, known);
  await two.setLine({ isCut: true });
  await awaitOffline(two);
  known.push((await two.patchParty(caseId, { job: '厨师' })).actionId);
  await office.restoreServer(join(copies, 'server'));
  await awaitOnline(one);
  await two.setLine({});
  await until('it waits', async () => (await codesOn(two)).join() === 'sync.historyMissing');
  await awaitOnline(two);
  // What the beginning of the line has brought is over.
  await new Promise((done) => setTimeout(done, 2 * rest));

  await two.noteSteps();
  for (let count = 0; count < 5; count += 1) await one.patchParty(elsewhere, { phone: String(count) });
  await office.awaitOneMind(elsewhere, (await one.look(elsewhere)).ids);
  expect(await countPushes(two)).toBe(0);

  await two.noteSteps();
  const began = performance.now();
  const ofCase: StoredAction[] = [];
  for (let count = 0; count < 30; count += 1) {
    const patches = [{ kind: 'party', id: 'P2', fields: { phone: String(count) } }];
    const next = office.watcher.write(caseId, 'intake.recorded', { patches }, [
      ofCase.at(-1)?.id ?? ofBackup,
    ]);
    expect((await office.watcher.push([next])).value.results).toMatchObject([{ status: 'accepted' }]);
    ofCase.push(next);
    await new Promise((done) => setTimeout(done, 50));
  }
  known.push(...ofCase.map(({ id }) => id));
  await until('they are there', async () => (await two.look(caseId)).ids.length === known.length);
  const rounds = (performance.now() - began) / rest;
  const pushes = await countPushes(two);
  expect(pushes).toBeGreaterThan(0);
  expect(pushes).toBeLessThanOrEqual(rounds + 1);
  expect(await codesOn(two)).toEqual(['sync.historyMissing']);

  await one.ask('sync.compareNow');
  await until('it has gone', async () => (await codesOn(two)).length === 0, patience);
  await office.awaitOneMind(caseId, known);
  expect((await office.listAtServer(caseId)).sort()).toEqual([...known].sort());
});

it('what the server stumbled over goes when the line is back after it', async () => {
  const one = office.desk(0);
  const caseId = await openCase(one);
  await one.settle();
  await one.setLine({ isServerStumbling: true });
  await one.patchParty(caseId, { phone: '1' });
  await until('it waits', async () => (await codesOn(one)).join() === 'sync.serverFailed');
  await one.setLine({ isCut: true });
  await awaitOffline(one);
  await one.setLine({});
  await until('it has gone', async () => (await codesOn(one)).length === 0, patience);
  expect((await office.listAtServer(caseId)).sort()).toEqual([...(await one.look(caseId)).ids].sort());
});

it('what the server stumbled over goes with the next news of its case', async () => {
  const one = office.desk(0);
  const caseId = await openCase(one);
  await one.settle();
  await one.setLine({ isServerStumbling: true });
  const { actionId } = await one.patchParty(caseId, { phone: '1' });
  await until('it waits', async () => (await codesOn(one)).join() === 'sync.serverFailed');
  await one.setLine({});
  const before = (await one.look(caseId)).ids.find((id) => id !== actionId) ?? '';
  const patches = [{ kind: 'party', id: 'P2', fields: { phone: '2' } }];
  const news = office.watcher.write(caseId, 'intake.recorded', { patches }, [before]);
  expect((await office.watcher.push([news])).value.results).toMatchObject([{ status: 'accepted' }]);
  await until('it has gone', async () => (await codesOn(one)).length === 0, patience);
});

it('a file whose line broke goes on as soon as the line is back', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  await office.awaitOneMind(caseId, (await one.look(caseId)).ids);
  const before = await office.countBlobBytes();
  const scan = newScan(blobPieceSize * 2);
  await one.setLine({ uploadLimit: blobPieceSize });
  await addScan(one, caseId, scan);
  await until('its action and a piece are there', async () => {
    const isSent = (await office.listAtServer(caseId)).length === (await one.look(caseId)).ids.length;
    return isSent && (await office.countBlobBytes()) === before + blobPieceSize;
  });
  await one.setLine({ isCut: true });
  await awaitOffline(one);
  expect((await one.status()).waiting).toBe(1);
  await one.setLine({});
  await until('nothing waits', async () => (await one.status()).waiting === 0, patience);
  expect((await readScan(two, caseId)).equals(scan)).toBe(true);
});

it('each waits for something of its own', () => {
  const line = createLine('case-1');
  line.write({
    type: 'document.signedByCertificate',
    body: { documentId: 'd', pdfSha256: 'a'.repeat(64), scanSha256: null },
  });
  const [action] = line.stored;
  if (action === undefined) throw new Error('nothing written');
  const isFreed = (code: string, news: string) => isAwaited(new Set([news]), { code }, action);
  expect(isFreed('sync.historyMissing', 'case-1')).toBe(true);
  expect(isFreed('sync.historyMissing', 'case-2')).toBe(false);
  expect(isFreed('sync.fileMissing', 'a'.repeat(64))).toBe(true);
  expect(isFreed('sync.fileMissing', 'case-1')).toBe(false);
  expect(isFreed('sync.signerUnknown', 'directoryRead')).toBe(true);
  for (const code of ['sync.serverFailed', 'sync.answerMalformed', 'certificate.listUnreadable']) {
    expect(isFreed(code, 'case-1')).toBe(true);
    expect(isFreed(code, 'directoryRead')).toBe(true);
    expect(isFreed(code, 'case-2')).toBe(false);
  }
  expect(isFreed('sync.serverFailed', 'lineIsBack')).toBe(true);
  // Refused for good: only a person sends it again.
  expect(isFreed('sync.notAllowed', 'lineIsBack')).toBe(false);
});

it('news that come while something is being sent are not lost, and none of them brings two at once', async () => {
  const end = new AbortController();
  const told: string[][] = [];
  let under = 0;
  const again = createSendingAgain({
    send: async (news) => {
      under += 1;
      expect(under).toBe(1);
      told.push([...news]);
      if (told.length === 1) again.note(['b', 'c']);
      await new Promise((done) => setTimeout(done, 20));
      under -= 1;
      return true;
    },
    rest: 20,
    end: end.signal,
  });
  again.note(['a']);
  again.note(['a']);
  await until('all were told', async () => told.length === 2);
  await new Promise((done) => setTimeout(done, 100));
  expect(told).toEqual([['a'], ['b', 'c']]);
  end.abort();
});
