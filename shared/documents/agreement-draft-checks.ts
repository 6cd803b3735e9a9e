import type { EntityPatch } from '../case/actions.ts';
import type { EntityOf } from '../case/entities.ts';
import { byOrder } from '../case/project.ts';
import { findAgreedDay } from '../case/signing-day.ts';
import type { CaseView } from '../case/view.ts';
import { type AgreementFinding, checkAgreement } from '../law/agreement-checks/index.ts';
import { calculateCompensation, type ParameterTable } from '../law/calculators/index.ts';
import { isWorker } from '../law/party-kind.ts';
import { findConsentFault } from './forms/representative-consent.ts';

/**
 * The checks of the agreement that is being drafted (DOMAIN 5.6); none once it is final.
 * @param today 'YYYY-MM-DD' in Beijing
 * @param office how grave a mediator's missing certificate is, as the office decided; the figures of the law, where known
 */
export function checkDraftedAgreement(
  view: CaseView,
  today: string,
  office: {
    readonly certificate: { readonly severity: 'error' | 'warning' };
    readonly parameters?: ParameterTable;
  },
): AgreementFinding[] {
  const agreement = view.agreements.at(-1);
  if (agreement === undefined || agreement.isFinal) return [];
  const accepted = view.meetings
    .flatMap(({ offers }) => offers)
    .findLast(({ status }) => status === 'accepted');
  return checkAgreement({
    // An agreement is signed at the table: on the day of the last meeting.
    signingDate: view.meetings.findLast((one) => one.date)?.date ?? today,
    acceptedOn: view.acceptance?.decidedOn ?? null,
    terms: agreement.terms,
    obligations: agreement.obligations,
    parties: view.parties,
    agents: view.agents,
    claims: view.claims.map((claim) => ({
      ...claim,
      expectedAmount: expectedOf(view, claim, office.parameters),
    })),
    collective: view.collective,
    mediators: view.acceptance?.mediators ?? [],
    acceptedAmount: accepted?.amount ?? null,
    agreedOn: findAgreedDay(view),
    consentFault: findConsentFault(view),
    certificateSeverity: office.certificate.severity,
  });
}

/** 劳动合同法 47, 87: the cap and the years are easily forgotten where a sum was typed and not reckoned. */
function expectedOf(
  { parties }: CaseView,
  claim: EntityOf<'claim'>,
  parameters: ParameterTable | undefined,
): string | null {
  const kind = claim.disputeTypeCode === '110' ? 'economicCompensation' : 'unlawfulDismissalDamages';
  const [worker, ...others] = parties.filter((party) => party.side === 'applicant' && isWorker(party));
  const { entryDate, leaveDate } = worker ?? {};
  // 劳动合同法实施条例 27: the average counts; while nobody knows it, the wage is near it.
  const wage = worker?.averageWage || worker?.monthlyWage;
  if (
    parameters === undefined ||
    others.length > 0 ||
    claim.calculatedAmount ||
    !['110', '111'].includes(claim.disputeTypeCode ?? '') ||
    !(entryDate && leaveDate && wage) ||
    entryDate > leaveDate
  )
    return null;
  try {
    const wages = { total: wage, months: 1 };
    return calculateCompensation({ entryDate, leaveDate, wages, kind }, parameters).result;
  } catch {
    // No figures are known of that year.
    return null;
  }
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
    obligations: byOrder(
      [
        ...last.obligations.map((one) => typedOver('obligation', one)),
        ...begun.map(({ id }) => typedOver('obligation', { id } as EntityOf<'obligation'>)),
      ].filter((one) => one.isWithdrawn !== true),
    ),
  };
  return { ...view, agreements: [...view.agreements.slice(0, -1), typed] };
}
