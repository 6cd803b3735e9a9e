import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { demoOffice } from '../../src-main/demo-office.ts';
import { type RunningServer, startServer, subdistrict } from '../server/parties.ts';
import { type DeskProcess, pin, startDeskProcess, until } from './desk-process.ts';

/** Stolen PC, dismissed person (CRITERIA B10, G4): whole desks in processes of their own against a real server. */
let server: RunningServer;
let officeId = '';
beforeAll(async () => {
  server = await startServer();
  officeId = await server.administration.addOffice(subdistrict);
});
afterAll(() => server.end());

const person = (name: string) => ({ name, certificateNumber: 'c', validFrom: null, validTo: null });
type Status = { state: string; person: { id: string } | null; people: { id: string }[] };
const sessionOf = (desk: DeskProcess) => desk.ask<Status>('session.status');
const isLocked = async (desk: DeskProcess) => (await sessionOf(desk)).state === 'locked';

async function setUp(desk: DeskProcess, letter: string) {
  const { recoveryKey } = await desk.ask<{ recoveryKey: string }>('session.setUp', {
    office: demoOffice,
    deskLetter: letter,
    person: person(`调解员${letter}`),
    pin,
  });
  return { recoveryKey, personId: (await sessionOf(desk)).person?.id ?? '' };
}

/** An account at the server, and how the desk signs in with it. */
async function addAccount(desk: DeskProcess, name: string, account: string) {
  const password = 'correct horse battery';
  const accountId = await server.administration.addPerson(officeId, {
    name,
    account,
    password,
    roles: ['mediator', 'officeHead'],
  });
  const signIn = () => desk.ask('sync.signIn', { account, password });
  return { accountId, signIn };
}

/** As a thief who can write files would: the mark is taken off, the wraps are what they are. */
function unmark(folder: string): void {
  const path = join(folder, 'vault.json');
  const vault = JSON.parse(readFileSync(path, 'utf8')) as { people: { isRevoked?: boolean }[] };
  for (const one of vault.people) delete one.isRevoked;
  writeFileSync(path, JSON.stringify(vault));
}

describe('a desk whose person has lost the rights', () => {
  it('gets nothing more, forgets the key at the next contact, and keeps what was not sent for the office head', async () => {
    const desk = await startDeskProcess();
    const { recoveryKey, personId } = await setUp(desk, 'A');
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    // The answer to the enrolment is lost on its way; the same code is typed once more.
    await desk.setLine({ loseAnswer: 1 });
    await expect(desk.ask('sync.enrol', { address: server.address, code })).rejects.toThrow('sync.offline');
    await desk.setLine({});
    await desk.ask('sync.enrol', { address: server.address, code });
    const { accountId, signIn } = await addAccount(desk, '调解员A', 'dismissed');
    await signIn();
    const caseId = await desk.createCase();
    await desk.settle();
    await desk.setLine({ isCut: true });
    await desk.patchParty(caseId, { phone: '13800000000' });
    await server.administration.revokePerson(officeId, accountId);
    await desk.setLine({});
    await until('the desk is locked', () => isLocked(desk));

    const { people } = await desk.ask<SessionStatus>('session.status');
    expect(people.map(({ isRevoked }) => isRevoked)).toEqual([true]);
    await expect(desk.ask('session.unlock', { personId, pin })).rejects.toThrow('session.revoked');
    unmark(desk.folder);
    await expect(desk.ask('session.unlock', { personId, pin })).rejects.toThrow('session.wrongPin');
    await expect(
      desk.ask('session.recover', {
        recoveryKey: recoveryKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        personId,
        newPin: '975310',
      }),
    ).rejects.toThrow(/session\.recoveryKey/);
    await desk.end();
  });

  it('is opened by the office head’s key for reading, and the head takes the unsent work over', async () => {
    const desk = await startDeskProcess();
    const { recoveryKey, personId } = await setUp(desk, 'B');
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    await desk.ask('sync.enrol', { address: server.address, code });
    const { accountId, signIn } = await addAccount(desk, '调解员B', 'left');
    const head = await addAccount(desk, '负责人', 'head');
    await signIn();
    const caseId = await desk.createCase();
    await desk.settle();
    await desk.setLine({ isCut: true });
    await desk.patchParty(caseId, { phone: '13800000000' });
    await server.administration.revokePerson(officeId, accountId);
    await desk.setLine({});
    await until('the desk is locked', () => isLocked(desk));

    await desk.ask('session.recover', { recoveryKey, personId, newPin: '975310' });
    expect((await desk.view(caseId)).parties[0]?.phone).toBe('13800000000');
    expect(await desk.ask<SyncStatus>('sync.status')).toMatchObject({
      state: 'needsYou',
      needs: ['revoked'],
    });
    await expect(desk.patchParty(caseId, { phone: '1' })).rejects.toThrow('session.notAllowed');
    await expect(desk.createCase()).rejects.toThrow('session.notAllowed');

    const added = await desk.ask<{ personId: string }>('session.addPerson', {
      person: person('负责人'),
      pin: '864209',
    });
    await desk.ask('session.lock');
    await expect(desk.ask('session.unlock', { personId, pin: '975310' })).rejects.toThrow('session.revoked');
    await desk.ask('session.unlock', { personId: added.personId, pin: '864209' });
    // Whoever the office's directory does not know may do nothing here, with or without a line.
    await expect(desk.view(caseId)).rejects.toThrow('session.notAllowed');
    await expect(desk.createCase()).rejects.toThrow('session.notAllowed');
    const another = { person: person('同伙'), pin: '864213' };
    await expect(desk.ask('session.addPerson', another)).rejects.toThrow('session.notAllowed');
    await expect(desk.ask('sync.chooseAuthority')).rejects.toThrow('session.notAllowed');
    expect(await desk.ask<SyncStatus>('sync.status')).toMatchObject({ roles: [], needs: ['signIn'] });
    await head.signIn();
    await until('what was not sent is shown with its reason', async () => {
      const { parked } = await desk.ask<SyncStatus>('sync.status');
      return parked.some((one) => one.code === 'sync.personRevoked' && one.recordId === caseId);
    });
    await desk.patchParty(caseId, { phone: '13800000000' });
    await desk.settle();
    expect((await desk.view(caseId)).parties[0]?.phone).toBe('13800000000');
    await desk.end();
  });

  it('is shut for everybody on it when the desk itself was revoked', async () => {
    const desk = await startDeskProcess();
    const { recoveryKey, personId } = await setUp(desk, 'C');
    const second = await desk.ask<{ personId: string }>('session.addPerson', {
      person: person('另一人'),
      pin: '864209',
    });
    const { code } = await server.administration.makeEnrolmentCode(officeId);
    await desk.ask('sync.enrol', { address: server.address, code });
    const { signIn } = await addAccount(desk, '调解员C', 'stolen');
    await signIn();
    const caseId = await desk.createCase();
    await desk.settle();
    const { desks } = await server.administration.staff(officeId);
    const id = desks.find((one) => one.letter === 'C')?.id ?? '';
    await server.administration.revokeDesk(officeId, id);
    await until('the desk is locked', () => isLocked(desk));
    unmark(desk.folder);
    for (const one of [
      { personId, pin },
      { personId: second.personId, pin: '864209' },
    ]) {
      await expect(desk.ask('session.unlock', one)).rejects.toThrow('session.wrongPin');
    }
    // The mark was taken off, so the desk would ask the server again and be shut again.
    await desk.setLine({ isCut: true });
    await desk.ask('session.recover', { recoveryKey, personId, newPin: '975310' });
    expect((await desk.view(caseId)).parties[0]?.name).toBe('甲');
    await desk.end();
  });
});
