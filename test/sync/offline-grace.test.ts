import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, pin, startDeskProcess, until } from './desk-process.ts';

/** 离线使用期限 (CRITERIA G3) at real desks against a real server, with clocks that are set forward and back. */
const day = 24 * 3600 * 1000;
let server: RunningServer;
let officeId = '';
let desk: DeskProcess;
let recoveryKey = '';
beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
  desk = await startDeskProcess();
  recoveryKey = await desk.setUp('A');
  await desk.enrol(server, officeId, ['mediator', 'administrator']);
});
afterAll(async () => {
  await desk.end();
  await server.end();
});

const grace = async () => (await desk.status()).grace;
const seeCases = (from = desk) => from.ask<{ rows: unknown[] }>('cases.list', listed);
const listed = {
  search: '',
  stage: null,
  isClosed: null,
  mediatorId: null,
  order: 'newest',
  offset: 0,
  limit: 50,
};
describe('a desk that stays without contact', () => {
  it('knows no limit before a 管理员 sets one, and learns of it with the directory', async () => {
    expect(await grace()).toBeNull();
    await desk.ask('administration.setGrace', { officeId, days: 7 });
    expect(await desk.ask('administration.overview')).toMatchObject({ graceDays: 7 });
    await until('the desk has heard of it', async () => (await grace())?.days === 7);
    expect(await grace()).toEqual({ days: 7, daysLeft: 7, isSoon: false, isOver: false });
  });

  it('says so days before, is not fooled by a clock that is set back, and then shows no case', async () => {
    const caseId = await desk.createCase();
    await desk.settle();
    await desk.restart({ isLineCut: true, clockError: 4 * day });
    expect(await grace()).toMatchObject({ daysLeft: 3, isSoon: true, isOver: false });
    await desk.patchParty(caseId, { phone: '13800000000' });

    await desk.restart({ clockError: -365 * day });
    expect(await grace()).toMatchObject({ daysLeft: 3, isSoon: true });
    await seeCases();
    await desk.restart({ clockError: -365 * day + 4 * day });
    expect(await grace()).toMatchObject({ daysLeft: 0, isOver: true });
    await expect(seeCases()).rejects.toThrow('session.offlineTooLong');
    await expect(desk.view(caseId)).rejects.toThrow('session.offlineTooLong');
    await expect(desk.patchParty(caseId, { phone: '1' })).rejects.toThrow('session.offlineTooLong');
    expect(await desk.status()).toMatchObject({ state: 'needsYou', needs: ['signIn'], waiting: 1 });

    // With a line the unsent goes by the keys; to see case files somebody has to sign in.
    await desk.setLine({});
    await until('the unsent is sent', async () => (await desk.status()).waiting === 0);
    await expect(desk.view(caseId)).rejects.toThrow('session.offlineTooLong');
    await desk.signIn();
    expect((await desk.view(caseId)).parties[0]?.phone).toBe('13800000000');
    expect(await grace()).toMatchObject({ daysLeft: 7, isOver: false });
  });

  it('is opened by the office head’s key where no server can be reached', async () => {
    await desk.restart({ isLineCut: true, clockError: 30 * day });
    await expect(seeCases()).rejects.toThrow('session.offlineTooLong');
    const { people } = await desk.ask<{ people: { id: string }[] }>('session.status');
    await desk.ask('session.lock');
    await desk.ask('session.recover', { recoveryKey, personId: people[0]?.id, newPin: pin });
    expect((await seeCases()).rows).toHaveLength(1);
    expect(await grace()).toMatchObject({ daysLeft: 7, isOver: false });
  });

  it('is not shut when it never knew a server, whatever the clock says', async () => {
    const alone = await startDeskProcess();
    await alone.setUp('B');
    await alone.createCase();
    await alone.restart({ clockError: 3_650 * day });
    expect((await alone.status()).grace).toBeNull();
    expect((await seeCases(alone)).rows).toHaveLength(1);
    await alone.end();
  });
});
