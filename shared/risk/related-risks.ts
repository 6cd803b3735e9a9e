import { normaliseName } from '../text/names.ts';
import type { RiskView } from './view.ts';

type Employer = { readonly name?: string | null; readonly creditCode?: string | null };

/**
 * Risks of the register that are still to be seen to and are about one of these employers, by number or by name, and not
 * linked to the case yet.
 */
export function findRisksOfEmployers(
  risks: readonly RiskView[],
  employers: readonly Employer[],
  caseId: string,
): RiskView[] {
  const names = new Set(employers.map(({ name }) => normaliseName(name ?? '')).filter(Boolean));
  const numbers = new Set(employers.map(({ creditCode }) => creditCode ?? '').filter(Boolean));
  return risks.filter(
    ({ risk, isWithdrawn, endedOn, cases }) =>
      !isWithdrawn &&
      endedOn === '' &&
      !cases.some(({ id }) => id === caseId) &&
      (names.has(normaliseName(risk.employerName ?? '')) || numbers.has(risk.creditCode ?? '')),
  );
}
