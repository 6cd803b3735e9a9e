import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobPieceSize } from '../../shared/contract/sync.ts';
import { until } from './desk-process.ts';
import { addScan, newScan, readScan } from './desk-scans.ts';
import { openCase } from './simulation.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** One bad thing at a time on the line between two whole desks and a real server. */
let office: StaffedOffice;
beforeAll(async () => {
  office = await startStaffedOffice([{}, {}]);
});
afterAll(() => office.end());

/** A case that both desks have, with the ids of its actions. */
async function shareCase(): Promise<{ caseId: string; ids: string[] }> {
  const [one, two] = [office.desk(0), office.desk(1)];
  const caseId = await openCase(one);
  const { ids } = await one.look(caseId);
  await until('the case is on the other desk', async () => {
    const look = await two.look(caseId).catch(() => null);
    return look?.ids.length === ids.length;
  });
  return { caseId, ids: [...ids] };
}
it('what the server tells while a push is under way is kept, and so is what is written meanwhile (RxDB #5571)', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  await one.setLine({ isPushHeld: true });
  ids.push(await idOf(one.patchParty(caseId, { phone: '1', job: '厨师' })));
  // It has arrived and is on the other desk; the desk that wrote it has not heard so.
  await until('the push arrived', async () => (await two.look(caseId)).ids.length === ids.length);
  ids.push(await idOf(two.patchParty(caseId, { email: 'x@example.com' })));
  ids.push(await idOf(two.patchParty(caseId, { phone: '2' })));
  // What is told now waits for the push's answer, and so does what is written beside it without knowing of it.
  expect((await one.status()).waiting).toBe(1);
  ids.push(await idOf(one.patchParty(caseId, { job: '面点师' })));
  await one.setLine({});
  await office.awaitOneMind(caseId, ids);
  const view = await two.view(caseId);
  expect(view.parties[0]).toMatchObject({ phone: '2', job: '面点师', email: 'x@example.com' });
  expect(view.conflicts).toEqual([]);
});

it('each request sent two to five times has one effect', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  const before = await office.countBlobBytes();
  for (const desk of [one, two]) await desk.setLine({ repeat: 1, delay: 10 });
  for (let count = 0; count < 6; count += 1) {
    ids.push(await idOf(one.act(caseId, 'minutes.entryWritten', minutes(`E${count}`, `话${count}`))));
    ids.push(await idOf(two.patchParty(caseId, { phone: String(count) }, 'P2')));
  }
  const scan = newScan(blobPieceSize + 1_000);
  ids.push(await addScan(one, caseId, scan));
  await office.awaitOneMind(caseId, ids);
  for (const desk of [one, two]) {
    await desk.setLine({});
    expect((await desk.status()).parked).toEqual([]);
  }
  expect((await office.listAtServer(caseId)).sort()).toEqual([...ids].sort());
  expect(await office.countBlobBytes()).toBe(before + scan.length);
  expect(await readScan(two, caseId)).toEqual(scan);
});

it('an action that no request can carry delays nobody, and is shown with its reason', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  const elsewhere = await shareCase();
  await one.setLine({ longest: 9_000 });
  const long = await idOf(one.act(caseId, 'minutes.entryWritten', minutes('long', '长'.repeat(12_000))));
  ids.push(long, await idOf(one.patchParty(caseId, { phone: '13800000000' })));
  elsewhere.ids.push(await idOf(one.patchParty(elsewhere.caseId, { phone: '2' })));
  await office.awaitOneMind(elsewhere.caseId, elsewhere.ids);
  await until('what was written after it is on the other desk', async () => {
    const { parties, meetings } = await two.view(caseId);
    return parties[0]?.phone === '13800000000' && meetings[0]?.entries.length === 0;
  });
  const status = await one.settle();
  expect(status.parked).toMatchObject([{ id: long, code: 'sync.requestTooLarge', mayResend: false }]);
  await one.setLine({});
  await one.ask('sync.settle', { id: long });
  // Out of force on both; the author's desk knows the reason, the other that its content never came.
  for (const desk of [one, two]) {
    const { refused } = await desk.view(caseId);
    expect(refused.map(({ authorship }) => authorship.actionId)).toEqual([long]);
  }
  expect((await office.listAtServer(caseId)).sort()).toEqual([...ids].sort());
});

it('a scan whose line is cut in the middle of a piece goes on where it stopped', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  const before = await office.countBlobBytes();
  const scan = newScan(blobPieceSize * 4 + 777);
  await one.setLine({ uploadLimit: blobPieceSize * 2.5 });
  ids.push(await addScan(one, caseId, scan));
  await until(
    'two pieces have arrived',
    async () => (await office.countBlobBytes()) >= before + blobPieceSize * 2,
  );
  await until('the desk knows that it is offline', async () => (await one.status()).state === 'offline');
  expect((await one.status()).waiting).toBe(1);
  await one.killAndReopen();
  await office.awaitOneMind(caseId, ids);
  // No byte of the two whole pieces went twice.
  expect(await office.countBlobBytes()).toBe(before + scan.length);
  expect(await readScan(two, caseId)).toEqual(scan);
});

it('what somebody writes while the desk is compared with the server goes in its order, and nobody is needed', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  await one.setLine({ held: ['/v1/actions', '/v1/digests'] });
  ids.push(await idOf(two.patchParty(caseId, { email: 'x@example.com' })));
  await two.settle();
  ids.push(await idOf(one.patchParty(caseId, { job: '厨师' })));
  const compared = one.ask('sync.compareNow');
  for (const phone of ['1', '2', '3', '4']) ids.push(await idOf(one.patchParty(caseId, { phone })));
  await one.setLine({ held: ['/v1/actions'] });
  await one.setLine({});
  await compared;
  await office.awaitOneMind(caseId, ids);
  expect((await one.status()).parked).toEqual([]);
});

it('what the server stumbles over is set aside with its reason, delays nobody, and goes when somebody sends it again', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  const elsewhere = await shareCase();
  // Once its first round is over, whose last step is the comparison of a new day, its next look by itself is far off.
  const { comparedAt } = await one.status();
  await one.restart({ pauses: { polling: 600_000, retry: 200 }, clockError: 25 * 3_600_000 });
  await until('its first round is over', async () => (await one.status()).comparedAt !== comparedAt);
  await one.setLine({ isServerStumbling: true });
  const parked = await idOf(one.patchParty(caseId, { phone: '1' }));
  await until('it is set aside', async () => (await one.status()).parked.length === 1);
  const itself = { id: parked, code: 'sync.serverFailed', mayResend: true, type: 'intake.recorded' };
  expect(await one.status()).toMatchObject({ state: 'waiting', waiting: 1, needs: [], parked: [itself] });
  // It has not reached the centre, so nobody can have dealt with it.
  await one.ask('sync.settle', { id: parked });
  expect((await one.status()).parked).toMatchObject([itself]);
  await one.setLine({});
  elsewhere.ids.push(await idOf(one.patchParty(elsewhere.caseId, { phone: '2' })));
  await until('what was written later has passed it', async () =>
    (await office.listAtServer(elsewhere.caseId)).includes(elsewhere.ids.at(-1) ?? ''),
  );
  expect(await office.listAtServer(caseId)).not.toContain(parked);

  expect(await one.ask('sync.resend', { id: parked })).toMatchObject({ state: 'allSent', parked: [] });
  await office.awaitOneMind(caseId, [...ids, parked]);
  expect((await two.view(caseId)).parties[0]?.phone).toBe('1');
  expect((await office.listAtServer(caseId)).filter((id) => id === parked)).toHaveLength(1);
});

it('what has waited at the server for over an hour asks for somebody', async () => {
  const one = office.desk(0);
  const { caseId } = await shareCase();
  await one.setLine({ isServerStumbling: true });
  await one.patchParty(caseId, { phone: '1' });
  await until('it waits', async () => (await one.status()).parked.length === 1);
  expect((await one.status()).needs).toEqual([]);
  await one.restart({ clockError: 26 * 3_600_000 + 60_000, isLineCut: true });
  expect(await one.status()).toMatchObject({ waiting: 0, needs: ['parked'] });
  expect((await one.status()).lastContactAt).not.toBeNull();
  await one.restart({ isLineCut: false });
  await until('it has gone', async () => (await one.status()).parked.length === 0);
});

const minutes = (id: string, text: string) => ({
  patches: [{ kind: 'minutesEntry', id, fields: { meetingId: 'M1', order: 1, kind: 'statement', text } }],
});

async function idOf(written: Promise<{ actionId: string }>): Promise<string> {
  return (await written).actionId;
}

it('where the live stream does not come through, news are looked for also while a scan takes its time', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const { caseId, ids } = await shareCase();
  const scan = newScan(2_000);
  const name = createHash('sha256').update(scan).digest('hex');
  await two.setLine({ isCut: true });
  await addScan(two, caseId, scan);
  await two.setLine({ held: ['/v1/live', `/v1/blobs/${name}`] });
  await until('the record of it is there', async () => (await one.look(caseId)).ids.length > ids.length);
  for (const phone of ['1', '2']) {
    const { actionId } = await one.patchParty(caseId, { phone });
    await until('it comes', async () => (await two.look(caseId)).ids.includes(actionId), 20_000);
    expect((await two.status()).waiting).toBe(1);
  }
  await two.setLine({});
  await two.settle();
});
