import type { StepId } from '../../shared/case/steps.ts';

/** The sections of a case file, in the order of the work. */
export const sectionIds = [
  'intake',
  'acceptance',
  'minutes',
  'agreement',
  'calculators',
  'documents',
  'applications',
  'performance',
  'visits',
  'closing',
  'timeline',
] as const;
export type SectionId = (typeof sectionIds)[number];

/** Where a step of the work is done. */
const sectionOfStep: Partial<Record<StepId, SectionId>> = {
  recordIntake: 'intake',
  recordNegotiation: 'intake',
  recordResponse: 'acceptance',
  decideAcceptance: 'acceptance',
  holdMeeting: 'minutes',
  writeMinutes: 'minutes',
  draftAgreement: 'agreement',
  signAgreement: 'documents',
  recordOutcome: 'closing',
  recordPerformance: 'performance',
  recordVisit: 'visits',
  archiveCase: 'closing',
};

/** The section of the case's next step; of a case that waits for nothing, what has happened. */
export function nextSectionOf(nextStep: StepId | null): SectionId {
  return nextStep === null ? 'timeline' : (sectionOfStep[nextStep] ?? 'intake');
}

/** The section that a page shows: the one asked for, else that of the next step. */
export function currentSectionOf(asked: string, nextStep: StepId | null): SectionId {
  return sectionIds.find((id) => id === asked) ?? nextSectionOf(nextStep);
}
