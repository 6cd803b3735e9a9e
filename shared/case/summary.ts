import { z } from 'zod';
import { MeetingPlan } from './meeting-plans.ts';

/** What the lists, the search and the deadlines need of a case; derived, never the truth, never sent. */
export const CaseSummary = z.object({
  /** The case's record id. */
  id: z.string().min(1).max(64),
  foldVersion: z.number().int(),
  heads: z.array(z.string()),
  caseNumber: z.string().max(128),
  stage: z.string().max(32),
  openedOn: z.string().max(10),
  /** The nearest running deadline, '' when none runs. */
  nextDeadlineOn: z.string().max(10),
  closed: z.boolean(),
  mediatorId: z.string().max(64),
  updatedClock: z.string().max(64),
  searchTokens: z.string(),
  summary: z.object({
    externalNumber: z.string(),
    applicants: z.array(z.string()),
    respondents: z.array(z.string()),
    disputeTypeCode: z.string(),
    causeOfAction: z.string(),
    mediatorName: z.string(),
    claimTotal: z.string(),
    outcomeCode: z.string(),
    nextStep: z.string(),
    nextDeadlineRule: z.string(),
    effectiveDate: z.string(),
    missingSignatures: z.number().int(),
    conflicts: z.number().int(),
    nextVisitOn: z.string(),
    overduePerformance: z.number().int(),
    /** Due days of what is agreed, in force and not done; missing in summaries made before they were kept. */
    openDueDates: z.array(z.string()).optional(),
    /** Meetings without a result yet; missing in summaries made before they were kept. */
    meetings: z.array(MeetingPlan).optional(),
  }),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/**
 * The fold version of a line that the central server made for a case which this desk does not hold whole: it stands in
 * lists, is marked there, and gives way to the desk's own fold. No fold of this program ever has it.
 */
export const remoteFoldVersion = 0;

export function isRemote(summary: Pick<CaseSummary, 'foldVersion'>): boolean {
  return summary.foldVersion === remoteFoldVersion;
}
