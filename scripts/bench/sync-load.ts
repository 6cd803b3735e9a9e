import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StoredAction } from '../../shared/record/action.ts';
import { createTestDesk, type TestDesk, writeCase } from '../../test/server/parties.ts';
import type { Postgres } from '../../test/server/postgres.ts';
import { type ServerProcess, startServerProcess } from '../../test/sync/server-process.ts';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';

const run = promisify(execFile);
const batch = 20;
const offices = 50;
const pushesPerOffice = 20;
const desksAtOnce = Number(process.env.BENCH_DESKS ?? 300);
const lettersPerOffice = 24;

/** The server on a real PostgreSQL that waits for its disk, beside pgbench on the same one. */
export async function benchLoad(postgres: Postgres): Promise<Figure[]> {
  const address = await postgres.newDatabase();
  const server = await startServerProcess(undefined, { databaseUrl: address });
  try {
    const desks = await seat(server, offices, 1);
    const [first] = desks;
    if (first === undefined) throw new Error('no desk');
    const alone = await pushAll([first], pushesPerOffice * 5);
    const together = await pushAll(desks, pushesPerOffice);
    const commits = await runPgbench(postgres, desks.length);
    const crowd = await reconnect(
      await seat(server, Math.ceil(desksAtOnce / lettersPerOffice), lettersPerOffice),
    );
    const compare = (name: string, ours: number, goal: string): Figure => ({
      name,
      ours: `${ours.toFixed(0)} actions/s`,
      peer: `${commits.toFixed(0)} commits/s (pgbench, one row of 1.2 KB each)`,
      ratio: times(ours / commits),
      goal,
    });
    return [
      compare(`Pushes of ${batch} on PostgreSQL, one office, signatures checked`, alone, ''),
      compare(
        `Pushes of ${batch} on PostgreSQL, ${offices} offices, signatures checked`,
        together,
        '≥ 0.33 ×',
      ),
      ...crowd,
    ];
  } finally {
    await server.end();
  }
}

async function seat(server: ServerProcess, count: number, perOffice: number): Promise<TestDesk[]> {
  const desks: TestDesk[] = [];
  for (let office = 0; office < count; office += 1) {
    const officeId = await server.administration.addOffice({
      name: `${office}`,
      kind: 'street',
      district: 'd',
    });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, perOffice);
    const seated = await Promise.all(
      letters.map(async (letter) => {
        const desk = await createTestDesk(server, officeId, letter);
        await desk.begin();
        return desk;
      }),
    );
    desks.push(...seated);
  }
  return desks;
}

/** One push: a case with twenty actions. */
function writeBatch(desk: TestDesk): StoredAction[] {
  const caseId = randomUUID();
  const actions = writeCase(desk, caseId);
  while (actions.length < batch) {
    const patches = [
      { kind: 'party', id: 'P1', fields: { phone: String(actions.length), job: '厨师'.repeat(10) } },
    ];
    actions.push(desk.write(caseId, 'intake.recorded', { patches }, [actions.at(-1)?.id ?? '']));
  }
  return actions;
}

/** Actions a second, each desk sending one push after the other; they are written and signed before the clock runs. */
async function pushAll(desks: readonly TestDesk[], pushes: number): Promise<number> {
  const prepared = desks.map((desk) => ({
    desk,
    batches: Array.from({ length: pushes }, () => writeBatch(desk)),
  }));
  const time = await timed(() =>
    Promise.all(
      prepared.map(async ({ desk, batches }) => {
        for (const actions of batches) {
          const { status, value } = await desk.push(actions);
          if (status !== 200 || value.results.some((one: { status: string }) => one.status !== 'accepted'))
            throw new Error(`a push was answered ${status}`);
        }
      }),
    ),
  );
  return (desks.length * pushes * batch * 1_000) / time;
}

/** What PostgreSQL itself commits: one row of an action's size at a time, from as many clients. */
async function runPgbench(postgres: Postgres, clients: number): Promise<number> {
  const address = await postgres.newDatabase();
  const script = join(postgres.folder, 'insert.sql');
  writeFileSync(script, "insert into rows (id, body) values (gen_random_uuid(), repeat('x', 1200));\n");
  const options = { cwd: postgres.folder };
  await run(
    ...postgres.program('psql', address, '-c', 'create table rows (id uuid primary key, body text)'),
    options,
  );
  const args = ['-n', '-f', script, '-c', String(clients), '-j', '2', '-T', '10', address];
  const { stdout } = await run(...postgres.program('pgbench', ...args), options);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
}

/**
 * All desks come back in the same second, each with twenty actions, and wait as the server tells them. Real: the server's
 * process, PostgreSQL, HTTP, sessions, signatures. Not as in life: the desks are light clients without a store, all on
 * this machine, which they share with the server; no live stream.
 */
async function reconnect(desks: readonly TestDesk[]): Promise<Figure[]> {
  const prepared = desks.slice(0, desksAtOnce).map((desk) => ({ desk, actions: writeBatch(desk) }));
  const latencies: number[] = [];
  let refused = 0;
  const insist = async (ask: () => Promise<{ status: number }>): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      let status = 0;
      latencies.push(await timed(async () => ({ status } = await ask())));
      if (status === 200) return;
      if (status !== 503 && status !== 429) throw new Error(`answered ${status}`);
      refused += 1;
      await new Promise((done) => setTimeout(done, 500 * 2 ** Math.min(attempt, 4) * (0.5 + Math.random())));
    }
  };
  const time = await timed(() =>
    Promise.all(
      prepared.map(async ({ desk, actions }) => {
        await insist(() => desk.openSession());
        await insist(() => desk.push(actions));
        await insist(() => desk.pull());
      }),
    ),
  );
  const name = `${prepared.length} desks reconnect at once, ${batch} actions each`;
  const figure = (what: string, ours: string, goal = ''): Figure => ({
    name: `${name}: ${what}`,
    ours,
    peer: '',
    ratio: '',
    goal,
  });
  return [
    figure('a request, p95', milliseconds(percentile(latencies, 0.95)), '< 2 s'),
    figure('told to come again', String(refused)),
    figure('all drained', milliseconds(time), '< 15 min'),
  ];
}
