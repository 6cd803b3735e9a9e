import type { EntityPatch } from '../../shared/case/actions.ts';
import { findPayee } from '../../shared/case/taken-over.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { findTermsOfWorkers, isOwedToAllWorkers } from '../../shared/case/worker-rows.ts';
import { newId, savedValues } from '../casepage/useCase.ts';

/** One obligation for each claim with an amount, owed by the respondents to the claimants. */
export function obligationsFromClaims(view: CaseView, version: string): EntityPatch[] {
  const respondents = view.parties.filter((party) => party.side === 'respondent').map((party) => party.id);
  const applicants = view.parties.filter((party) => party.side === 'applicant').map((party) => party.id);
  const claims = view.claims.filter((claim) => claim.isInScope !== false && claim.amount);
  // What the workers of a group settled for stands in their table: claim and sum are the whole of it.
  const termsOfGroup = claims.length === 1 ? findTermsOfWorkers(view) : null;
  return claims.map((claim, index) => {
    const creditorIds = claim.claimantIds && claim.claimantIds.length > 0 ? claim.claimantIds : applicants;
    const accountName = findPayee(creditorIds, savedValues(view));
    const fields = {
      agreementVersion: version,
      order: index + 1,
      isMonetary: true,
      kind: `支付${claim.title ?? ''}`,
      debtorIds: respondents,
      creditorIds,
      ...(accountName === '' ? {} : { accountName }),
      claimIds: [claim.id],
      amount: claim.amount,
      taxTreatment: '税前，由用人单位依法代扣代缴个人所得税',
      method: '银行转账',
      ...(isOwedToAllWorkers(view, creditorIds) ? termsOfGroup : {}),
    };
    return { kind: 'obligation', id: newId('o'), fields };
  });
}
