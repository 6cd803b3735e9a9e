import { caseSteps, type StepId } from '../case/steps.ts';
import type { CaseView } from '../case/view.ts';
import { actionPermissions, type Permission } from './permissions.ts';

/**
 * The case as whoever works here may go on with it: a step that is open, but not for this role, says so before it is
 * tried ('step.ofOthers'). What a single order takes beyond its step, main and the server still judge.
 */
export function limitSteps(view: CaseView, may: (permission: Permission) => boolean): CaseView {
  return {
    ...view,
    steps: view.steps.map((step) =>
      step.refusal === null && !mayTake(step.id, may) ? { ...step, refusal: 'step.ofOthers' } : step,
    ),
  };
}

/** A step without orders of its own leads to others. */
function mayTake(id: StepId, may: (permission: Permission) => boolean): boolean {
  const types = caseSteps.find((step) => step.id === id)?.actionTypes ?? [];
  return types.length === 0 || types.some((type) => may(actionPermissions[type]));
}
