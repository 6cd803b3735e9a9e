import type { EntityPatch } from '../case/actions.ts';
import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import { type AgreementFinding, checkAgreement } from '../law/agreement-checks/index.ts';
import { findConsentFault } from './forms/representative-consent.ts';

/**
 * The checks of the agreement that is being drafted (DOMAIN 5.6); none once it is final.
 * @param today 'YYYY-MM-DD' in Beijing
 * @param certificateSeverity how grave a mediator's missing certificate is, as the office decided
 */
export function checkDraftedAgreement(
  view: CaseView,
  today: string,
  certificateSeverity: 'error' | 'warning',
): AgreementFinding[] {
  const agreement = view.agreements.at(-1);
  if (agreement === undefined || agreement.isFinal) return [];
  const accepted = view.meetings
    .flatMap(({ date, offers }) => offers.map((offer) => ({ date, ...offer })))
    .findLast(({ status }) => status === 'accepted');
  return checkAgreement({
    // An agreement is signed at the table: on the day of the last meeting.
    signingDate: view.meetings.findLast((one) => one.date)?.date ?? today,
    acceptedOn: view.acceptance?.decidedOn ?? null,
    terms: agreement.terms,
    obligations: agreement.obligations,
    parties: view.parties,
    agents: view.agents,
    claims: view.claims,
    collective: view.collective,
    mediators: view.acceptance?.mediators ?? [],
    acceptedAmount: accepted?.amount ?? null,
    agreedOn: accepted?.date ?? null,
    consentFault: findConsentFault(view),
    certificateSeverity,
  });
}

/** The case as it would stand if what was typed about its agreement were saved: so that it is checked while it is written. */
export function withTypedAgreement(view: CaseView, patches: readonly EntityPatch[]): CaseView {
  const last = view.agreements.at(-1);
  if (last === undefined || last.isFinal || patches.length === 0) return view;
  const typedOver = <Entity extends { readonly id: string }>(kind: EntityPatch['kind'], entity: Entity) => {
    const patch = patches.find((one) => one.kind === kind && one.id === entity.id);
    return { ...entity, ...patch?.fields } as Entity;
  };
  const known = new Set(last.obligations.map(({ id }) => id));
  const begun = patches.filter(({ kind, id }) => kind === 'obligation' && !known.has(id));
  const typed = {
    ...last,
    terms: typedOver('agreementTerms', last.terms),
    obligations: [
      ...last.obligations.map((one) => typedOver('obligation', one)),
      ...begun.map(({ id }) => typedOver('obligation', { id } as EntityOf<'obligation'>)),
    ].filter((one) => one.isWithdrawn !== true),
  };
  return { ...view, agreements: [...view.agreements.slice(0, -1), typed] };
}
