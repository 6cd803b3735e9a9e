import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoMediator, demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const pin = '246813';
const setUpOrder = { office: demoOffice, deskLetter: 'A', person: demoMediator, pin };
let folder: string;
let desk: Desk;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'in-turn-'));
  desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const findPerson = async () => (await desk.handlers.session.status({})).people[0]?.id ?? '';
/** What the screen shows, and whether the cases answer behind it. */
const lookAtDesk = async () => {
  const { session, cases } = desk.handlers;
  const { state, blockedBy } = await session.status({});
  const answers = await cases.today({}).then(
    () => true,
    () => false,
  );
  return { state, blockedBy, answers };
};
const shutDesk = { state: 'locked', blockedBy: null, answers: false };
const openedDesk = { state: 'unlocked', blockedBy: null, answers: true };

describe('unlocking and locking at once', () => {
  it('whenever somebody locks during an unlocking, nothing answers behind the locked screen', async () => {
    const { session } = desk.handlers;
    await session.setUp(setUpOrder);
    const personId = await findPerson();
    await session.lock({});
    for (const pause of [0, 5, 20, 60, 120]) {
      const unlocked = session.unlock({ personId, pin }).catch(() => {});
      await new Promise((done) => setTimeout(done, pause));
      await session.lock({});
      await unlocked;
      expect(await lookAtDesk(), `locked after ${pause} ms`).toEqual(shutDesk);
    }
  });

  it('a second unlocking and a second locking undo nothing of the first', async () => {
    const { session } = desk.handlers;
    await session.setUp(setUpOrder);
    const personId = await findPerson();
    await session.lock({});
    await Promise.all([session.unlock({ personId, pin }), session.unlock({ personId, pin })]);
    expect(await lookAtDesk()).toEqual(openedDesk);
    void session.lock({});
    await session.lock({});
    await session.unlock({ personId, pin });
    expect(await lookAtDesk()).toEqual(openedDesk);
  });

  it('a desk that is locked while it is set up opens with its PIN afterwards', async () => {
    const { session } = desk.handlers;
    const isSetUp = session.setUp(setUpOrder).catch(() => {});
    await expect.poll(async () => (await session.status({})).state, { interval: 0 }).not.toBe('needsSetUp');
    await session.lock({});
    await isSetUp;
    await session.unlock({ personId: await findPerson(), pin });
    expect(await lookAtDesk()).toEqual(openedDesk);
  });
});
