import { type Insertable, type RawBuilder, sql } from 'kysely';
import { anyOf } from '../database/any-of.ts';
import { compiledOnce } from '../database/compiled-once.ts';
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
    const { rows } = this;
    if (tables.every((table) => rows[table].length === 0)) return;
    this.rows = emptyRows();
    const raised = Object.fromEntries(rows.feed.map(({ office_id: id }) => [id, this.reached(id)]));
    const written = tables.map((table) => JSON.stringify(rows[table]));
    await write(this.change, JSON.stringify(raised), Object.keys(raised), ...written);
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
  readonly [Table in 'actions' | 'feed' | 'records' | 'summaries' | 'risks']: Insertable<Tables[Table]>[];
};

const emptyRows = (): Rows => ({ actions: [], feed: [], records: [], summaries: [], risks: [] });

/** Where a row of the same key stands already, it becomes the new one; a table without a key has none such. */
const columns: {
  readonly [Table in keyof Rows]: { readonly [Column in keyof Rows[Table][number]]-?: 'key' | 'value' };
} = {
  actions: {
    office_id: 'value',
    id: 'value',
    record_id: 'value',
    record_kind: 'value',
    type: 'value',
    clock: 'value',
    header: 'value',
    salt: 'value',
    body: 'value',
    signature: 'value',
    signer: 'value',
    received_at: 'value',
    rejection: 'value',
  },
  feed: {
    office_id: 'value',
    sequence: 'value',
    action_office_id: 'value',
    action_id: 'value',
    record_id: 'value',
    audience: 'value',
  },
  records: { office_id: 'key', id: 'key', kind: 'key', holder_office_id: 'value', action_count: 'value' },
  summaries: {
    office_id: 'key',
    record_id: 'key',
    sequence: 'value',
    is_closed: 'value',
    opened_month: 'value',
    stage: 'value',
    outcome_code: 'value',
    conflicts: 'value',
    summary: 'value',
  },
  risks: {
    office_id: 'key',
    record_id: 'key',
    found_month: 'value',
    level: 'value',
    status: 'value',
    is_withdrawn: 'value',
  },
};
const tables = Object.keys(columns) as (keyof Rows)[];

/** Always the same statement, with no rows for the tables that have none. */
const write = compiledOnce(
  (change, raised: string, offices: readonly string[], ...rows: readonly string[]) => {
    const inserts = tables.map(
      (table, index) => sql`${sql.raw(`write_${table}`)} as (${insertRows(table, rows[index])})`,
    );
    return sql`
      with ${sql.join(inserts)}, raise as (
        update offices set feed_sequence = (${raised}::json ->> id)::bigint where id = ${anyOf(offices)}
      ) select 1`.compile(change);
  },
);

/** All rows of a table in one value, so that the statement is the same whatever their number: PostgreSQL plans it once. */
function insertRows(table: keyof Rows, rows: string | undefined): RawBuilder<unknown> {
  const named = Object.entries(columns[table]).map(([name, role]) => ({ column: sql.ref(name), role }));
  const all = sql.join(named.map(({ column }) => column));
  const key = named.filter(({ role }) => role === 'key').map(({ column }) => column);
  const changed = named
    .filter(({ role }) => role === 'value')
    .map(({ column }) => sql`${column} = excluded.${column}`);
  const replacing =
    key.length === 0 ? sql`` : sql`on conflict (${sql.join(key)}) do update set ${sql.join(changed)}`;
  return sql`insert into ${sql.table(table)} (${all})
             select ${all} from json_populate_recordset(null::${sql.table(table)}, ${rows}) ${replacing}`;
}
