import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import { until } from './desk-process.ts';
import { openCase } from './simulation.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/**
 * CRITERIA B4: a desk is killed between each pair of steps of one round: before and after each request and each write
 * of its store. In a test run some of them, spread over the round; every one of them at night.
 */
const killsPerRun = 10;
let office: StaffedOffice;
let caseId = '';
let known: string[] = [];
const scans: string[] = [];

beforeAll(async () => {
  office = await startStaffedOffice([{ pauses: { polling: 700, retry: 100 } }, {}]);
  caseId = await openCase(office.desk(0));
  known = [...(await office.desk(0).look(caseId)).ids];
  await office.awaitOneMind(caseId, known);
});
afterAll(() => office.end());

/** Both desks have work that the other lacks: a round of the first one sends and receives actions and a scan. */
async function prepareRound(): Promise<void> {
  const [one, two] = [office.desk(0), office.desk(1)];
  await one.setLine({ isCut: true });
  const write = async (desk: typeof one, fields: Record<string, string>) => {
    known.push((await desk.patchParty(caseId, fields)).actionId);
  };
  await write(two, { phone: String(known.length) });
  await two.settle();
  await write(one, { job: String(known.length) });
  const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000)]);
  scans.push(createHash('sha256').update(file).digest('hex'));
  const bytes = file.toString('base64');
  const scan = { subjectKind: 'case', subjectId: caseId, note: '', originalBytes: null, bytes };
  const { opened } = await one.ask<{ opened: OpenedCase }>('scans.add', { caseId, ...scan });
  const added = opened.view.timeline
    .filter(({ type }) => type === 'scan.recorded')
    .map((entry) => entry.actionId);
  known = [...new Set([...known, ...added])];
}

it('a desk killed between two steps of a round has no gap and nothing twice', async () => {
  const one = office.desk(0);
  await prepareRound();
  await one.noteSteps();
  await one.setLine({});
  await office.awaitOneMind(caseId, known);
  const steps = (await one.listSteps()).length;
  expect(steps).toBeGreaterThan(10);

  const stride = process.env.NIGHTLY ? 1 : Math.ceil(steps / killsPerRun);
  let kills = 0;
  for (let step = 1; step <= steps; step += stride) {
    // Somebody is at each desk: by night the whole lasts longer than the automatic lock waits.
    for (const desk of [one, office.desk(1)]) await desk.ask('session.touch');
    await prepareRound();
    await one.endAtStep(step);
    await one.setLine({}).catch(() => {});
    let isKilled = false;
    void one.awaitEnd().then(() => {
      isKilled = true;
    });
    // Rounds are not all alike: one that has fewer steps ends by itself.
    await until(
      'it is killed, or the round is over',
      async () => isKilled || office.isOneMind(caseId, known),
      60_000,
    );
    // Whoever no longer answers was killed, be it at this very moment.
    const isAlive = await one.listSteps().then(
      () => true,
      () => false,
    );
    if (!isAlive) {
      kills += 1;
      await one.reopen();
    }
    await office.awaitOneMind(caseId, known).catch((error: unknown) => {
      throw new Error(`killed at step ${step} of ${steps}: ${String(error)}`);
    });
    const atServer = await office.listAtServer(caseId);
    expect([step, [...atServer].sort()]).toEqual([step, [...known].sort()]);
    // Nothing waits any more: so the file is there, too.
    expect([step, await office.hasFile(scans.at(-1) ?? '')]).toEqual([step, true]);
    expect((await one.ask<{ comparedAt: string | null }>('sync.compareNow')).comparedAt).not.toBeNull();
    expect((await one.status()).repaired).toBe(0);
  }
  expect(kills).toBeGreaterThan(0);
}, 900_000);
