import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder of PostgreSQL's programs, or null where it is not installed. */
export function findPostgres(): string | null {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions).sort((left, right) => Number(right) - Number(left))[0];
  return newest === undefined ? null : join(versions, newest, 'bin');
}

/**
 * A real PostgreSQL of the test's own: a fresh cluster on a free loopback port, as its own user where run by root.
 * @param superuser the first user of the cluster, who may do everything
 */
export async function startPostgres(programs: string, superuser = 'desk') {
  const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0;
  /** What makes a command one of the cluster's owner. */
  const asOwner = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  const program = (name: string, ...args: string[]): [string, string[]] => {
    const [command = '', ...words] = [...asOwner, join(programs, name), ...args];
    return [command, words];
  };
  await run(...program('initdb', '-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--no-sync'), {
    cwd: folder,
  });
  const port = await freePort();
  const settings = { port, listen_addresses: "'127.0.0.1'", unix_socket_directories: `'${folder}'` };
  for (const [name, value] of Object.entries({ ...settings, max_connections: 120 }))
    appendFileSync(join(data, 'postgresql.conf'), `${name} = ${value}\n`);
  await run(...program('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), 'start'), { cwd: folder });
  let databases = 0;
  return {
    folder,
    data,
    port,
    asOwner,
    program,
    /** A new, empty database; answers its address. */
    newDatabase: async (): Promise<string> => {
      databases += 1;
      const name = `desk${databases}`;
      await run(...program('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'desk', name), {
        cwd: folder,
      });
      return `postgres://desk@127.0.0.1:${port}/${name}`;
    },
    stop: (): void => {
      const [command, args] = program('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      execFileSync(command, args, { cwd: folder });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Postgres = Awaited<ReturnType<typeof startPostgres>>;

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}
