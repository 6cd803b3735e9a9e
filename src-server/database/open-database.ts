import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrationProvider } from './migrations.ts';
import { withPreparedStatements } from './prepared-statements.ts';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;

export type OpenDatabase = {
  readonly database: Database;
  readonly isEmbedded: boolean;
  /** Tells all processes on this database, this one too. */
  readonly notify: (payload: string) => Promise<void>;
  readonly listen: (listener: (payload: string) => void) => Promise<void>;
  readonly close: () => Promise<void>;
};

// Sequences and sizes are far below 2^53; pg gives bigint as text otherwise.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

const channel = 'mediation_desk_feed';

/** Milliseconds before a broken connection to listen on is opened anew. */
const listenPause = 1_000;

/**
 * PostgreSQL takes a disk for one that turns, and several processes for a help: for a page of a feed it read the whole feed
 * instead of the index. What is asked here is small, and most of it in memory.
 */
const planning = 'set random_page_cost = 1.1; set max_parallel_workers_per_gather = 0; set jit = off';

/** News need no place on the disk: who misses them looks anew. PostgreSQL tells one transaction's after the other's. */
const telling = `select set_config('synchronous_commit', 'off', true), pg_notify($1, payload)
                   from unnest($2::text[]) as payload`;

/**
 * Opens PostgreSQL by its address, or the embedded PGlite in a folder, and brings its tables up to date.
 * Throws Error 'server.folderInUse' when another process has the folder: PGlite is one session, and two processes on
 * one folder lose rows silently.
 */
export async function openDatabase(settings: {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
}): Promise<OpenDatabase> {
  const opened =
    settings.databaseUrl === null
      ? await openEmbedded(settings.dataFolder)
      : openServer(settings.databaseUrl);
  const { error } = await new Migrator({
    db: opened.database,
    provider: migrationProvider,
  }).migrateToLatest();
  if (error !== undefined) {
    await opened.close();
    throw error;
  }
  return opened;
}

function openServer(connectionString: string): OpenDatabase {
  const pool = new pg.Pool({ connectionString, max: 16 });
  pool.on('error', () => {}); // an idle connection that breaks is replaced at the next question
  // A connection that cannot be told is asked all the same, and answers more slowly.
  pool.on('connect', (client) => {
    void client.query(planning).catch(() => {});
    // One that breaks while it is in use fails what is asked next; unheard, it would end the whole server.
    client.on('error', () => {});
  });
  let listening: pg.Client | null = null;
  let isClosed = false;
  const notify = gathering((payloads) => pool.query(telling, [channel, payloads]));
  return {
    database: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withPreparedStatements(pool) }) }),
    isEmbedded: false,
    notify,
    listen: async (listener) => {
      const begin = async (): Promise<void> => {
        const client = new pg.Client({ connectionString, keepAlive: true });
        client.on('notification', ({ payload }) => listener(payload ?? ''));
        client.on('error', () => {
          if (listening !== client) return;
          listening = null;
          beginAgain();
        });
        await client.connect();
        await client.query(`listen ${channel}`);
        if (isClosed) await client.end();
        else listening = client;
      };
      /** As often as it takes: a database that is started anew is away for a while. */
      const beginAgain = (): void => {
        setTimeout(() => {
          if (isClosed) return;
          // What was told meanwhile is unknown: everybody looks anew.
          void begin().then(() => listener('RESYNC'), beginAgain);
        }, listenPause).unref();
      };
      await begin();
    },
    close: async () => {
      isClosed = true;
      const client = listening;
      listening = null;
      // A connection that broke is at its end already.
      await client?.end().catch(() => {});
      await pool.end();
    },
  };
}

/** What comes while the last is being told goes together with the next. */
function gathering(
  tell: (payloads: readonly string[]) => Promise<unknown>,
): (payload: string) => Promise<void> {
  let waiting: string[] = [];
  let under: Promise<void> | null = null;
  const tellAll = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const payloads = waiting;
        waiting = [];
        await tell(payloads);
      }
    } finally {
      under = null;
    }
  };
  return (payload) => {
    waiting.push(payload);
    under ??= tellAll();
    return under;
  };
}

async function openEmbedded(folder: string): Promise<OpenDatabase> {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  let tell: (payload: string) => void = () => {};
  const embedded = await PGlite.create(join(folder, 'database'));
  embedded.parsers[pg.types.builtins.INT8] = (text: string) => Number(text);
  const pool = new pg.Pool({ ...createPgConfig(embedded), max: 1 } as pg.PoolConfig);
  return {
    database: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    isEmbedded: true,
    notify: async (payload) => tell(payload),
    listen: async (listener) => {
      tell = listener;
    },
    close: async () => {
      await pool.end();
      await embedded.close();
      unlock();
    },
  };
}

/** Folders that this process itself works on. */
const ownFolders = new Set<string>();

function lockFolder(folder: string): () => void {
  const path = resolve(folder, 'server.lock');
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!existsSync(path)) throw error;
    if (ownFolders.has(path) || isAnother(Number(readFileSync(path, 'utf8'))))
      throw new Error('server.folderInUse');
    writeFileSync(path, String(process.pid));
  }
  ownFolders.add(path);
  return () => {
    ownFolders.delete(path);
    rmSync(path, { force: true });
  };
}

/** In a container every server has one number: a lock with one's own is left from before a kill. */
function isAnother(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
