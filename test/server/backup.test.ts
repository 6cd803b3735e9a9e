import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDesk, deskHeaders, startServer, subdistrict, writeCase } from './parties.ts';
import { findPostgres, type Postgres, startPostgres } from './postgres.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const programs = findPostgres();

/** The commands of a part of the paper for operators, each paragraph of them as it stands there. */
function listCommands(part: string): string[] {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const text = page.split('\n## ').find((one) => one.startsWith(part)) ?? '';
  return [...text.matchAll(/(?:^ {4}.*\n)+/gm)].map(([commands]) => commands);
}

describe.skipIf(programs === null)('the commands of docs/operations.md', () => {
  let postgres: Postgres;
  const dataFolder = mkdtempSync(join(tmpdir(), 'desk-backup-'));
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '', 'postgres');
  });
  afterAll(() => {
    postgres.stop();
    rmSync(dataFolder, { recursive: true });
  });

  /** Types them at a shell whose disk, PostgreSQL and day are the test's own. */
  const type = async (commands: string, environment: Record<string, string> = {}): Promise<string> => {
    const { folder, data, port, asOwner } = postgres;
    const owner = asOwner.join(' ');
    const today = new Date().toISOString().slice(0, 10);
    const { stdout } = await run(
      'sh',
      [
        '-ec',
        [
          `sudo() { shift 2; ${owner} env PGUSER=postgres "$@"; }`,
          `systemctl() { ${owner} ${programs}/pg_ctl -D ${data} -w -l ${folder}/log "$1" >&2; }`,
          commands
            .replaceAll('--owner=postgres', asOwner.length > 0 ? '--owner=postgres' : '--owner=$(id -un)')
            .replaceAll('/backup', `${folder}/backup`)
            .replaceAll('/var/lib/postgresql/15/main', data)
            .replaceAll('desk:…@127.0.0.1', `desk@127.0.0.1:${port}`)
            .replaceAll('2026-11-30', today),
        ].join('\n'),
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          PATH: `${programs}:${process.env.PATH}`,
          PGHOST: folder,
          PGPORT: String(port),
          TZ: 'UTC',
          ...environment,
        },
      },
    );
    return stdout;
  };

  it('bring back a night with its scans, and the rest to the last segment that was shipped', async () => {
    const [setUp, nightly, weekly, fromNight, fromLog] = listCommands('Backup and restore');
    if (!setUp || !nightly || !weekly || !fromNight || !fromLog) throw new Error('no commands');
    const installing = listCommands('Installing on PostgreSQL').join('');
    await type('sudo -u postgres createuser desk');
    await type(/.*createdb desk .*/.exec(installing)?.[0] ?? 'false');
    await type(setUp);
    // CRITERIA H: no more than five minutes of work are on this disk alone.
    expect(await type('sudo -u postgres psql -Atc "show archive_timeout"')).toBe('5min\n');
    const address = `postgres://desk@127.0.0.1:${postgres.port}/desk`;

    const before = await startServer(address);
    const officeId = await before.administration.addOffice(subdistrict);
    const [desk, other] = [
      await createTestDesk(before, officeId, 'A'),
      await createTestDesk(before, officeId, 'B'),
    ];
    for (const one of [desk, other]) await one.begin();
    await desk.push(writeCase(desk, randomUUID()));
    const scan = Buffer.from('%PDF-1.7\n and more');
    const name = createHash('sha256').update(scan).digest('hex');
    const sent = await fetch(`${before.address}/v1/blobs/${name}`, {
      method: 'PUT',
      headers: {
        ...deskHeaders(desk.token()),
        'content-type': 'application/octet-stream',
        'upload-offset': '0',
        'upload-length': String(scan.length),
      },
      body: new Uint8Array(scan),
    });
    expect(sent.status).toBe(200);
    const ofNight = (await other.pull()).value.rows;
    expect(ofNight).toHaveLength(2);
    await type(nightly, { DATABASE_URL: address, DATA_FOLDER: before.folder });
    await type(weekly);
    await desk.push(writeCase(desk, randomUUID()));
    const ofDay = (await other.pull()).value.rows;
    expect(ofDay).toHaveLength(4);
    // By day the five minutes do this.
    const shipped = (
      await type('sudo -u postgres psql -Atc "select pg_walfile_name(pg_switch_wal())"')
    ).trim();
    await expect
      .poll(async () => type('sudo -u postgres psql -Atc "select last_archived_wal from pg_stat_archiver"'), {
        timeout: 20_000,
      })
      .toBe(`${shipped}\n`);
    await before.end();

    /** What the desk that only reads is given at a server of this database. */
    const readFrom = async (database: string, folder?: string) => {
      const after = await startServer(database, folder === undefined ? {} : { folder });
      const ask = (path: string) => fetch(`${after.address}${path}`, { headers: deskHeaders(other.token()) });
      const { rows } = (await (await ask('/v1/actions')).json()) as { rows: unknown };
      const file = Buffer.from(await (await ask(`/v1/blobs/${name}`)).arrayBuffer());
      await after.end();
      return { rows, hasScan: file.equals(scan) };
    };
    const restored = join(dataFolder, 'restored');
    expect(await type(fromNight, { DATA_FOLDER: restored })).toContain('{"missing":0}');
    expect(await readFrom(address.replace(/desk$/, 'desk_restored'), restored)).toEqual({
      rows: ofNight,
      hasScan: true,
    });
    await type(fromLog);
    expect((await readFrom(address)).rows).toEqual(ofDay);
  });
});
