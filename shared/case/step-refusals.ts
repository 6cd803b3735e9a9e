import type { StepId } from './steps.ts';
import type { CaseView } from './view.ts';

/** Why a step cannot be taken now, a key of the words of failures; null when it can. */
export function findRefusal({ steps }: Pick<CaseView, 'steps'>, id: StepId): string | null {
  return steps.find((step) => step.id === id)?.refusal ?? null;
}

/** 移送: whether another office has the case now, or is about to receive it. It is that office's work, and none of the reader's. */
export function isAtAnotherOffice(view: Pick<CaseView, 'steps'>): boolean {
  return findRefusal(view, 'recordIntake') === 'case.handedOver';
}

/** Whether a step is not to be offered: refused, or the file holds what a newer program wrote. */
export function isClosedTo(view: Pick<CaseView, 'steps' | 'unknown'>, id: StepId): boolean {
  return view.unknown.length > 0 || findRefusal(view, id) !== null;
}
