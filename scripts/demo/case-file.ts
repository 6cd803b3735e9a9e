import { z } from 'zod';

/** A whole case from outside, as the demo plays it and the tests compare with (see test/fixtures/cases). */
const Day = z.iso.date();
const Amount = z.string().regex(/^\d+\.\d{2}$/);
const Text = z.string();
const OptionalText = Text.nullable();
const Coded = z.object({ code: Text, label: Text });
const Person = z.object({ id: Text, name: Text, role: Text });
const Account = z.object({ accountName: Text, bank: Text, accountNumber: Text });
const InstalmentRow = z.object({ number: z.number().int(), dueDate: Day, amount: Amount });
const SignatureRow = z.object({
  signerId: Text,
  signerName: Text,
  manner: Text,
  date: Day,
  note: OptionalText.optional(),
});

const Party = z.object({
  id: Text,
  side: z.enum(['申请人', '被申请人', '第三人']),
  kind: z.enum(['自然人', '用人单位']),
  name: Text,
  relation: OptionalText,
  sex: OptionalText.optional(),
  birthDate: Day.nullable().optional(),
  idType: OptionalText.optional(),
  idNumber: OptionalText.optional(),
  ethnicGroup: OptionalText.optional(),
  unifiedSocialCreditCode: OptionalText.optional(),
  registeredAddress: OptionalText,
  deliveryAddress: OptionalText,
  postcode: OptionalText,
  phone: OptionalText,
  electronicService: z.object({ agreed: z.boolean(), account: OptionalText }),
  job: OptionalText.optional(),
  entryDate: Day.nullable().optional(),
  leaveDate: Day.nullable().optional(),
  contractTerm: z.object({ written: z.boolean(), from: Day.nullable(), to: Day.nullable() }).optional(),
  employmentForm: OptionalText.optional(),
  monthlyWage: Amount.nullable().optional(),
  averageWage12: Amount.nullable().optional(),
  wageNote: OptionalText.optional(),
  groupTags: z.array(Text).optional(),
  legalRepresentative: z.object({ id: Text, name: Text, position: OptionalText }).nullable().optional(),
  contact: z.object({ name: Text }).nullable().optional(),
  industry: Coded.nullable().optional(),
  ownership: OptionalText.optional(),
  size: OptionalText.optional(),
  hasUnion: z.boolean().nullable().optional(),
});

const Meeting = z.object({
  number: z.number().int(),
  date: Day,
  startTime: Text,
  endTime: Text,
  place: Text,
  openToPublic: z.boolean(),
  recordingConsent: z.boolean(),
  adjournments: z.array(z.object({ from: Text, to: Text, reason: Text })),
  attendees: z.array(z.object({ personId: Text, name: Text, role: Text })),
  minutes: z
    .array(
      z.object({
        seq: z.number().int(),
        time: Text,
        speakerId: Text,
        speaker: Text,
        speakerRole: Text,
        kind: z.enum(['statement', 'question', 'fact', 'offer', 'counterOffer', 'explanation', 'result']),
        text: Text,
        correctsEntry: z.number().int().optional(),
        correctsMeeting: z.number().int().optional(),
      }),
    )
    .min(1),
  result: Text,
  signatures: z.array(SignatureRow),
});

const Obligation = z.object({
  id: Text,
  monetary: z.boolean(),
  kind: Text,
  debtorId: Text,
  creditorId: Text,
  claimIds: z.array(Text),
  amount: Amount.optional(),
  taxTreatment: Text.optional(),
  dueDate: Day.nullable().optional(),
  method: Text.optional(),
  payee: Account.optional(),
  instalments: z.array(InstalmentRow).optional(),
  text: Text,
});

const Agreement = z.object({
  number: Text,
  copies: z.number().int(),
  disputeSummary: Text,
  employmentRelation: z.object({ text: Text, endedOn: Text.nullable(), reason: OptionalText }),
  obligations: z.array(Obligation).min(1),
  total: z.object({ amount: Amount }),
  defaultClause: Text,
  settledScope: Text,
  openItems: z.array(Text),
  rightsNotice: Text,
  effectivenessClause: Text,
  signatures: z.array(SignatureRow.extend({ capacity: Text })),
  organisationSeal: z.object({ name: Text, date: Day }),
  effectiveDate: Day,
});

export const CaseFile = z.object({
  formatVersion: z.literal('1.0'),
  caseKey: Text,
  title: Text,
  caseNumber: Text,
  caseClass: Text,
  disputeTypes: z.object({ primary: Coded, others: z.array(Coded), causeOfAction: Text }),
  office: z.object({
    name: Text,
    shortName: Text,
    type: Text,
    district: Text,
    districtCode: Text,
    street: OptionalText,
    address: Text,
    phone: Text,
    officeHead: Text,
    arbitrationCommission: Text,
    court: Text,
  }),
  mediators: z
    .array(
      z.object({
        id: Text,
        name: Text,
        role: Text,
        certificateNumber: Text,
        validFrom: Day,
        validTo: Day,
      }),
    )
    .min(1),
  staff: z.array(Person),
  caseSource: z.object({
    code: Text,
    externalDocument: z.object({ number: Text, title: Text, issuer: Text, date: Day }).nullable(),
    note: OptionalText,
  }),
  firstContact: z.object({
    at: z.iso.datetime({ offset: true }),
    channel: Text,
    person: Text,
    handledBy: Text,
    summary: Text,
  }),
  application: z.object({
    form: Text,
    receivedAt: z.iso.datetime({ offset: true }),
    place: Text,
    registrar: Text,
    otherProceedings: z.object({ arbitration: Text, litigation: Text, labourInspection: Text }),
  }),
  parties: z.array(Party).min(2),
  agents: z.array(
    z.object({
      id: Text,
      forPartyId: Text,
      name: Text,
      sex: OptionalText,
      idType: OptionalText,
      idNumber: OptionalText,
      organisation: OptionalText,
      type: Text,
      relation: OptionalText,
      phone: OptionalText,
      licenceNumber: OptionalText,
      powers: z.array(z.object({ text: Text, special: z.boolean() })),
      specialPowers: z.boolean(),
      authorisedOn: Day,
      validFrom: Day,
      validTo: Day,
    }),
  ),
  collective: z
    .object({
      workerCount: z.number().int(),
      electedOn: Day,
      representativeIds: z.array(Text),
      representativePowers: Text,
      consentSheet: z.object({ signedOn: Day }),
      table: z.array(
        z.object({
          partyId: Text,
          name: Text,
          job: Text,
          dayRate: Amount,
          claimedDays: z.object({ total: Text }),
          advancePaid: Amount,
          claimAmount: Amount,
          confirmedDays: Text,
          agreedAmount: Amount,
          instalments: z.array(InstalmentRow),
          payee: Account,
        }),
      ),
    })
    .nullable(),
  claims: z
    .array(
      z.object({
        id: Text,
        claimantIds: z.array(Text),
        disputeType: Coded,
        title: Text,
        text: Text,
        amount: Amount.nullable(),
        inScope: z.boolean(),
        scopeNote: OptionalText,
      }),
    )
    .min(1),
  claimTotal: z.object({ amount: Amount }),
  factsAndReasons: Text,
  evidence: z.array(
    z.object({
      number: Text,
      name: Text,
      submittedBy: Text,
      pages: z.number().int(),
      form: Text,
      purpose: Text,
      otherSideOpinion: Text,
    }),
  ),
  responses: z.array(
    z.object({
      partyId: Text,
      inquirySentOn: Day,
      inquiryMethod: Text,
      answeredOn: Day,
      answerMethod: Text,
      agreesToMediate: z.boolean(),
      opinion: Text,
    }),
  ),
  acceptance: z.object({ decision: Text, decidedOn: Day, reason: Text, approvedBy: Text, riskLevel: Text }),
  deadlines: z.array(
    z.object({ rule: Text, triggerDate: Day, rawDueDate: Day, dueDate: Day, rolledOver: z.boolean() }),
  ),
  extensions: z.array(
    z.object({
      rule: Text,
      reason: Text,
      fromDueDate: Day,
      toDueDate: Day,
      consents: z.array(z.object({ partyIds: z.array(Text), on: Day, manner: Text })).min(1),
    }),
  ),
  meetings: z.array(Meeting).min(1),
  undisputedFacts: z.array(Text),
  caucusNotes: z.array(
    z.object({
      id: Text,
      meetingNumber: z.number().int(),
      at: z.iso.datetime({ offset: true }),
      withId: Text,
      mediatorId: Text,
      text: Text,
      mustNeverBeExported: OptionalText,
    }),
  ),
  offers: z.array(
    z.object({
      id: Text,
      meetingNumber: z.number().int(),
      kind: z.enum(['offer', 'counterOffer']),
      byId: Text,
      forPartyId: OptionalText,
      answersOfferId: OptionalText,
      minutesSeq: z.number().int(),
      amount: Amount.nullable(),
      terms: Text,
      status: Text,
    }),
  ),
  outcome: z.object({ code: Text, closedOn: Day, note: OptionalText }),
  agreement: Agreement.nullable(),
  performance: z
    .object({
      payments: z.array(
        z.object({
          scheduleNumber: z.number().int(),
          paidOn: Day,
          paidAmount: Amount,
          method: Text,
          voucher: Text,
        }),
      ),
      duties: z.array(z.object({ obligationId: Text, doneOn: Day.nullable(), proof: Text })),
    })
    .nullable(),
  arbitrationReview: z
    .object({
      appliedOn: Day,
      acceptedOn: Day,
      documentNumber: Text,
      mediationDocumentNumber: OptionalText,
      result: Text,
      resultOn: Day,
      servedOn: Day.nullable(),
    })
    .nullable(),
  paymentOrder: z
    .object({
      court: Text,
      applicantPartyIds: z.array(Text),
      debtorPartyId: Text,
      appliedOn: Day,
      acceptedOn: Day,
      documentNumber: Text,
      issuedOn: Day,
      servedOn: Day,
      objection: z.boolean(),
      result: Text,
    })
    .nullable(),
  services: z.array(
    z.object({
      document: Text,
      toPartyId: OptionalText,
      servedOn: Day,
      method: Text,
      receivedBy: Text,
      note: OptionalText,
    }),
  ),
  followUpVisits: z.array(
    z.object({
      number: z.number().int(),
      date: Day,
      method: Text,
      visitor: Text,
      visitedPartyId: Text,
      visitedPerson: Text,
      purpose: Text,
      findings: Text,
      satisfaction: Text,
      hiddenRisk: Text,
      nextStep: Text,
    }),
  ),
  archive: z.object({
    archiveNumber: Text,
    filedBy: Text,
    filedOn: Day,
    checkedBy: Text,
    retentionClass: Text,
    closingNote: Text,
  }),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** The case in a JSON text; throws an Error that names the path of the first wrong field. */
export function parseCaseFile(text: string): CaseFile {
  let content: unknown;
  try {
    // Editors of Windows put a mark before the first character.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error('The file is not JSON.');
  }
  const parsed = CaseFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') || '(top)';
  throw new Error(`Not a case file of this form. First wrong field: ${path} (${issue?.message ?? ''})`);
}
