import { describe, expect, it } from 'vitest';
import { withTypedAgreement } from '../../../shared/documents/agreement-draft-checks.ts';
import { inOrder, movedUp, nextOrder } from '../../../src-renderer/agreement/obligation-order.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const places = new Map([
  ['payment', 1],
  ['duty', 2],
  ['later', 4],
]);
const orderOf = (id: string) => places.get(id) ?? null;
const ids = ['payment', 'duty', 'later'];

describe('the obligations of an agreement', () => {
  it('one that came to mind last can be put before those above it', () => {
    const moved = new Map(movedUp(ids, 'later', orderOf).map(({ id, order }) => [id, order]));
    expect(inOrder(ids, (id) => moved.get(id) ?? orderOf(id))).toEqual(['payment', 'later', 'duty']);
    // What keeps its place is not written again.
    expect(moved.has('payment')).toBe(false);
    expect(movedUp(ids, 'payment', orderOf)).toEqual([]);
  });

  it('a new one comes last, also after one before it was taken out', () => {
    expect(nextOrder(ids, orderOf)).toBe(5);
    expect(nextOrder([], orderOf)).toBe(1);
    expect(inOrder(['unplaced', ...ids], orderOf).at(-1)).toBe('unplaced');
  });

  it('the checks and the page see the order that is being typed', () => {
    const { view } = foldCase('03-unlawful-dismissal-engineer');
    const [first, second] = view.agreements.at(-1)?.obligations ?? [];
    if (first === undefined || second === undefined) throw new Error('The case has no two obligations.');
    const patches = [
      { kind: 'obligation' as const, id: first.id, fields: { order: 2 } },
      { kind: 'obligation' as const, id: second.id, fields: { order: 1 } },
    ];
    const typed = withTypedAgreement(view, patches).agreements.at(-1)?.obligations ?? [];
    expect(typed.slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
  });
});
