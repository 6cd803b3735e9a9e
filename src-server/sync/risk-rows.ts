import type { Insertable } from 'kysely';
import { foldActions } from '../../shared/record/fold.ts';
import { riskReducer } from '../../shared/risk/reducer.ts';
import type { RiskState } from '../../shared/risk/state.ts';
import { getRiskView } from '../../shared/risk/view.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import { readRecord } from './record-folds.ts';

/** What figures count of a record of the register of risks; null of one that was never begun. */
export function riskRowOf(
  officeId: string,
  recordId: string,
  state: RiskState,
): Insertable<Tables['risks']> | null {
  if (state.registered === null) return null;
  const { risk, status, isWithdrawn } = getRiskView(recordId, state);
  return {
    office_id: officeId,
    record_id: recordId,
    found_month: (risk.foundOn ?? '').slice(0, 7),
    level: risk.riskLevel ?? '',
    status,
    is_withdrawn: isWithdrawn,
  };
}

/** A server that did not know what a risk is kept those of newer desks and passed them on, and counted none. */
export async function countRisksKept(database: Database): Promise<void> {
  const kept = await database
    .selectFrom('records')
    .select(['office_id', 'id'])
    .where('kind', '=', 'risk')
    .execute();
  for (const { office_id: officeId, id } of kept) {
    const { state } = foldActions(riskReducer, await readRecord(database, officeId, id, 'risk'));
    const row = riskRowOf(officeId, id, state);
    if (row === null) continue;
    await database
      .insertInto('risks')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
