import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { subdistrict } from '../server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';
import { addScan, newScan, readScan } from './desk-scans.ts';
import { openCase } from './simulation.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** CRITERIA B9: copies of a desk, and of the server, that are older than what others have received since. */
let office: StaffedOffice;
const copies = mkdtempSync(join(tmpdir(), 'old-copies-'));
beforeAll(async () => {
  office = await startStaffedOffice([{}, {}]);
});
afterAll(async () => {
  await office.end();
  rmSync(copies, { recursive: true, force: true });
});

it('a desk restored from an old backup gets back what it had sent, loses nothing and uses no number twice', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const known = [...(await one.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
  await one.close();
  cpSync(one.folder, join(copies, 'desk'), { recursive: true });
  await one.reopen();

  known.push((await one.patchParty(caseId, { phone: '1' })).actionId);
  const later = await openCase(one);
  const laterKnown = [...(await one.look(later)).ids];
  await office.awaitOneMind(later, laterKnown);
  known.push((await two.patchParty(caseId, { job: '厨师' })).actionId);
  await office.awaitOneMind(caseId, known);
  await one.close();
  rmSync(one.folder, { recursive: true });
  cpSync(join(copies, 'desk'), one.folder, { recursive: true });
  await one.reopen();

  // Work goes on at once, before anything has come back.
  known.push((await one.patchParty(caseId, { email: 'x@example.com' })).actionId);
  await office.awaitOneMind(caseId, known);
  await office.awaitOneMind(later, laterKnown);
  const next = await openCase(one);
  const nextKnown = [...(await one.look(next)).ids];
  await office.awaitOneMind(next, nextKnown);
  for (const [id, ids] of [
    [caseId, known],
    [later, laterKnown],
    [next, nextKnown],
  ] as const) {
    expect((await office.listAtServer(id)).sort()).toEqual([...ids].sort());
  }
  const { rows } = await two.ask<{ rows: { caseNumber: string }[] }>('cases.list', {});
  expect(new Set(rows.map(({ caseNumber }) => caseNumber)).size).toBe(3);
});

it('a server restored from an old backup gets again what desks had sent since, once', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const known = [...(await one.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
  await office.copyServer(join(copies, 'server'));
  known.push((await one.patchParty(caseId, { phone: '1' })).actionId);
  await office.awaitOneMind(caseId, known);
  known.push((await two.patchParty(caseId, { job: '厨师' })).actionId);
  await office.awaitOneMind(caseId, known);
  await office.restoreServer(join(copies, 'server'));
  expect(await office.listAtServer(caseId)).toHaveLength(known.length - 2);

  // A case that is new to the restored server lies under a number that the other desk has read long ago.
  const next = await openCase(two);
  const nextKnown = [...(await two.look(next)).ids];
  for (const desk of [one, two]) {
    await until('the line is back', async () => (await desk.status()).state !== 'offline');
  }
  await office.awaitOneMind(next, nextKnown);
  // Each desk compares by itself; what rests on the other's work is sent again when that is there.
  await until(
    'the server has all of it',
    async () => (await office.listAtServer(caseId)).length === known.length,
  );
  known.push((await two.patchParty(caseId, { email: 'x@example.com' })).actionId);
  await office.awaitOneMind(caseId, known);
  expect((await office.listAtServer(caseId)).sort()).toEqual([...known].sort());
});

it('a server restored from a backup older than a desk takes it back by a new code, and gets its work by itself', async () => {
  await office.copyServer(join(copies, 'before-the-desk'));
  const desk = await startDeskProcess({ seed: 9, pauses: { polling: 1_000, retry: 200 } });
  await desk.setUp('N');
  await desk.enrol(office.server(), office.officeId);
  const caseId = await openCase(desk);
  const { ids } = await desk.look(caseId);
  await until('it is sent', async () => (await office.listAtServer(caseId)).length === ids.length);
  expect((await office.listAtServer(caseId)).sort()).toEqual([...ids].sort());
  await office.restoreServer(join(copies, 'before-the-desk'));
  await until('somebody is told', async () => (await desk.status()).needs.includes('enrolAgain'));
  // The centre answers, so nothing is said of the network.
  await until('the line is back', async () => (await desk.status()).trouble === null);
  for (let count = 0; count < 20; count += 1) {
    expect((await desk.status()).trouble).toBe(null);
    await new Promise((done) => setTimeout(done, 200));
  }
  const unsent = (await desk.patchParty(caseId, { phone: '1' })).actionId;

  const { administration } = office.server();
  const elsewhere = await administration.addOffice({ ...subdistrict, name: '乙街道' });
  const enrol = async (officeId: string) => {
    const { code } = await administration.makeEnrolmentCode(officeId);
    return desk.ask('sync.enrol', { address: office.server().address, code });
  };
  await expect(enrol(elsewhere)).rejects.toThrow('sync.codeWrong');
  await enrol(office.officeId);
  await expect(enrol(office.officeId)).rejects.toThrow('sync.deskKnown');
  await until('a sign-in is asked for', async () => (await desk.status()).needs.join() === 'signIn');
  await desk.addAccount(office.server(), office.officeId);
  await desk.signIn();
  await until('all of it is there', async () => {
    const there = await office.listAtServer(caseId);
    return [...there].sort().join() === [...ids, unsent].sort().join();
  });
  // The server has it before its answer is here.
  await until('the desk knows it', async () => (await desk.status()).state === 'allSent');
  expect((await desk.status()).needs).toEqual([]);
  await desk.end();
});

const findScan = (desk: DeskProcess, caseId: string) => readScan(desk, caseId).catch(() => null);

it.each([
  ['has lost', 'folder'],
  ['has lost, and does not know any more', 'both'],
] as const)('scans that the server %s are sent again by the desk that has them', async (_name, lost) => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const scan = newScan(2_000);
  const before = await office.countBlobBytes();
  await addScan(one, caseId, scan);
  const known = [...(await one.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
  await until('the scan is there', async () => (await office.countBlobBytes()) === before + scan.length);
  expect(await office.loseScans(lost)).toBeGreaterThan(0);
  await until('the line is back', async () => (await one.status()).state !== 'offline');
  await one.ask('sync.compareNow');
  await until('the scan is there again', async () => (await findScan(two, caseId))?.equals(scan) ?? false);
});

it('scans that only the database does not know any more are found in their folder', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const scan = newScan(2_000);
  await addScan(one, caseId, scan);
  await office.awaitOneMind(caseId, [...(await one.look(caseId)).ids]);
  await until('the scan is sent', async () => (await one.status()).state === 'allSent');
  expect(await office.loseScans('database')).toBe(0);
  await until('the line is back', async () => (await two.status()).state !== 'offline');
  await until('it is read', async () => (await findScan(two, caseId))?.equals(scan) ?? false);
  expect(await office.countBlobBytes()).toBe(0);
});

it('a scan that is damaged at a desk comes anew from the centre, and lies there whole again', async () => {
  const [one] = [office.desk(0)];
  const caseId = await openCase(one);
  const scan = newScan(2_000);
  await addScan(one, caseId, scan);
  await until('the scan is sent', async () => (await one.status()).state === 'allSent');
  const name = createHash('sha256').update(scan).digest('hex');
  const path = join(one.folder, 'blobs', name.slice(0, 2), name);
  writeFileSync(path, 'damaged');
  expect((await readScan(one, caseId)).equals(scan)).toBe(true);
  await one.setLine({ isCut: true });
  expect((await readScan(one, caseId)).equals(scan)).toBe(true);
  writeFileSync(path, 'damaged');
  await expect(readScan(one, caseId)).rejects.toThrow('store.damaged');
  await one.setLine({});
});
