import { isFactOnPaper } from '../../shared/case/steps.ts';
import type { Action } from '../../shared/record/action.ts';
import { continueFold, type Fold, type Reducer } from '../../shared/record/fold.ts';

export type Judged<State> = {
  /** The fold with these actions, in and out of force. */
  readonly fold: Fold<State>;
  /** Why each is out of force, or null, by its id. */
  readonly rejections: ReadonlyMap<string, string | null>;
};

/**
 * Judges actions by what each knew. All in one fold: taken one by one, each that belongs before another would make it
 * begin anew. What they knew is in the fold or among them.
 */
export function judgeTogether<State>(
  reducer: Reducer<State>,
  fold: Fold<State>,
  actions: readonly Action[],
): Judged<State> {
  const whole = continueFold(reducer, fold, actions);
  const judged = actions.map((action) => ({ ...action, rejection: findRejection(whole, action) }));
  return {
    fold: judged.every(({ rejection }, index) => rejection === actions[index]?.rejection)
      ? whole
      : continueFold(reducer, fold, judged),
    rejections: new Map(judged.map(({ id, rejection }) => [id, rejection])),
  };
}

function findRejection<State>(fold: Fold<State>, action: Action): string | null {
  // A fact on paper is marked, never rejected (ARCHITECTURE 5).
  if (action.rejection !== null || isFactOnPaper(action.header.type)) return action.rejection;
  const position = fold.positions.get(action.id);
  return position === undefined ? null : (fold.entries[position]?.code ?? null);
}
