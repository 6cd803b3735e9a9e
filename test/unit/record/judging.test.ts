import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseReducer } from '../../../shared/case/reducer.ts';
import type { CaseState } from '../../../shared/case/state.ts';
import { isFactOnPaper } from '../../../shared/case/steps.ts';
import type { Action } from '../../../shared/record/action.ts';
import { continueFold, emptyFold, type Fold, foldActions } from '../../../shared/record/fold.ts';
import { judgeTogether } from '../../../src-server/sync/judging.ts';
import { createDesks, openingOrders, signatureOrder } from './desks.ts';
import { history, play, runs } from './histories.ts';

/** As each action would be judged if it came alone, in the order in which they were sent. */
function judgeOneByOne(given: Fold<CaseState>, actions: readonly Action[]) {
  let fold = given;
  const rejections = new Map<string, string | null>();
  for (const action of actions) {
    const judged = continueFold(caseReducer, fold, [action]);
    const code = judged.entries[judged.positions.get(action.id) ?? -1]?.code ?? null;
    const isMarkedOnly = action.rejection === null && isFactOnPaper(action.header.type);
    const rejection = isMarkedOnly ? null : (action.rejection ?? code);
    fold = rejection === null ? judged : continueFold(caseReducer, fold, [{ ...action, rejection }]);
    rejections.set(action.id, rejection);
  }
  return { fold, rejections };
}

const judgeCases = (given: Fold<CaseState>, actions: readonly Action[]) =>
  judgeTogether(caseReducer, given, actions);

const meaningOf = ({ state, heads, actions, awaiting, entries }: Fold<CaseState>) => ({
  state,
  heads,
  actions,
  awaiting,
  codes: entries.map(({ code }) => code),
});

it('a group is judged as its actions would be one by one, whatever came before and in whatever order they came', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      history,
      fc.nat({ max: 20 }),
      fc.infiniteStream(fc.nat({ max: 9 })),
      (drawn, there, stream) => {
        const { actions } = play(drawn);
        const known = actions.slice(0, there);
        const group: Action[] = [];
        // Predecessors first, and else in any order; some without the right to it.
        const rest = actions.slice(there).map((action) => ({
          ...action,
          rejection: (stream.next().value as number) === 0 ? 'sync.notAllowed' : null,
        }));
        while (rest.length > 0) {
          const isFree = ({ header }: Action) => !rest.some(({ id }) => header.after.includes(id));
          const free = rest.filter(isFree);
          const next = free[(stream.next().value as number) % free.length];
          if (next === undefined) throw new Error('nothing is free');
          group.push(next);
          rest.splice(rest.indexOf(next), 1);
        }
        const [alone, together] = [judgeOneByOne, judgeCases].map((judge) =>
          judge(foldActions(caseReducer, known), group),
        );
        if (alone === undefined || together === undefined) throw new Error('not judged');
        refused += [...alone.rejections.values()].filter(
          (code) => code !== null && code !== 'sync.notAllowed',
        ).length;
        expect([...together.rejections]).toEqual([...alone.rejections]);
        expect(meaningOf(together.fold)).toEqual(meaningOf(alone.fold));
      },
    ),
    { numRuns: runs },
  );
  expect(refused).toBeGreaterThan(runs / 10);
});

it('a fact on paper that does not fit is marked and in force', () => {
  const desks = createDesks(1);
  desks.write(0, signatureOrder('nowhere', 'P1'));
  const actions = desks.actions();
  const { fold, rejections } = judgeCases(emptyFold(caseReducer), actions);
  const [signed] = actions.slice(openingOrders.length);
  expect(rejections.get(signed?.id ?? '')).toBe(null);
  expect(fold.entries.at(-1)?.code).toBe('document.unknown');
});
