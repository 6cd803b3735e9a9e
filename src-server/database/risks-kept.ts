import { type Kysely, sql } from 'kysely';
import { readAction } from '../../shared/record/action.ts';
import { foldActions } from '../../shared/record/fold.ts';
import { riskReducer } from '../../shared/risk/reducer.ts';
import { serverHashing } from '../sync/hashing.ts';
import { riskRowOf } from '../sync/risk-rows.ts';

type KeptAction = Parameters<typeof readAction>[0] & {
  readonly officeId: string;
  readonly rejection: string | null;
};

/**
 * Migration 0011: a server that did not know what a risk is kept those of newer desks and passed them on, and counted none.
 * The statements are of that migration's day and name every column: the tables that today's program knows may have others,
 * which later migrations add. What the actions mean is read as today.
 */
export async function countRisksKept(database: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<KeptAction>`
    select feed.office_id as "officeId", actions.id, actions.record_id as "recordId", actions.record_kind as "recordKind",
           actions.type, actions.clock, actions.header, actions.salt, actions.body, actions.signature, actions.signer,
           actions.rejection
      from records
      join feed on feed.office_id = records.office_id and feed.record_id = records.id
      join actions on actions.office_id = feed.action_office_id and actions.id = feed.action_id
     where records.kind = 'risk' and actions.record_kind = 'risk'`.execute(database);
  const byRecord = Map.groupBy(rows, ({ officeId, recordId }) => `${officeId}/${recordId}`);
  for (const kept of byRecord.values()) {
    const [first] = kept;
    if (first === undefined) continue;
    const actions = kept.flatMap(({ officeId: _, rejection, ...stored }) => {
      const read = readAction(stored, serverHashing, rejection);
      return read.ok ? [read.action] : [];
    });
    const row = riskRowOf(first.officeId, first.recordId, foldActions(riskReducer, actions).state);
    if (row === null) continue;
    await sql`
      insert into risks (office_id, record_id, found_month, level, status, is_withdrawn)
      values (${row.office_id}, ${row.record_id}, ${row.found_month}, ${row.level}, ${row.status}, ${row.is_withdrawn})
      on conflict do nothing`.execute(database);
  }
}
