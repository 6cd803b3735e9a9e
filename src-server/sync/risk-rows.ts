import type { Insertable } from 'kysely';
import type { RiskState } from '../../shared/risk/state.ts';
import { getRiskView } from '../../shared/risk/view.ts';
import type { Tables } from '../database/schema.ts';
import { toStorable } from './storable.ts';

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
    found_month: toStorable((risk.foundOn ?? '').slice(0, 7)),
    level: toStorable(risk.riskLevel ?? ''),
    status,
    is_withdrawn: isWithdrawn,
  };
}
