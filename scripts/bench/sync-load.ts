import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PushAnswer } from '../../shared/contract/sync.ts';
import { actionsOfBatch, comeBackTogether, seatDesks, writeBatch } from '../../test/server/crowd.ts';
import { deskHeaders, type TestDesk } from '../../test/server/parties.ts';
import type { Postgres } from '../../test/server/postgres.ts';
import { startServerProcess } from '../../test/sync/server-process.ts';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';

const run = promisify(execFile);
const offices = 50;
/** Ten seconds and more of them, as of pgbench: half of those before ours and half after, for the machine's speed wavers. */
const pushesPerOffice = 45;
const pgbenchSeconds = 5;
const desksAtOnce = Number(process.env.BENCH_DESKS ?? 300);
const lettersPerOffice = 24;
/** Of a row of pgbench's: its head, the id and the length of its body. */
const bytesBesideTheBody = 44;

/** The server on a real PostgreSQL that waits for its disk, beside pgbench on the same one. */
export async function benchLoad(postgres: Postgres): Promise<Figure[]> {
  const address = await postgres.newDatabase();
  const server = await startServerProcess(undefined, { databaseUrl: address });
  try {
    const desks = await seatDesks(server, offices, 1);
    const [first] = desks;
    if (first === undefined) throw new Error('no desk');
    const alone = await pushAll(server.address, [first], pushesPerOffice * 5);
    // A server has been at work for a while: in its first seconds it still compiles what it does.
    await pushAll(server.address, desks, pushesPerOffice);
    const rowSize = await readRowSize(postgres, address);
    const commitsBefore = await runPgbench(postgres, desks.length, rowSize);
    const together = await pushAll(server.address, desks, pushesPerOffice);
    const commits = (commitsBefore + (await runPgbench(postgres, desks.length, rowSize))) / 2;
    const crowd = await reconnect(
      await seatDesks(server, Math.ceil(desksAtOnce / lettersPerOffice), lettersPerOffice),
    );
    const compare = (name: string, ours: number, goal: string): Figure => ({
      name,
      ours: `${ours.toFixed(0)} actions/s`,
      peer: `${commits.toFixed(0)} commits/s (pgbench, one row of ${rowSize} bytes each)`,
      ratio: times(ours / commits),
      goal,
    });
    return [
      compare(`Pushes of ${actionsOfBatch} on PostgreSQL, one office, signatures checked`, alone, ''),
      compare(
        `Pushes of ${actionsOfBatch} on PostgreSQL, ${offices} offices, signatures checked`,
        together,
        '≥ 0.33 ×',
      ),
      ...crowd,
    ];
  } finally {
    await server.end();
  }
}

/**
 * Actions a second, each desk sending one push after the other. They are written, signed and put into words before the
 * clock runs, and sent by a client that does no more than that: it shares the machine with the server.
 */
async function pushAll(address: string, desks: readonly TestDesk[], pushes: number): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const prepared = desks.map((desk) => ({
    headers: { ...deskHeaders(desk.token()), 'content-type': 'application/json' },
    bodies: Array.from({ length: pushes }, () => Buffer.from(JSON.stringify({ actions: writeBatch(desk) }))),
  }));
  const post = (headers: Record<string, string>, body: Buffer): Promise<string> =>
    new Promise((done, fail) => {
      const asked = request(`${address}/v1/actions`, { agent, method: 'POST', headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => done(Buffer.concat(pieces).toString('utf8')));
      });
      asked.on('error', fail);
      asked.end(body);
    });
  const time = await timed(() =>
    Promise.all(
      prepared.map(async ({ headers, bodies }) => {
        for (const body of bodies) {
          const { results } = PushAnswer.parse(JSON.parse(await post(headers, body)));
          if (results.some(({ status }) => status !== 'accepted')) throw new Error('a push was not accepted');
        }
      }),
    ),
  );
  agent.destroy();
  return (desks.length * pushes * actionsOfBatch * 1_000) / time;
}

/** How large an action's row is in the server's own table, in bytes. */
async function readRowSize(postgres: Postgres, address: string): Promise<number> {
  const question = 'select round(avg(pg_column_size(actions.*))) from actions';
  const { stdout } = await run(...postgres.program('psql', address, '-At', '-c', question), {
    cwd: postgres.folder,
  });
  return Number(stdout);
}

/** What PostgreSQL itself commits: one row of an action's size at a time, from as many clients. */
async function runPgbench(postgres: Postgres, clients: number, rowSize: number): Promise<number> {
  const address = await postgres.newDatabase();
  const script = join(postgres.folder, 'insert.sql');
  const body = `repeat('x', ${rowSize - bytesBesideTheBody})`;
  writeFileSync(script, `insert into rows (id, body) values (gen_random_uuid(), ${body});\n`);
  const options = { cwd: postgres.folder };
  await run(
    ...postgres.program('psql', address, '-c', 'create table rows (id uuid primary key, body text)'),
    options,
  );
  const args = ['-n', '-f', script, '-c', String(clients), '-j', '2', '-T', String(pgbenchSeconds), address];
  const { stdout } = await run(...postgres.program('pgbench', ...args), options);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
}

/**
 * All desks come back in the same second, each with twenty actions, and wait as the server tells them. Real: the server's
 * process, PostgreSQL, HTTP, sessions, signatures. Not as in life: the desks are light clients without a store, all on
 * this machine, which they share with the server; no live stream.
 */
async function reconnect(desks: readonly TestDesk[]): Promise<Figure[]> {
  const waiting = desks.slice(0, desksAtOnce).map((desk) => ({ desk, actions: writeBatch(desk) }));
  const began = performance.now();
  const { latencies, toldToWait } = await comeBackTogether(waiting);
  const time = performance.now() - began;
  const name = `${waiting.length} desks reconnect at once, ${actionsOfBatch} actions each`;
  const figure = (what: string, ours: string, goal = ''): Figure => ({
    name: `${name}: ${what}`,
    ours,
    peer: '',
    ratio: '',
    goal,
  });
  return [
    figure('a request, p95', milliseconds(percentile(latencies, 0.95)), '< 2 s'),
    figure('told to come again', String(toldToWait.length)),
    figure('all drained', milliseconds(time), '< 15 min'),
  ];
}
