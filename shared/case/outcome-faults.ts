import { isAgreedOutcome } from '../law/codes/index.ts';
import { findAgreementInForce } from './agreement.ts';
import type { CaseView } from './view.ts';

/** What the outcome to be registered contradicts, and the day it was measured by. `isGrave`: only with a reason. */
export type OutcomeFault = {
  readonly code: 'agreementInForce' | 'noAgreementInForce' | 'inFuture' | 'beforeAcceptance' | 'beforeEffect';
  readonly day: string;
  readonly isGrave: boolean;
};

/**
 * An agreement in force binds both sides (劳动争议调解仲裁法 14): a file that ends as failed or withdrawn beside it would send
 * them to arbitration by a notice that the agreement belies, and one that ends as agreed without it counts what is not there.
 */
export function findOutcomeFaults(
  view: Pick<CaseView, 'agreements' | 'acceptance' | 'negotiation'>,
  { code, closedOn }: { readonly code: string; readonly closedOn: string },
  today: string,
): OutcomeFault[] {
  const inForce = findAgreementInForce(view.agreements);
  const effectiveDate = inForce?.effectiveness.effectiveDate ?? '';
  const decidedOn = view.acceptance?.decidedOn ?? '';
  const isSettled = view.negotiation?.result === 'settled';
  const all: (OutcomeFault & { readonly is: boolean })[] = [
    {
      code: 'agreementInForce',
      day: effectiveDate,
      isGrave: true,
      is: inForce !== undefined && code !== '' && !isAgreedOutcome(code),
    },
    {
      code: 'noAgreementInForce',
      day: today,
      isGrave: true,
      is: inForce === undefined && code === 'R01' && !isSettled,
    },
    { code: 'inFuture', day: today, isGrave: false, is: closedOn > today },
    {
      code: 'beforeAcceptance',
      day: decidedOn,
      isGrave: false,
      is: closedOn !== '' && closedOn < decidedOn,
    },
    {
      code: 'beforeEffect',
      day: effectiveDate,
      isGrave: false,
      is: code === 'R01' && closedOn !== '' && closedOn < effectiveDate,
    },
  ];
  return all.flatMap(({ is, ...fault }) => (is ? [fault] : []));
}
