import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import type { DeskEvent } from '../../shared/contract/desk-api.ts';
import { demoMediator, demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { databaseFile, databaseFiles } from '../../src-main/store/data-files.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const pin = '246813';
const pageSize = 4096;
const file = readCase('01-restaurant-wage-arrears');
let folder: string;
let open: Desk[] = [];
const openHere = async (at = folder, parts: Parameters<typeof openPlainDesk>[1] = {}) => {
  const desk = await openPlainDesk(at, parts);
  open.push(desk);
  return desk;
};
const closeAll = async () => {
  for (const desk of open) await desk.close();
  open = [];
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damage-'));
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true, force: true });
});

const createCase = async ({ handlers }: Desk) => {
  const { caseId, caseNumber } = await handlers.cases.create({
    openedOn: '2026-04-13',
    externalNumber: null,
  });
  for (const patch of ordersOfCase(file).intake) {
    await handlers.cases.act({
      caseId,
      order: { type: 'intake.recorded', body: { patches: [patch] } } as never,
    });
  }
  return { caseId, caseNumber };
};
const setUp = async () => {
  const desk = await openHere();
  await desk.handlers.session.setUp({ office: demoOffice, deskLetter: 'A', person: demoMediator, pin });
  const personId = (await desk.handlers.session.status({})).people[0]?.id ?? '';
  return { ...desk, personId };
};

describe('a damaged store', () => {
  it('is found by the check of the day, and the newest good copy is put in its place with the PIN', async () => {
    const desk = await setUp();
    const made = [];
    for (let count = 0; count < 6; count += 1) made.push(await createCase(desk));
    await desk.handlers.desk.backUpNow({});
    await closeAll();

    const whole = readFileSync(join(folder, databaseFile));
    const pages = Math.floor(whole.length / pageSize);
    let isFound = false;
    // The first pages are met at once; one is looked for that only the check meets.
    for (let page = 10; page < pages && !isFound; page += 7) {
      const trial = mkdtempSync(join(tmpdir(), 'damage-trial-'));
      cpSync(folder, trial, { recursive: true });
      const bytes = Buffer.from(whole);
      randomBytes(pageSize).copy(bytes, page * pageSize);
      for (const name of databaseFiles) rmSync(join(trial, name), { force: true });
      writeFileSync(join(trial, databaseFile), bytes);
      let blocked: () => void = () => {};
      const isBlocked = new Promise<void>((done) => {
        blocked = done;
      });
      const damaged = await openHere(trial, {
        // The morning after: a slow machine may have made the check of the set-up's own day already.
        now: () => Date.now() + 86_400_000,
        publish: (event: DeskEvent) => event === 'session.changed' && blocked(),
      });
      const { session, cases } = damaged.handlers;
      isFound = await session.unlock({ personId: desk.personId, pin }).then(
        () => true,
        () => false,
      );
      if (isFound) {
        await isBlocked;
        expect(await session.status({})).toMatchObject({ state: 'blocked', blockedBy: 'store.damaged' });
        await expect(cases.open({ caseId: made[0]?.caseId ?? '' })).rejects.toMatchObject({
          code: 'store.damaged',
        });
        const size = statSync(join(trial, databaseFile)).size;
        await session.restoreBackup({});
        expect(await session.status({})).toMatchObject({ state: 'locked', blockedBy: null });
        await session.unlock({ personId: desk.personId, pin });
        for (const { caseId } of made) expect((await cases.open({ caseId })).faults).toEqual([]);
        // What was damaged is kept aside, whole as it was.
        const aside = readdirSync(trial).find((name) => name.startsWith('damaged-')) ?? '';
        expect(statSync(join(trial, aside, databaseFile)).size).toBe(size);
      }
      await damaged.close();
      rmSync(trial, { recursive: true, force: true });
    }
    expect(isFound).toBe(true);
  });

  it('gives out no case number twice after a copy was put back', async () => {
    const desk = await setUp();
    await createCase(desk);
    await desk.handlers.desk.backUpNow({});
    const second = await createCase(desk);
    expect(second.caseNumber).toMatch(/A002号$/);
    await closeAll();
    writeFileSync(join(folder, databaseFile), randomBytes(3 * pageSize));
    const { session, cases } = (await openHere()).handlers;
    await expect(session.unlock({ personId: desk.personId, pin })).rejects.toMatchObject({
      code: 'store.damaged',
    });
    await session.restoreBackup({});
    await session.unlock({ personId: desk.personId, pin });
    const next = await cases.create({ openedOn: '2026-04-14', externalNumber: null });
    expect(next.caseNumber).toMatch(/A003号$/);
  });

  it.runIf(process.getuid?.() === 0)(
    'waits for room on a full disk, instead of taking an older copy for which there is some',
    async () => {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
      try {
        const desk = await setUp();
        await desk.handlers.desk.backUpNow({});
        const made = [];
        for (let count = 0; count < 40; count += 1) made.push(await createCase(desk));
        await desk.handlers.desk.backUpNow({});
        await closeAll();
        const copies = join(folder, 'backups');
        const [older = 0, newest = 0] = readdirSync(copies)
          .sort()
          .map((name) => statSync(join(copies, name)).size);
        expect(newest).toBeGreaterThan(2 * older + 100_000);
        writeFileSync(join(folder, databaseFile), randomBytes(3 * pageSize));
        const { session, cases } = (await openHere()).handlers;
        await expect(session.unlock({ personId: desk.personId, pin })).rejects.toMatchObject({
          code: 'store.damaged',
        });
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(join(folder, 'filler'), Buffer.alloc(bavail * bsize - newest - pageSize));
        await expect(session.restoreBackup({})).rejects.toMatchObject({ code: 'store.diskFull' });
        rmSync(join(folder, 'filler'));
        await session.restoreBackup({});
        await session.unlock({ personId: desk.personId, pin });
        for (const { caseId } of made) expect((await cases.open({ caseId })).faults).toEqual([]);
        await closeAll();
      } finally {
        execFileSync('umount', ['-l', folder]);
      }
    },
  );

  it('cannot be restored before the PIN was right', async () => {
    const desk = await setUp();
    await desk.handlers.desk.backUpNow({});
    await closeAll();
    const { session } = (await openHere()).handlers;
    await expect(session.restoreBackup({})).rejects.toMatchObject({ code: 'session.locked' });
  });
});

describe('a set-up behind which the store does not open', () => {
  it('shows the recovery key all the same, as it is never shown again, and then says what is wrong', async () => {
    mkdirSync(join(folder, databaseFile)); // nothing can be made there
    const { session } = (await openHere()).handlers;
    const order = { office: demoOffice, deskLetter: 'A', person: demoMediator, pin };
    const { recoveryKey } = await session.setUp(order);
    const { state, people } = await session.status({});
    expect(state).toBe('blocked');
    rmSync(join(folder, databaseFile), { recursive: true });
    const newPin = '864209';
    const recovered = await session.recover({ recoveryKey, personId: people[0]?.id ?? '', newPin });
    expect(recovered.state).toBe('unlocked');
    await expect(session.setUp(order)).rejects.toMatchObject({ code: 'session.alreadySetUp' });
  });
});
