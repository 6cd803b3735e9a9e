import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { describeCertificates } from './certificates-suite.ts';
import { describeEntitlement } from './entitlement-suite.ts';
import { describeHandover } from './handover-suite.ts';
import {
  createTestDesk,
  deskHeaders,
  readPastBeats,
  startServer,
  subdistrict,
  writeCase,
} from './parties.ts';
import { findPostgres, type Postgres, startPostgres } from './postgres.ts';
import { describeRiskAttacks } from './risk-attacks-suite.ts';
import { describeServer } from './suite.ts';

const run = promisify(execFile);
const programs = findPostgres();
if (programs === null) {
  process.stderr.write(
    '\n*** PostgreSQL is not installed: the half of the server tests that needs it did NOT run. ***\n\n',
  );
}

describe.skipIf(programs === null)('the central server on PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
  });
  afterAll(() => postgres.stop());

  const start = async () => startServer(await postgres.newDatabase());
  describeServer(start);
  describe('who may do what with whose things', () => describeEntitlement(start));
  describe('a file that is handed over', () => describeHandover(start));
  describe('the register of risks, attacked', () => describeRiskAttacks(start));
  describe('certificates', () =>
    describeCertificates(async (settings) => startServer(await postgres.newDatabase(), settings)));

  it('tells what is new again after the database was away, however long that took', async () => {
    const address = await postgres.newDatabase();
    const name = new URL(address).pathname.slice(1);
    const server = await startServer(address);
    const officeId = await server.administration.addOffice(subdistrict);
    const desk = await createTestDesk(server, officeId, 'A');
    const other = await createTestDesk(server, officeId, 'B');
    for (const one of [desk, other]) await one.begin();
    const end = new AbortController();
    const headers = deskHeaders(other.token());
    const live = await fetch(`${server.address}/v1/live`, { headers, signal: end.signal });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const tell = (statement: string) =>
      run(...postgres.program('psql', '-d', address.replace(name, 'postgres'), '-c', statement), {
        cwd: postgres.folder,
      });
    await tell(`alter database ${name} allow_connections false`);
    await tell(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await new Promise((done) => setTimeout(done, 2_500));
    await tell(`alter database ${name} allow_connections true`);
    expect(await readPastBeats(reader)).toContain('RESYNC');
    await desk.push(writeCase(desk, randomUUID()));
    expect(await readPastBeats(reader)).toContain('changed');
    end.abort();
    await server.end();
  });

  it('goes on when the database ends in the midst of a transaction', async () => {
    const { database, close } = await openDatabase({
      databaseUrl: await postgres.newDatabase(),
      dataFolder: postgres.folder,
    });
    const ended = database.transaction().execute(async (change) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(change);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
      // As while a signature is being verified: nothing is asked, and so nobody is told by an answer.
      await new Promise((done) => setTimeout(done, 500));
      await sql`select 1`.execute(change);
    });
    await expect(ended).rejects.toThrow();
    await expect(sql`select 1`.execute(database)).resolves.toMatchObject({ rows: [{}] });
    await close();
  });

  it('is not ready while the database neither answers nor goes away, as when a cable was pulled', async () => {
    const address = new URL(await postgres.newDatabase());
    const database = { host: address.hostname, port: Number(address.port) };
    const lines: Socket[] = [];
    const cable = createServer((line) => {
      const onwards = connect(database);
      lines.push(line, onwards);
      line.pipe(onwards).pipe(line);
    }).listen(0, '127.0.0.1');
    await once(cable, 'listening');
    address.port = String((cable.address() as AddressInfo).port);
    const server = await startServer(address.href);
    const ask = async () =>
      (await fetch(`${server.address}/readyz`, { signal: AbortSignal.timeout(8_000) })).status;
    expect(await ask()).toBe(200);
    for (const one of lines) one.unpipe().pause();
    expect(await ask()).toBe(503);
    for (const one of lines) one.destroy();
    await vi.waitFor(async () => expect(await ask()).toBe(200));
    await server.end();
    cable.close();
  });

  it('runs as two processes on one database: what comes in at one is told by the other', async () => {
    const address = await postgres.newDatabase();
    const [first, second] = [await startServer(address), await startServer(address)];
    const officeId = await first.administration.addOffice(subdistrict);
    const desk = await createTestDesk(first, officeId, 'A');
    const other = await createTestDesk(second, officeId, 'B');
    for (const one of [desk, other]) await one.begin();
    const end = new AbortController();
    const live = await fetch(`${second.address}/v1/live`, {
      headers: deskHeaders(other.token()),
      signal: end.signal,
    });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const actions = writeCase(desk, randomUUID());
    await desk.push(actions);
    expect(await readPastBeats(reader)).toContain('"type":"changed"');
    expect((await other.pull()).value.rows).toHaveLength(2);
    end.abort();
    for (const one of [first, second]) await one.end();
  });

  it('reads for a page of a long feed what is in it, and not the whole feed', async () => {
    const address = await postgres.newDatabase();
    const ask = async (statement: string): Promise<string> => {
      const found = await run(...postgres.program('psql', address, '-At', '-c', statement), {
        cwd: postgres.folder,
      });
      return found.stdout.trim();
    };
    const before = await startServer(address);
    const officeId = await before.administration.addOffice(subdistrict);
    const desk = await createTestDesk(before, officeId, 'A');
    await desk.begin();
    const of = `'${officeId}', lpad(n::text, 64, '0')`;
    const rows = 'from generate_series(1, 60000) n';
    await ask(
      `insert into actions select ${of}, 'r', 'case', 't', '', '{}', null, repeat('x', 600), '', '', '' ${rows}`,
    );
    await ask(`insert into feed select '${officeId}', n, ${of}, 'r' ${rows}`);
    await ask(`update offices set feed_sequence = 60000 where id = '${officeId}'`);
    await ask('analyze');
    // What a connection has read is counted at the latest when it ends.
    await before.end();
    const countRead = async () =>
      Number(await ask("select seq_tup_read from pg_stat_user_tables where relname = 'feed'"));
    const readBefore = await countRead();
    const after = await startServer(address);
    const response = await fetch(`${after.address}/v1/actions?after=30000&limit=1000`, {
      headers: deskHeaders(desk.token()),
    });
    expect(((await response.json()) as { rows: unknown }).rows).toHaveLength(1_000);
    await after.end();
    expect((await countRead()) - readBefore).toBe(0);
  });
});
