import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src-server/database/open-database.ts';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache');

/**
 * A folder for a server. Making the embedded database takes seconds; so an empty one, brought up to date, is made once for
 * each state of the tables, and copied. The server of `container.test.ts` begins with an empty folder, as in life.
 * @param databaseUrl of a PostgreSQL that is used instead
 */
export async function newServerFolder(databaseUrl: string | null): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-server-'));
  if (!databaseUrl) cpSync(await getPrepared(), folder, { recursive: true });
  return folder;
}

async function getPrepared(): Promise<string> {
  const prepared = join(cache, `server-${stateOfTables()}`);
  if (existsSync(prepared)) return prepared;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'server-unfinished-'));
  const { close } = await openDatabase({ databaseUrl: null, dataFolder: unfinished });
  await close();
  try {
    renameSync(unfinished, prepared);
  } catch (error) {
    // Another test process was quicker.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(prepared)) throw error;
  }
  return prepared;
}

function stateOfTables(): string {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const hash = createHash('sha256');
  for (const path of [
    join(root, 'src-server/database/migrations.ts'),
    join(root, 'src-server/database/open-database.ts'),
    join(engine, '../../package.json'),
  ]) {
    hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
