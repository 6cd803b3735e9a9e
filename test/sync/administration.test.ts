import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdministrationOverview, CodeMade } from '../../shared/contract/administration.ts';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, startDeskProcess, until } from './desk-process.ts';

/** A 管理员 at a real desk against a real server: what the page orders takes effect there, and only for a 管理员. */
let server: RunningServer;
let officeId = '';
let desk: DeskProcess;
beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
  desk = await startDeskProcess();
  await desk.setUp('A');
  await desk.enrol(server, officeId, ['mediator', 'administrator']);
});
afterAll(async () => {
  await desk.end();
  await server.end();
});

const password = 'correct horse battery';
const overview = () => desk.ask<AdministrationOverview>('administration.overview');
const find = async (account: string) => (await overview()).people.find((one) => one.account === account);

describe('the administration of an office at a desk', () => {
  it('shows people with their roles and desks with who has signed in there', async () => {
    const { people, desks, offices, mayAddOffices } = await overview();
    expect(people.map(({ roles, isRevoked }) => ({ roles, isRevoked }))).toEqual([
      { roles: ['mediator', 'administrator'], isRevoked: false },
    ]);
    expect(desks).toMatchObject([{ letter: 'A', isRevoked: false, personIds: [people[0]?.id] }]);
    expect(offices.map(({ id }) => id)).toEqual([officeId]);
    expect(mayAddOffices).toBe(false);
  });

  it('adds a person, whose desk is enrolled with the code read out, and takes the rights again', async () => {
    const order = { officeId, name: '调解员B', account: 'new', password, roles: ['mediator'] };
    const { personId } = await desk.ask<{ personId: string }>('administration.addPerson', order);
    await expect(desk.ask('administration.addPerson', order)).rejects.toThrow('sync.accountTaken');
    await desk.ask('administration.changeRoles', { officeId, personId, roles: ['mediator', 'archivist'] });
    await desk.ask('administration.givePassword', { officeId, personId, password: 'another long one' });
    const { code } = await desk.ask<CodeMade>('administration.makeCode', { officeId });
    const other = await startDeskProcess();
    await other.setUp('B');
    await other.ask('sync.enrol', { address: server.address, code });
    await expect(other.ask('sync.signIn', { account: 'new', password })).rejects.toThrow(
      'sync.passwordWrong',
    );
    await other.ask('sync.signIn', { account: 'new', password: 'another long one' });
    expect((await other.status()).roles).toEqual(['mediator', 'archivist']);
    await expect(other.ask('administration.overview')).rejects.toThrow('session.notAllowed');

    await desk.ask('administration.revoke', { officeId, personId });
    expect((await find('new'))?.isRevoked).toBe(true);
    const isLocked = async () => (await other.ask<{ state: string }>('session.status')).state === 'locked';
    await until('the other desk is locked', isLocked);
    await other.end();
  });

  it('refuses what an administrator must not do, and does nothing of it', async () => {
    const [own] = (await overview()).people;
    const personId = own?.id ?? '';
    await expect(desk.ask('administration.revoke', { officeId, personId })).rejects.toThrow(
      'sync.notYourself',
    );
    await expect(
      desk.ask('administration.changeRoles', { officeId, personId, roles: ['mediator'] }),
    ).rejects.toThrow('sync.notYourself');
    const elsewhere = await server.administration.addOffice({
      name: '乙街道',
      kind: 'subdistrict',
      district: '海淀区',
    });
    await expect(desk.ask('administration.overview', { officeId: elsewhere })).rejects.toThrow(
      'sync.notYourOffice',
    );
    await expect(
      desk.ask('administration.addOffice', { name: '丙街道', kind: 'subdistrict', district: '朝阳区' }),
    ).rejects.toThrow('sync.notYourOffice');
    expect((await overview()).people.find(({ id }) => id === personId)).toEqual(own);
  });

  it('says without a line that nothing was answered', async () => {
    await desk.setLine({ isCut: true });
    await expect(overview()).rejects.toThrow('administration.offline');
    await desk.setLine({});
    expect((await overview()).people.length).toBeGreaterThan(0);
  });
});
