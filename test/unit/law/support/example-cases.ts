import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../fixtures/cases/', import.meta.url);

/** The four complete cases, as plain JSON values. */
export function loadCases(): { name: string; content: ExampleCase }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      name,
      content: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ExampleCase,
    }));
}

/** One case by the beginning of its file name. */
export function loadCase(start: string): ExampleCase {
  const found = loadCases().find(({ name }) => name.startsWith(start));
  if (found === undefined) throw new Error(`no example case ${start}`);
  return found.content;
}

/** Every object of a case that holds an amount and its capitals. */
export function collectCapitals(value: unknown): { amount: string; amountInCapitals: string }[] {
  if (Array.isArray(value)) return value.flatMap(collectCapitals);
  if (value === null || typeof value !== 'object') return [];
  const { amount, amountInCapitals } = value as Record<string, unknown>;
  const own =
    typeof amount === 'string' && typeof amountInCapitals === 'string' ? [{ amount, amountInCapitals }] : [];
  return [...own, ...Object.values(value).flatMap(collectCapitals)];
}

/** The parts of a case file that these tests read. */
export type ExampleCase = {
  readonly caseNumber: string;
  readonly disputeTypes: Record<string, unknown>;
  readonly office: { readonly type: string; readonly name: string; readonly districtCode: string };
  readonly caseSource: { readonly code: string; readonly label: string };
  readonly application: { readonly receivedAt: string };
  readonly acceptance: { readonly decidedOn: string; readonly riskLevel: string };
  readonly deadlines: readonly {
    readonly rule: string;
    readonly label: string;
    readonly trigger: string;
    readonly triggerDate: string;
    readonly length: number;
    readonly unit: string;
    readonly rawDueDate: string;
    readonly dueDate: string;
    readonly rolledOver: boolean;
    readonly doneOn: string | null;
  }[];
  readonly extensions: readonly {
    readonly rule: string;
    readonly fromDueDate: string;
    readonly toDueDate: string;
    readonly approvedOn: string;
    readonly consents: readonly { readonly partyIds: readonly string[]; readonly on: string }[];
  }[];
  readonly limitation: {
    readonly baseDate: string;
    readonly expiresOn: string;
    readonly interruptions: readonly {
      readonly date: string;
      readonly event: string;
      readonly proof: string;
    }[];
    readonly restartedExpiresOn: string;
    readonly status: string;
  };
  readonly parties: readonly ExampleParty[];
  readonly agents: readonly ExampleAgent[];
  readonly mediators: readonly {
    readonly id: string;
    readonly name: string;
    readonly certificateNumber: string;
    readonly validFrom: string;
    readonly validTo: string;
  }[];
  readonly collective: null | {
    readonly representativeIds: readonly string[];
    readonly consentSheet: { readonly signedOn: string };
    readonly table: readonly {
      readonly partyId: string;
      readonly dayRate: string;
      readonly claimedDays: { readonly total: string };
      readonly advancePaid: string;
      readonly agreedAmount: string;
      readonly instalments: readonly {
        readonly number: number;
        readonly dueDate: string;
        readonly amount: string;
      }[];
      readonly payee: { readonly accountName: string; readonly bank: string; readonly accountNumber: string };
    }[];
  };
  readonly claims: readonly {
    readonly id: string;
    readonly disputeType: { readonly code: string; readonly label: string };
    readonly amount: string | null;
    readonly inScope: boolean;
    readonly title: string;
    readonly calculation: null | {
      readonly formulaKey: string;
      readonly inputs: Record<string, unknown>;
      readonly result: string;
      readonly legalBasis: readonly string[];
    };
  }[];
  readonly claimTotal: { readonly amount: string };
  readonly outcome: { readonly code: string; readonly label: string; readonly closedOn: string };
  readonly failure: null | { readonly refusedOn: string };
  readonly agreement: null | ExampleAgreement;
  readonly meetings: readonly { readonly minutes: readonly { readonly kind: string }[] }[];
  readonly arbitrationReview: null | {
    readonly appliedOn: string;
    readonly acceptedOn: string;
    readonly resultOn: string;
  };
  readonly paymentOrder: null | Record<'appliedOn' | 'acceptedOn' | 'issuedOn' | 'servedOn', string>;
  readonly performance: null | {
    readonly payments: readonly { readonly paidOn: string; readonly daysLate: number }[];
  };
  readonly followUpVisits: readonly { readonly method: string }[];
};

export type ExampleParty = {
  readonly id: string;
  readonly side: string;
  readonly kind: string;
  readonly name: string;
  readonly relation: string | null;
  readonly sex?: string;
  readonly birthDate?: string;
  readonly idType?: string;
  readonly idNumber?: string;
  readonly unifiedSocialCreditCode?: string;
  readonly phone: string;
  readonly postcode: string;
  readonly employmentForm?: string;
  readonly groupTags?: readonly string[];
  readonly industry?: { readonly code: string; readonly label: string };
  readonly ownership?: string;
  readonly size?: string;
  readonly deliveryAddress: string;
  readonly legalRepresentative?: { readonly name: string };
  readonly contact?: { readonly phone: string };
};

export type ExampleAgent = {
  readonly id: string;
  readonly forPartyId: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly type: string;
  readonly powers: readonly { readonly text: string; readonly special: boolean }[];
  readonly specialPowers: boolean;
  readonly validFrom: string;
  readonly validTo: string;
};

export type ExampleAgreement = {
  readonly copies: number;
  readonly draftedOn: string;
  readonly disputeSummary: string;
  readonly employmentRelation: { readonly text: string; readonly endedOn: string };
  readonly obligations: readonly {
    readonly id: string;
    readonly monetary: boolean;
    readonly kind: string;
    readonly debtorId: string;
    readonly creditorId: string;
    readonly claimIds: readonly string[];
    readonly amount?: string;
    readonly amountInCapitals?: string;
    readonly taxTreatment?: string;
    readonly dueDate: string | null;
    readonly method: string;
    readonly payee?: { readonly accountName: string; readonly bank: string; readonly accountNumber: string };
    readonly instalments?: readonly {
      readonly number: number;
      readonly dueDate: string;
      readonly amount: string;
      readonly amountInCapitals: string;
    }[];
    readonly text: string;
  }[];
  readonly total: { readonly amount: string };
  readonly settledScope: string;
  readonly effectivenessClause: string;
  readonly rightsNotice: string;
  readonly signatures: readonly {
    readonly signerId: string;
    readonly capacity: string;
    readonly manner: string;
    readonly date: string;
  }[];
  readonly organisationSeal: { readonly name: string; readonly date: string };
  readonly effectiveDate: string;
};
