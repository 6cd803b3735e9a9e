import type { CaseSummary } from '../../shared/case/summary.ts';

/** A summary with everything at rest, for tests that look at one of its fields. */
export function summaryOf(part: Partial<CaseSummary> & { readonly id: string }): CaseSummary {
  return {
    foldVersion: 1,
    heads: [],
    caseNumber: part.id,
    stage: 'application',
    openedOn: '2026-04-13',
    nextDeadlineOn: '',
    closed: false,
    mediatorId: '',
    updatedClock: '2026-04-13T00:00:00.000Z-00000-A',
    searchTokens: '',
    summary: {
      externalNumber: '',
      applicants: [],
      respondents: [],
      disputeTypeCode: '',
      causeOfAction: '',
      mediatorName: '',
      claimTotal: '',
      outcomeCode: '',
      nextStep: '',
      nextDeadlineRule: '',
      effectiveDate: '',
      missingSignatures: 0,
      conflicts: 0,
      nextVisitOn: '',
      overduePerformance: 0,
    },
    ...part,
  };
}
