import { type RawBuilder, sql } from 'kysely';

/**
 * What stands behind `=` where a column is any of some texts, as one parameter whatever their number. The array is made
 * in the database: of one that is given, PostgreSQL sees the length, finds a plan for a single text cheaper than one for
 * any number, and plans the prepared statement anew each time, which takes several times as long as what it asks.
 */
export function anyOf(texts: readonly string[]): RawBuilder<string> {
  return sql`any(array(select unnest(${texts}::text[])))`;
}
