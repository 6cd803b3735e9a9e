import { z } from 'zod';
import { MeetingPlan } from './meeting-plans.ts';

/** Somebody of a case, for finding the same person or employer again. Stays on the desk and leaves no list. */
export const KnownPerson = z.object({
  /** The id of the party or agent in its case. */
  id: z.string(),
  role: z.enum(['applicant', 'respondent', 'thirdParty', 'agent']),
  kind: z.enum(['person', 'employer']),
  name: z.string(),
  /** ID number or credit code, '' when none is known. */
  number: z.string(),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

export const SummaryDeadline = z.object({
  rule: z.string(),
  dueDate: z.string(),
  /** What is no duty only passes: then it is nothing to be done. */
  isDuty: z.boolean(),
});
export type SummaryDeadline = z.infer<typeof SummaryDeadline>;

/** The limit that comes next on a day: duties also when they are overdue, rights and openings while they run. */
export function findNextDeadline(
  deadlines: readonly SummaryDeadline[],
  today: string,
): SummaryDeadline | undefined {
  return [...deadlines]
    .filter(({ dueDate, isDuty }) => isDuty || dueDate >= today)
    .sort((left, right) => (left.dueDate < right.dueDate ? -1 : 1))[0];
}

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
  /** Archived, or another office has it: no more in hand here. */
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
    /** Days of registration and of the end, '' while it goes on; missing in summaries made before they were kept. */
    registeredOn: z.string().optional(),
    closedOn: z.string().optional(),
    /** Due days of what is agreed, in force and not done; missing in summaries made before they were kept. */
    openDueDates: z.array(z.string()).optional(),
    /** Running time limits; missing in summaries made before they were kept. */
    deadlines: z.array(SummaryDeadline).optional(),
    /** Meetings without a result yet; missing in summaries made before they were kept. */
    meetings: z.array(MeetingPlan).optional(),
    /** The office that has it now, '' when the reader's own; missing in summaries made before it was kept. */
    handedOverTo: z.string().optional(),
    /** Missing in summaries made before they were kept, and in those of the central server. */
    people: z.array(KnownPerson).optional(),
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
