import { execFileSync, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredAction } from '../../shared/record/action.ts';
import { createTestDesk, type TestDesk, writeCase } from '../../test/server/parties.ts';
import { startDeskProcess } from '../../test/sync/desk-process.ts';
import { type ServerProcess, startServerProcess } from '../../test/sync/server-process.ts';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, times } from './measure.ts';

const cases = Number(process.env.BENCH_CASES ?? 1_000);
const actionsPerCase = 60;
const listedCases = Number(process.env.BENCH_LISTED_CASES ?? 10_000);

/** A new desk takes in a whole office, beside PouchDB taking in the same documents; another sees a large office's list. */
export async function benchFirstSync(folder: string, databaseUrl: string): Promise<Figure[]> {
  const server = await startServerProcess(undefined, { databaseUrl });
  const long = await seed(server, cases, writeLongCase, 1);
  const { stored, folded } = await takeIn(server, long.officeId, cases, long.lines.length);
  const writeShortCase = (desk: TestDesk, number: number) => writeCase(desk, randomUUID(), `第${number}号`);
  const large = await seed(server, listedCases, writeShortCase, 100);
  const { listed } = await takeIn(server, large.officeId, listedCases, null);
  await server.end();

  const peer = await pullAtPeer(folder, long.lines);
  const ofCases = (count: number) => `${count.toLocaleString('en')} cases`;
  return [
    {
      name: `First sync of ${ofCases(cases)} × ${actionsPerCase} actions, hashes checked, all durable`,
      ours: milliseconds(stored),
      peer: `${milliseconds(peer)} (PouchDB, documents only)`,
      ratio: times(peer / stored),
      goal: '≥ 3 ×',
    },
    {
      name: 'The same, signatures checked and all cases folded into the list',
      ours: milliseconds(folded),
      peer: `${milliseconds(peer)} (PouchDB, documents only)`,
      ratio: times(peer / folded),
      goal: '',
    },
    {
      name: `From enrolment to the whole list of an office with ${ofCases(listedCases)}`,
      ours: milliseconds(listed),
      peer: '',
      ratio: '',
      goal: '≤ 3 s',
    },
  ];
}

/** An office whose cases another desk has sent, so many in a push; answers its actions as JSON. */
async function seed(
  server: ServerProcess,
  count: number,
  writeOne: (desk: TestDesk, number: number) => StoredAction[],
  perPush: number,
) {
  const officeId = await server.administration.addOffice({
    name: '甲街道',
    kind: 'subdistrict',
    district: '朝阳区',
  });
  const writer = await createTestDesk(server, officeId, 'A');
  await writer.begin();
  const lines: string[] = [];
  for (let number = 0; number < count; number += perPush) {
    const actions = Array.from({ length: perPush }, (_, index) => writeOne(writer, number + index)).flat();
    const { status, text, value } = await writer.push(actions);
    if (status !== 200) throw new Error(`seeding: ${text}`);
    for (const result of value.results as { status: string; code?: string }[]) {
      if (result.status !== 'accepted') throw new Error(`seeding: ${result.status} ${result.code}`);
    }
    for (const one of actions) lines.push(JSON.stringify(one));
  }
  return { officeId, lines };
}

/** Milliseconds from a new desk's enrolment until all cases are listed, all actions are stored, and all are folded. */
async function takeIn(server: ServerProcess, officeId: string, count: number, actions: number | null) {
  const desk = await startDeskProcess({ pauses: { polling: 3_600_000, retry: 1_000 } });
  await desk.setUp('B');
  const pause = () => new Promise((done) => setTimeout(done, 100));
  // What an administrator has done before somebody sits down at the desk.
  const { code } = await server.administration.makeEnrolmentCode(officeId);
  await desk.addAccount(server, officeId, ['mediator']);
  const started = performance.now();
  await desk.ask('sync.enrol', { address: server.address, code });
  await desk.signIn();
  const list = () =>
    desk.ask<{ rows: { isHere: boolean }[]; total: number }>('cases.list', { limit: 50, order: 'changed' });
  while ((await list()).total < count) await pause();
  const listed = performance.now() - started;
  if (actions !== null) {
    while ((await desk.ask<{ savedActions: number }>('desk.safety')).savedActions < actions) await pause();
  }
  const stored = performance.now() - started;
  // The cases that changed last came last, and are folded last.
  while (actions !== null && (await list()).rows.some((row) => !row.isHere)) await pause();
  const folded = performance.now() - started;
  await desk.end();
  return { listed, stored, folded };
}

function writeLongCase(desk: TestDesk, number: number): StoredAction[] {
  const caseId = randomUUID();
  const actions = writeCase(desk, caseId, `第${number}号`);
  while (actions.length < actionsPerCase) {
    const fields = {
      phone: String(13_800_000_000 + actions.length),
      job: '厨师',
      deliveryAddress: '北京市朝阳区某街道某号。'.repeat(4),
    };
    const patches = [{ kind: 'party', id: actions.length % 2 === 0 ? 'P1' : 'P2', fields }];
    actions.push(desk.write(caseId, 'intake.recorded', { patches }, [actions.at(-1)?.id ?? '']));
  }
  return actions;
}

/** Milliseconds of PouchDB's own pull, its server and its client in processes of their own as ours are. */
async function pullAtPeer(folder: string, lines: readonly string[]): Promise<number> {
  const home = join(folder, 'pouch');
  mkdirSync(home, { recursive: true });
  const source = join(root, 'scripts/bench/pouch');
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(source, name), join(home, name));
  // Its storage comes built inside its package: nothing has to be run for it.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: home, stdio: 'ignore' });
  const file = join(home, 'documents.jsonl');
  writeFileSync(file, lines.join('\n'));
  const begin = (...args: string[]) =>
    fork(join(source, 'peer.cjs'), args, { cwd: home, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const server = begin('serve', file);
  const { address } = await toldBy<{ address: string }>(server);
  const client = begin('pull', address);
  const { time, written } = await toldBy<{ time: number; written: number }>(client);
  server.kill('SIGKILL');
  client.kill('SIGKILL');
  if (written !== lines.length) throw new Error(`the peer pulled ${written} of ${lines.length}`);
  return time;
}

function toldBy<Told>(child: ReturnType<typeof fork>): Promise<Told> {
  return new Promise((done, fail) => {
    child.once('message', (told) => done(told as Told));
    child.once('exit', () => fail(new Error('the peer ended')));
  });
}
