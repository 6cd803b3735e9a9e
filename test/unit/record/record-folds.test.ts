import { expect, it } from 'vitest';
import { caseReducer } from '../../../shared/case/reducer.ts';
import type { CaseState } from '../../../shared/case/state.ts';
import { emptyFold, type Fold } from '../../../shared/record/fold.ts';
import { createRecordFolds } from '../../../src-server/sync/record-folds.ts';

/** Whatever is not in memory has to be read, and here there is nothing to read from. */
const nowhere = new Proxy(
  {},
  {
    get: () => {
      throw new Error('read');
    },
  },
) as never;
const foldOf = (text: string) =>
  ({ ...emptyFold(caseReducer), actions: [{ body: { text } }] }) as unknown as Fold<CaseState>;

it('folds stay in memory while they are few and light, the newest longest', async () => {
  const folds = createRecordFolds();
  const isKept = (id: string) =>
    folds.get(nowhere, 'o', id, 1).then(
      () => true,
      () => false,
    );
  const long = foldOf('x'.repeat(50_000_000));
  for (const id of ['a', 'b']) folds.keep('o', id, long, 1);
  expect([await isKept('a'), await isKept('b')]).toEqual([true, true]);
  folds.keep('o', 'c', long, 1);
  expect([await isKept('a'), await isKept('b'), await isKept('c')]).toEqual([false, true, true]);
  // The same record again weighs once.
  for (let count = 0; count < 5; count += 1) folds.keep('o', 'c', long, 1);
  expect([await isKept('b'), await isKept('c')]).toEqual([true, true]);
  folds.keep('o', 'd', foldOf('x'.repeat(140_000_000)), 1);
  expect([await isKept('b'), await isKept('c'), await isKept('d')]).toEqual([true, true, false]);

  const light = foldOf('x');
  for (let count = 0; count < 2_001; count += 1) folds.keep('o', `light${count}`, light, 1);
  expect([await isKept('light0'), await isKept('light1')]).toEqual([false, true]);
});
