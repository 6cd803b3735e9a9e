import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenedCase } from '../../shared/contract/cases.ts';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import type { Role } from '../../shared/contract/sync.ts';
import { demoOffice } from '../../src-main/demo-office.ts';
import { getProgram } from '../fixtures/programs.ts';
import type { AnyServer } from '../server/parties.ts';
import { goodLine, type LineFaults } from './bad-line.ts';
import type { DeskLook, DeskSettings, NameAnswer } from './desk-child.ts';

export const pin = '246813';
const password = 'correct horse battery';

/** A desk in its process, as a test speaks to it. */
export async function startDeskProcess({
  folder = mkdtempSync(join(tmpdir(), 'desk-process-')),
  ...others
}: Partial<DeskSettings> = {}) {
  let settings: DeskSettings = {
    folder,
    seed: 1,
    pauses: { polling: 500, retry: 500 },
    slowHashMemory: 1024,
    clockError: 0,
    isLineCut: false,
    authority: '',
    ...others,
  };
  let child = await begin(settings);
  const reopen = async (changes: Partial<DeskSettings> = {}): Promise<void> => {
    settings = { ...settings, seed: settings.seed + 1, ...changes };
    child = await begin(settings);
    await ask('session.unlock', { personId, pin });
  };
  let next = 1;
  const order = <Value>(content: Record<string, unknown>): Promise<Value> => {
    const id = next;
    next += 1;
    return new Promise((done, fail) => child.ask({ id, ...content }, (value) => done(value as Value), fail));
  };
  const ask = <Value>(channel: string, payload: unknown = {}) =>
    order<Value>({ kind: 'ask', channel, payload });
  let personId = '';
  let personName = '';
  const status = () => ask<SyncStatus>('sync.status');
  const act = (caseId: string, type: string, body: unknown) =>
    ask<{ actionId: string; opened: OpenedCase }>('cases.act', { caseId, order: { type, body } });
  const signIn = () => ask('sync.signIn', { account: `account-${personId}`, password });
  const addAccount = (
    { administration }: AnyServer,
    officeId: string,
    roles: readonly Role[] = ['mediator', 'officeHead'],
  ): Promise<string> => {
    const account = { name: personName, account: `account-${personId}`, password, roles };
    return administration.addPerson(officeId, account);
  };
  return {
    folder,
    ask,
    act,
    status,
    /** Answers the recovery key. */
    setUp: async (letter: string): Promise<string> => {
      personName = `调解员${letter}`;
      const person = { name: personName, certificateNumber: 'c', validFrom: null, validTo: null };
      const { recoveryKey } = await ask<{ recoveryKey: string }>('session.setUp', {
        office: demoOffice,
        deskLetter: letter,
        person,
        pin,
      });
      const session = await ask<{ person: { id: string } }>('session.status');
      personId = session.person.id;
      return recoveryKey;
    },
    enrol: async (server: AnyServer, officeId: string, roles?: readonly Role[]) => {
      const { code } = await server.administration.makeEnrolmentCode(officeId);
      await ask('sync.enrol', { address: server.address, code });
      const accountId = await addAccount(server, officeId, roles);
      await signIn();
      return accountId;
    },
    addAccount,
    /** Once more, as after a recovery. */
    signIn,
    createCase: async (): Promise<string> => {
      const { caseId } = await ask<{ caseId: string }>('cases.create', {
        openedOn: '2026-04-13',
        externalNumber: null,
      });
      await act(caseId, 'intake.recorded', {
        patches: [
          { kind: 'party', id: 'P1', fields: { side: 'applicant', name: '甲' } },
          { kind: 'party', id: 'P2', fields: { side: 'respondent', name: '乙' } },
        ],
      });
      return caseId;
    },
    patchParty: (caseId: string, fields: Record<string, unknown>, id = 'P1') =>
      act(caseId, 'intake.recorded', { patches: [{ kind: 'party', id, fields }] }),
    view: async (caseId: string) => (await ask<OpenedCase>('cases.open', { caseId })).view,
    setLine: (faults: Partial<LineFaults>) =>
      order<null>({ kind: 'line', faults: { ...goodLine, ...faults } }),
    setNames: (answer: NameAnswer) => order<null>({ kind: 'names', answer }),
    /** Waits until nothing waits here; fails after a while with what still does. */
    settle: async (patience = 60_000): Promise<SyncStatus> => {
      const end = Date.now() + patience;
      for (;;) {
        const now = await status();
        if (countUnsent(now) === 0 && now.state !== 'offline') return now;
        if (Date.now() > end) throw new Error(`still waiting: ${JSON.stringify(now)}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    /** Ends the process at once, whatever it was doing, and opens the folder again. */
    killAndReopen: async (): Promise<void> => {
      await child.kill();
      await reopen();
    },
    restart: async (changes: Partial<DeskSettings> = {}): Promise<void> => {
      await order({ kind: 'close' });
      await child.end();
      await reopen(changes);
    },
    /** Writes an action and answers what the desk shows wrongly afterwards. */
    write: (recordId: string, type: string, body: unknown) =>
      order<{ actionId: string; faults: readonly string[] }>({
        kind: 'write',
        recordId,
        order: { type, body },
      }),
    look: (recordId: string) => order<DeskLook>({ kind: 'look', recordId }),
    /** Notes every step of a round from now on: each request and each write of the store, before and after. */
    noteSteps: () => order<null>({ kind: 'noteSteps' }),
    listSteps: () => order<readonly string[]>({ kind: 'listSteps' }),
    /** The process kills itself at a step counted from now; `awaitEnd` tells when it happened. */
    endAtStep: (step: number) => order<null>({ kind: 'endAtStep', step }),
    awaitEnd: (): Promise<void> => child.ended,
    reopen,
    close: async (): Promise<void> => {
      await order({ kind: 'close' }).catch(() => {});
      await child.end();
    },
    end: async (): Promise<void> => {
      await order({ kind: 'close' }).catch(() => {});
      await child.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type DeskProcess = Awaited<ReturnType<typeof startDeskProcess>>;

type Asked = { readonly done: (value: unknown) => void; readonly fail: (error: Error) => void };
type Answer = { readonly id: number; readonly ok: boolean; readonly value: unknown; readonly code: string };

/** One run of the process. What it has not answered fails when it ends. */
async function begin(settings: DeskSettings) {
  const child = fork(getProgram('test/sync/desk-child.ts'), [JSON.stringify(settings)], {
    serialization: 'advanced',
    env: { ...process.env, ...(settings.authority ? { NODE_EXTRA_CA_CERTS: settings.authority } : {}) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const asked = new Map<number, Asked>();
  let hasEnded = false;
  const ended = new Promise<void>((done) => child.once('exit', () => done())).then(() => {
    hasEnded = true;
    for (const one of asked.values()) one.fail(new Error('desk.killed'));
    asked.clear();
  });
  await Promise.race([
    new Promise((done) => child.once('message', done)),
    ended.then(() => Promise.reject(new Error('the desk did not begin'))),
  ]);
  child.on('message', ({ id, ok, value, code }: Answer) => {
    if (ok) asked.get(id)?.done(value);
    else asked.get(id)?.fail(new Error(code));
    asked.delete(id);
  });
  return {
    ended,
    ask: (order: { readonly id: number }, done: Asked['done'], fail: Asked['fail']): void => {
      if (hasEnded || !child.connected) {
        fail(new Error('desk.killed'));
        return;
      }
      asked.set(order.id, { done, fail });
      // One that was just killed may still count as connected: then the sending itself fails.
      child.send(order, (error) => {
        if (error) fail(new Error('desk.killed'));
      });
    },
    kill: (): Promise<void> => {
      child.kill('SIGKILL');
      return ended;
    },
    /** Lets it go, so that what Node has compiled is kept for the next start. */
    end: (): Promise<void> => {
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}

/** What has not left the desk; what waits at the server for something else is not among it. */
export const countUnsent = ({ waiting, parked }: SyncStatus): number =>
  waiting - parked.filter((one) => !one.needsSomebody).length;

/** Waits until something holds; fails with its name. Asks ever more seldom: what is waited for needs the processor too. */
export async function until(name: string, holds: () => Promise<boolean>, patience = 60_000): Promise<void> {
  const began = Date.now();
  while (!(await holds())) {
    const waited = Date.now() - began;
    if (waited > patience) throw new Error(`did not come about: ${name}`);
    await new Promise((done) => setTimeout(done, Math.min(250, 40 + waited / 10)));
  }
}
