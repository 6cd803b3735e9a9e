import type { EntityPatch } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { defaultTerms } from '../agreement/default-terms.ts';
import { newId } from '../casepage/useCase.ts';

export type Transferred = {
  readonly amount: string;
  readonly note: string;
  /** Name of the item in the words of the forms. */
  readonly title: string;
  readonly disputeTypeCode: string;
  readonly partyId: string | null;
};

/** Writes a result into a claim: the one chosen, or a new one when `claimId` is ''. */
export function claimPatches(view: CaseView, result: Transferred, claimId: string): EntityPatch[] {
  const { amount, note, title, disputeTypeCode, partyId } = result;
  if (claimId !== '') {
    return [
      { kind: 'claim', id: claimId, fields: { amount, calculatedAmount: amount, calculationNote: note } },
    ];
  }
  const applicants = view.parties.filter((party) => party.side === 'applicant').map((party) => party.id);
  return [
    {
      kind: 'claim',
      id: newId('C'),
      fields: {
        claimantIds: partyId === null ? applicants : [partyId],
        title,
        ...(disputeTypeCode ? { disputeTypeCode } : {}),
        amount,
        isInScope: true,
        calculatedAmount: amount,
        calculationNote: note,
      },
    },
  ];
}

/**
 * Writes a result into the draft of the agreement: into the obligation chosen, or a new one when
 * `obligationId` is ''. Begins the draft when there is none that can still be changed.
 */
export function obligationPatches(view: CaseView, result: Transferred, obligationId: string): EntityPatch[] {
  if (obligationId !== '') {
    return [{ kind: 'obligation', id: obligationId, fields: { amount: result.amount } }];
  }
  const draft = view.agreements.at(-1);
  const version = draft?.version ?? '1';
  const ids = (side: string) => view.parties.filter((party) => party.side === side).map((party) => party.id);
  const claim = view.claims.find((one) => one.amount === result.amount);
  return [
    ...(draft === undefined
      ? [{ kind: 'agreementTerms' as const, id: version, fields: defaultTerms(view) }]
      : []),
    {
      kind: 'obligation',
      id: newId('o'),
      fields: {
        agreementVersion: version,
        order: (draft?.obligations.length ?? 0) + 1,
        isMonetary: true,
        kind: `支付${result.title}`,
        debtorIds: ids('respondent'),
        creditorIds: result.partyId === null ? ids('applicant') : [result.partyId],
        claimIds: claim === undefined ? [] : [claim.id],
        amount: result.amount,
        taxTreatment: '税前，由用人单位依法代扣代缴个人所得税',
        method: '银行转账',
      },
    },
  ];
}
