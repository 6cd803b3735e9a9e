import { execFileSync, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredAction } from '../../shared/record/action.ts';
import { createTestDesk, type TestDesk, writeCase } from '../../test/server/parties.ts';
import { startDeskProcess } from '../../test/sync/desk-process.ts';
import { startServerProcess } from '../../test/sync/server-process.ts';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, times } from './measure.ts';

const cases = Number(process.env.BENCH_CASES ?? 1_000);
const actionsPerCase = 60;

/** A new desk takes in a whole office, beside PouchDB taking in the same documents. */
export async function benchFirstSync(folder: string, databaseUrl: string): Promise<Figure[]> {
  const server = await startServerProcess(undefined, { databaseUrl });
  const officeId = await server.administration.addOffice({
    name: '甲街道',
    kind: 'street',
    district: '朝阳区',
  });
  const writer = await createTestDesk(server, officeId, 'A');
  await writer.begin();
  const lines: string[] = [];
  for (let count = 0; count < cases; count += 1) {
    const actions = writeLongCase(writer, count);
    const { value } = await writer.push(actions);
    for (const { status, code } of value.results)
      if (status !== 'accepted') throw new Error(`seeding: ${status} ${code}`);
    lines.push(...actions.map((one) => JSON.stringify(one)));
  }
  const desk = await startDeskProcess({ pauses: { polling: 60_000, retry: 1_000 } });
  await desk.setUp('B');
  const countListed = async () => (await desk.ask<{ total: number }>('cases.list', { limit: 1 })).total;
  let started = performance.now();
  await desk.enrol(server, officeId);
  started = performance.now();
  let firstRows = 0;
  for (let listed = 0; listed < cases; ) {
    await new Promise((done) => setTimeout(done, 100));
    listed = await countListed();
    if (listed >= 50 && firstRows === 0) firstRows = performance.now() - started;
  }
  await desk.settle(600_000);
  const ours = performance.now() - started;
  await desk.end();
  await server.end();

  const peer = await pullAtPeer(folder, lines);
  const name = `${cases.toLocaleString('en')} cases × ${actionsPerCase} actions`;
  return [
    {
      name: `First sync of ${name}, hashes checked and all cases listed`,
      ours: milliseconds(ours),
      peer: `${milliseconds(peer)} (PouchDB, documents only)`,
      ratio: times(peer / ours),
      goal: '≥ 3 ×',
    },
    {
      name: `First 50 cases listed, of ${name}`,
      ours: milliseconds(firstRows),
      peer: '',
      ratio: '',
      goal: '≤ 3 s',
    },
  ];
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
