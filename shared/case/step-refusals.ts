import type { StepId } from './steps.ts';
import type { CaseView } from './view.ts';

/** Why a step cannot be taken now, a key of the words of failures; null when it can. */
export function findRefusal({ steps }: Pick<CaseView, 'steps'>, id: StepId): string | null {
  return steps.find((step) => step.id === id)?.refusal ?? null;
}

/** Whether a step is not to be offered: refused, or the file holds what a newer program wrote. */
export function isClosedTo(view: Pick<CaseView, 'steps' | 'unknown'>, id: StepId): boolean {
  return view.unknown.length > 0 || findRefusal(view, id) !== null;
}
