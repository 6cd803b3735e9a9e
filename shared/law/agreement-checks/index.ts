import type { AgreementCheckInput, AgreementFinding } from './input.ts';
import { checkObligations } from './obligations.ts';
import { checkParties } from './parties.ts';
import { checkTerms } from './terms.ts';

export type * from './input.ts';

const order = { error: 0, warning: 1, info: 2 } as const;

/**
 * Checks an agreement before it is printed and, once `signatures` are given, whether it can take effect
 * (DOMAIN 5.6). An `error` makes it unenforceable or void in part, a `warning` asks for a second look,
 * an `info` is a hint. Gravest first; the mediator decides.
 */
export function checkAgreement(input: AgreementCheckInput): AgreementFinding[] {
  return [...checkParties(input), ...checkObligations(input), ...checkTerms(input)].sort(
    (left, right) => order[left.severity] - order[right.severity],
  );
}
