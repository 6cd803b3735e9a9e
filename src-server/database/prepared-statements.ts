import { createHash } from 'node:crypto';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** How often a text is asked before it is prepared, and how many are: each connection keeps every one of them. */
const usesBefore = 10;
const mostPrepared = 100;

/** The columns of a star may change by a newer program's migration, and PostgreSQL then refuses what was prepared. */
const answersStar = /^select\b.*\*|\breturning \*/is;

/**
 * The pool with what is asked again and again prepared: PostgreSQL reads and plans such a statement once a connection
 * instead of every time.
 */
export function withPreparedStatements(pool: pg.Pool): PostgresPool {
  const findName = createNames();
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
    function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
    function query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
      if (typeof asked !== 'string') throw new Error('server.noCursors');
      const name = values.length > 0 ? findName(asked) : undefined;
      return client.query({ name, text: asked, values: [...values] });
    }
    return { query, release: (isBroken?: boolean) => client.release(isBroken) };
  };
  return { options: pool.options, connect, end: () => pool.end() };
}

function createNames(): (text: string) => string | undefined {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= mostPrepared || answersStar.test(text)) return undefined;
    const used = (uses.get(text) ?? 0) + 1;
    if (used < usesBefore) {
      // Lists of any length make ever new texts; the memory of them must not grow.
      if (uses.size > 10 * mostPrepared) uses.clear();
      uses.set(text, used);
      return undefined;
    }
    uses.delete(text);
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
}
