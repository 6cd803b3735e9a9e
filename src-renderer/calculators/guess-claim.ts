import type { CaseView } from '../../shared/case/view.ts';
import type { Transferred } from './transfer.ts';

/**
 * The claim that a result most likely belongs to: that of the same name, or the only one of its kind without an amount.
 * Another claim's amount is never proposed to be written over.
 */
export function guessClaim(claims: CaseView['claims'], result: Transferred): string {
  const ofKind = claims.filter(
    (claim) =>
      result.disputeTypeCode !== '' &&
      claim.disputeTypeCode === result.disputeTypeCode &&
      (result.partyId === null ||
        (claim.claimantIds ?? []).length === 0 ||
        claim.claimantIds?.includes(result.partyId)),
  );
  const [open, ...others] = ofKind.filter(({ amount }) => !amount);
  const found =
    ofKind.find(({ title }) => title === result.title) ?? (others.length === 0 ? open : undefined);
  return found?.id ?? '';
}
