import type { CaseView } from '../../shared/case/view.ts';
import { calculators } from './definitions.ts';

/**
 * The calculator of what is in dispute: that of the main type, else of the first claim that has one. Of several of a type the
 * one that the words of the claim name, else the plain one.
 */
export function guessCalculator(view: Pick<CaseView, 'application' | 'claims' | 'collective'>): string {
  const claims = view.claims.filter(({ isInScope }) => isInScope !== false);
  const codes = [view.application.disputeTypeCode, ...claims.map((claim) => claim.disputeTypeCode)];
  for (const code of codes) {
    const ofType = calculators.filter(({ disputeTypeCode }) => code && disputeTypeCode === code);
    if (ofType.length === 0) continue;
    if (view.collective?.rows?.some(({ dayRate }) => dayRate !== '')) {
      const ofGroup = ofType.find(({ id }) => id === 'dayRateWages');
      if (ofGroup !== undefined) return ofGroup.id;
    }
    const claim = claims.find(({ disputeTypeCode }) => disputeTypeCode === code);
    const words = `${claim?.title ?? ''}${claim?.text ?? ''}`;
    const named = ofType.find(({ claimWords }) => claimWords?.test(words));
    const plain = ofType.find(({ claimWords }) => claimWords === undefined);
    return (named ?? plain ?? ofType[0])?.id ?? '';
  }
  return calculators[0]?.id ?? '';
}
