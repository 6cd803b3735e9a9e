import { type Insertable, type RawBuilder, sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';

/**
 * The rows of one push: gathered, and written with one statement. Numbers are given out here from the counters that the
 * transaction holds, so nobody else gives out the same ones.
 */
export class PushWriter {
  private readonly change: Database;
  private readonly counters: Map<string, number>;
  private readonly raised = new Map<string, number>();
  private rows = emptyRows();

  /** @param counters the last number of each office whose row this transaction has locked */
  constructor(change: Database, counters: Map<string, number>) {
    this.change = change;
    this.counters = counters;
  }

  addAction(action: Insertable<Tables['actions']>): void {
    this.rows.actions.push(action);
  }

  async addToFeed(row: Omit<Insertable<Tables['feed']>, 'sequence'>): Promise<void> {
    const sequence = (await this.lastOf(row.office_id)) + 1;
    this.counters.set(row.office_id, sequence);
    this.raised.set(row.office_id, sequence);
    this.rows.feed.push({ ...row, sequence });
  }

  /** What the record is after this push. */
  setRecord(record: Insertable<Tables['records']>): void {
    this.rows.records.push(record);
  }

  setSummary(summary: Insertable<Tables['summaries']>): void {
    this.rows.summaries.push(summary);
  }

  /** What figures count of a record of the register of risks. */
  setRisk(risk: Insertable<Tables['risks']>): void {
    this.rows.risks.push(risk);
  }

  /** The last number that this push has given out in an office's feed; 0 when none. */
  reached(officeId: string): number {
    return this.raised.get(officeId) ?? 0;
  }

  /** Who has to be told after the commit, and up to which number. */
  listRaised(): readonly (readonly [string, number])[] {
    return [...this.raised];
  }

  /** Writes what was gathered; before anything is read that it may change, and at the end. */
  async flush(): Promise<void> {
    const { actions, feed, records, summaries, risks } = this.rows;
    this.rows = emptyRows();
    const writes = [
      ...insertRows('actions', actions),
      ...insertRows('feed', feed),
      ...(feed.length > 0 ? [this.raiseCounters(feed)] : []),
      ...insertRows('records', records, ['office_id', 'id', 'kind']),
      ...insertRows('summaries', summaries, ['office_id', 'record_id']),
      ...insertRows('risks', risks, ['office_id', 'record_id']),
    ];
    if (writes.length === 0) return;
    const parts = writes.map((write, index) => sql`${sql.raw(`write_${index}`)} as (${write})`);
    await sql`with ${sql.join(parts)} select 1`.execute(this.change);
  }

  private raiseCounters(feed: readonly { readonly office_id: string }[]): RawBuilder<unknown> {
    const offices = [...new Set(feed.map((row) => row.office_id))];
    const raised = Object.fromEntries(offices.map((id) => [id, this.reached(id)]));
    return sql`update offices set feed_sequence = (${JSON.stringify(raised)}::json ->> id)::bigint
                where id = ${anyOf(offices)}`;
  }

  private async lastOf(officeId: string): Promise<number> {
    const known = this.counters.get(officeId);
    if (known !== undefined) return known;
    // A file that changed hands between the look at its record and the locks.
    const { feed_sequence: last } = await this.change
      .selectFrom('offices')
      .select('feed_sequence')
      .where('id', '=', officeId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return last;
  }
}

type Rows = {
  readonly actions: Insertable<Tables['actions']>[];
  readonly feed: Insertable<Tables['feed']>[];
  readonly records: Insertable<Tables['records']>[];
  readonly summaries: Insertable<Tables['summaries']>[];
  readonly risks: Insertable<Tables['risks']>[];
};

const emptyRows = (): Rows => ({ actions: [], feed: [], records: [], summaries: [], risks: [] });

/**
 * All rows of a table in one value, so that the statement is the same whatever their number: PostgreSQL plans it once.
 * @param key where a row of this key stands already, it becomes the new one
 */
function insertRows<Row extends object>(
  table: keyof Tables,
  rows: readonly Row[],
  key: readonly (keyof Row & string)[] = [],
): RawBuilder<unknown>[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const changed = names
    .filter((name) => !key.some((one) => one === name))
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  const replacing =
    key.length === 0
      ? sql``
      : sql`on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(changed)}`;
  return [
    sql`insert into ${sql.table(table)} (${columns})
        select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}) ${replacing}`,
  ];
}
