import type { Insertable } from 'kysely';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';

/**
 * The rows of one push: gathered, and written with one statement a table. Numbers are given out here from the counters
 * that the transaction holds, so nobody else gives out the same ones.
 */
export class FeedWriter {
  private readonly change: Database;
  private readonly counters: Map<string, number>;
  private readonly raised = new Map<string, number>();
  private actions: Insertable<Tables['actions']>[] = [];
  private rows: Insertable<Tables['feed']>[] = [];

  /** @param counters the last number of each office whose row this transaction has locked */
  constructor(change: Database, counters: Map<string, number>) {
    this.change = change;
    this.counters = counters;
  }

  addAction(action: Insertable<Tables['actions']>): void {
    this.actions.push(action);
  }

  async addToFeed(row: Omit<Insertable<Tables['feed']>, 'sequence'>): Promise<void> {
    const sequence = (await this.lastOf(row.office_id)) + 1;
    this.counters.set(row.office_id, sequence);
    this.raised.set(row.office_id, sequence);
    this.rows.push({ ...row, sequence });
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
    const { actions, rows } = this;
    [this.actions, this.rows] = [[], []];
    if (actions.length > 0) await this.change.insertInto('actions').values(actions).execute();
    if (rows.length === 0) return;
    await this.change.insertInto('feed').values(rows).execute();
    for (const officeId of new Set(rows.map((row) => row.office_id))) {
      await this.change
        .updateTable('offices')
        .set({ feed_sequence: this.reached(officeId) })
        .where('id', '=', officeId)
        .execute();
    }
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
