import type { CaseView } from '../../shared/case/view.ts';
import type { CheckFinding, RunningDeadline } from '../../shared/contract/cases.ts';

/** What is reckoned from a case file and a calendar; nothing of it is stored. */
export type Reckoning = {
  readonly deadlines: (view: CaseView, today: string) => RunningDeadline[];
  readonly agreementChecks: (view: CaseView, today: string) => CheckFinding[];
};

export async function createReckoning(_assetsFolder: string): Promise<Reckoning> {
  return { deadlines: () => [], agreementChecks: () => [] };
}
