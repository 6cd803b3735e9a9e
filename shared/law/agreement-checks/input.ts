/**
 * What the checks of an agreement read: the fields of the case file by the names they have there, all of
 * them possibly empty. A case view's entities can be passed as they are.
 */
type Maybe<Value> = Value | null | undefined;

export type CheckedParty = {
  readonly id: string;
  readonly side?: Maybe<'applicant' | 'respondent' | 'thirdParty'>;
  readonly kind?: Maybe<'person' | 'employer'>;
  readonly name?: Maybe<string>;
  readonly idNumber?: Maybe<string>;
  readonly birthDate?: Maybe<string>;
  readonly civilCapacity?: Maybe<'limited' | 'none'>;
  readonly creditCode?: Maybe<string>;
  readonly deliveryAddress?: Maybe<string>;
  readonly registeredAddress?: Maybe<string>;
  readonly phone?: Maybe<string>;
  readonly legalRepresentative?: Maybe<string>;
  readonly employmentForm?: Maybe<string>;
};

export type CheckedAgent = {
  readonly id: string;
  readonly forPartyIds?: Maybe<readonly string[]>;
  readonly role?: Maybe<'agent' | 'legalGuardian' | 'representative'>;
  readonly name?: Maybe<string>;
  readonly hasSpecialPowers?: Maybe<boolean>;
  readonly powers?: Maybe<readonly { readonly text: string; readonly special: boolean }[]>;
  readonly validFrom?: Maybe<string>;
  readonly validTo?: Maybe<string>;
};

export type CheckedClaim = {
  readonly id: string;
  readonly disputeTypeCode?: Maybe<string>;
  readonly title?: Maybe<string>;
  readonly amount?: Maybe<string>;
  readonly isInScope?: Maybe<boolean>;
  /** What it comes to by law, where a calculator was used. */
  readonly calculatedAmount?: Maybe<string>;
  /** What 经济补偿 or 赔偿金 comes to by the dates and the wage of the case file, where no calculator was used. */
  readonly expectedAmount?: Maybe<string>;
};

export type CheckedObligation = {
  readonly id: string;
  readonly isMonetary?: Maybe<boolean>;
  readonly kind?: Maybe<string>;
  readonly debtorIds?: Maybe<readonly string[]>;
  readonly creditorIds?: Maybe<readonly string[]>;
  readonly claimIds?: Maybe<readonly string[]>;
  readonly amount?: Maybe<string>;
  readonly taxTreatment?: Maybe<string>;
  readonly dueDate?: Maybe<string>;
  readonly method?: Maybe<string>;
  readonly accountName?: Maybe<string>;
  readonly bank?: Maybe<string>;
  readonly accountNumber?: Maybe<string>;
  readonly instalments?: Maybe<
    readonly { readonly number: number; readonly dueDate: string; readonly amount: string }[]
  >;
  readonly text?: Maybe<string>;
};

export type CheckedTerms = {
  /** The agreement's version. */
  readonly id: string;
  readonly copies?: Maybe<number>;
  readonly disputeSummary?: Maybe<string>;
  readonly employmentRelation?: Maybe<string>;
  readonly employmentEndedOn?: Maybe<string>;
  readonly defaultClause?: Maybe<string>;
  readonly settledScope?: Maybe<string>;
  readonly openItems?: Maybe<readonly string[]>;
  readonly rightsNotice?: Maybe<string>;
  readonly effectivenessClause?: Maybe<string>;
  readonly enforcementRoute?: Maybe<string>;
};

export type CheckedCollective = {
  readonly representativeIds?: Maybe<readonly string[]>;
  readonly consentSignedOn?: Maybe<string>;
  readonly rows?: Maybe<
    readonly {
      readonly partyId: string;
      readonly agreedAmount: string;
      readonly instalments: readonly {
        readonly number: number;
        readonly dueDate: string;
        readonly amount: string;
      }[];
      readonly accountName: string;
      readonly bank: string;
      readonly accountNumber: string;
    }[]
  >;
};

export type CheckedMediator = {
  readonly id: string;
  readonly name: string;
  readonly certificateNumber: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

export type CheckedSignature = {
  readonly signerId: string;
  readonly capacity: 'party' | 'agent' | 'mediator' | 'recorder' | 'organisation' | 'other';
  readonly forPartyIds: readonly string[];
  readonly manner: string;
  readonly date: string;
};

export type AgreementCheckInput = {
  /** The day on which it is, or will be, signed: 'YYYY-MM-DD'. */
  readonly signingDate: string;
  /** When the case was accepted; null before. */
  readonly acceptedOn: string | null;
  readonly terms: CheckedTerms;
  readonly obligations: readonly CheckedObligation[];
  readonly parties: readonly CheckedParty[];
  readonly agents: readonly CheckedAgent[];
  readonly claims: readonly CheckedClaim[];
  readonly collective: CheckedCollective | null;
  readonly mediators: readonly CheckedMediator[];
  /** What both sides accepted in the meeting, as it was registered; null where no offer was. */
  readonly acceptedAmount?: string | null;
  /** The day of the meeting in which they agreed; null where none is known. */
  readonly agreedOn?: string | null;
  /** What is wrong with the sums of the consent sheet that stands in the file (代表人推举书、同意书). */
  readonly consentFault?: 'withoutSums' | 'otherSums' | null;
  /** Given once signing has begun; without it only the draft is checked. */
  readonly signatures?: readonly CheckedSignature[];
  /** How grave a missing certificate is; the office decides. */
  readonly certificateSeverity?: 'error' | 'warning';
};

/** One finding. `messageKey` is a key of law.json; `params` fill it. `path` says where it is mended. */
export type AgreementFinding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly article: string;
  readonly messageKey: string;
  readonly params: Record<string, string | number>;
  readonly path: { readonly kind: string; readonly id: string; readonly field: string } | null;
};

/** Builds a finding of a rule: its message key is 'check.agreement.<rule>'. */
export function finding(
  rule: string,
  severity: AgreementFinding['severity'],
  article: string,
  path: AgreementFinding['path'],
  params: AgreementFinding['params'] = {},
): AgreementFinding {
  return { rule, severity, article, messageKey: `check.agreement.${rule}`, params, path };
}

/** Whether a field holds nothing but spaces. */
export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
