/** Dated events of a case that start or end a time limit. */
const deadlineEventKinds = [
  'negotiationRequested',
  'negotiationAnswered',
  'applicationReceived',
  'acceptanceDecided',
  'accepted',
  'newEmploymentAccepted',
  'mediationEnded',
  'agreementEffective',
  'arbitrationReviewApplied',
  'arbitrationReviewAccepted',
  'arbitrationReviewLengthened',
  'arbitrationReviewDecided',
  'judicialConfirmationApplied',
  'performanceDue',
  'performed',
  'paymentOrderApplied',
  'paymentOrderAccepted',
  'paymentOrderIssued',
  'paymentOrderServed',
  'paymentOrderAnswered',
  'arbitrationEntrustmentAgreed',
  'courtPreFilingAccepted',
  'courtOrdinaryAccepted',
  'courtSummaryAccepted',
  'entrustmentReceived',
  'entrustmentAnswered',
  'challengeMade',
  'challengeDecided',
  'awardReceivedByWorker',
  'awardReceivedByEmployer',
  'awardContested',
  'workInjuryHappened',
  'workInjuryReported',
  'publicInstitutionAccepted',
] as const;
export type DeadlineEventKind = (typeof deadlineEventKinds)[number];

type DeadlineUnit = 'naturalDays' | 'workingDays' | 'years';

export type DeadlineRule = {
  /** 'D01' to 'D22'; a rule with several limits has one row for each. */
  readonly rule: string;
  /** Unique among the rows: 'D10-issue'. */
  readonly id: string;
  readonly trigger: DeadlineEventKind;
  readonly length: number;
  readonly unit: DeadlineUnit;
  /** The events that end it, whichever comes first. Empty: nothing does, it only passes. */
  readonly doneBy: readonly DeadlineEventKind[];
  /**
   * `duty`: something must be done by then, and doing it late is still doing it.
   * `right`: something may be done until then and not after. `opening`: when it passes, a new way opens.
   */
  readonly nature: 'duty' | 'right' | 'opening';
  /** Who has to keep it. */
  readonly boundBy: 'organisation' | 'parties' | 'worker' | 'employer' | 'arbitration' | 'court';
  /** Whether all parties may agree on a later day, and the most days it may then add (null: no limit set). */
  readonly extension: { readonly daysAtMost: number | null } | null;
  /** What whoever decides may add by itself, once this has happened; counted in the same unit. */
  readonly lengthenedBy?: { readonly event: DeadlineEventKind; readonly length: number };
  readonly article: string;
  /** False: not confirmed for Beijing. Runs only where the office says that it applies, with its length and ground. */
  readonly isConfirmed: boolean;
  readonly zh: string;
  readonly en: string;
};
