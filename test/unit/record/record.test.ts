import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listLateChanges } from '../../../shared/case/freezing.ts';
import { caseReducer } from '../../../shared/case/reducer.ts';
import { listChain, listFreezeKeys } from '../../../shared/case/state.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { type Action, readAction, redactAction } from '../../../shared/record/action.ts';
import { continueFold, emptyFold, type Fold, foldActions } from '../../../shared/record/fold.ts';
import { nextClock } from '../../../shared/record/hybrid-clock.ts';
import { mergeActions } from '../../../shared/record/merge.ts';
import { createVerifier, nodeHashing } from '../../../src-main/session/signing-key.ts';
import { key } from './desks.ts';
import { history, play, runs } from './histories.ts';

const options = { numRuns: runs };
const shuffled = (actions: readonly Action[]) =>
  fc.shuffledSubarray([...actions], { minLength: actions.length });
/** What of a fold must be equal however it was reached. */
const meaningOf = (fold: Fold<unknown>) => ({
  state: fold.state,
  heads: fold.heads,
  order: fold.actions.map((action) => action.id),
  awaiting: fold.awaiting.map((action) => action.id),
});

describe('merging sets of actions', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.integer({ min: 0, max: 6 })), (drawn, stream) => {
        const { stored } = play(drawn);
        const part = (bit: number) => stored.filter(() => ((stream.next().value as number) >> bit) & 1);
        const [one, other, third] = [part(0), part(1), part(2)];
        expect(mergeActions(one, other)).toEqual(mergeActions(other, one));
        expect(mergeActions(mergeActions(one, other), third)).toEqual(
          mergeActions(one, mergeActions(other, third)),
        );
        expect(mergeActions(one, one)).toEqual(mergeActions(one, []));
      }),
      options,
    );
  });

  it('keeps a body away that was removed, whichever copy comes last', () => {
    const { stored } = play({ desks: 2, clockErrors: [0, 0, 0, 0], steps: [] });
    const redacted = stored.map(redactAction);
    expect(mergeActions(stored, redacted)).toEqual(mergeActions(redacted, stored));
    expect(mergeActions(stored, redacted).every((one) => one.body === null)).toBe(true);
  });
});

describe('folding a case file', () => {
  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(
        history.chain((drawn) => {
          const { actions } = play(drawn);
          return fc.tuple(fc.constant(actions), shuffled(actions));
        }),
        ([actions, mixed]) => {
          expect(meaningOf(foldActions(caseReducer, mixed))).toEqual(
            meaningOf(foldActions(caseReducer, actions)),
          );
        },
      ),
      options,
    );
  });

  it('continued from a cached state equals a fold from the beginning, in any batches', () => {
    fc.assert(
      fc.property(
        history.chain((drawn) => {
          const { actions } = play(drawn);
          return fc.tuple(fc.constant(actions), shuffled(actions), fc.integer({ min: 1, max: 5 }));
        }),
        ([actions, mixed, size]) => {
          let fold = emptyFold(caseReducer);
          for (let start = 0; start < mixed.length; start += size) {
            fold = continueFold(caseReducer, fold, mixed.slice(start, start + size));
          }
          expect(meaningOf(fold)).toEqual(meaningOf(foldActions(caseReducer, actions)));
        },
      ),
      options,
    );
  });

  it('shows every value that desks wrote apart, until an action that knows both settles it', () => {
    fc.assert(
      fc.property(history, (drawn) => {
        const { actions } = play({ ...drawn, steps: drawn.steps.filter((step) => step.kind !== 'freeze') });
        const fold = foldActions(caseReducer, actions);
        const view = getCaseView('case', fold.state);
        const knows = (later: Action, earlierId: string): boolean => {
          const seen = new Set(later.header.after);
          for (const id of seen)
            for (const before of actions.find((one) => one.id === id)?.header.after ?? []) seen.add(before);
          return seen.has(earlierId);
        };
        const writes = actions
          .filter((action) => !view.refused.some((one) => one.authorship.actionId === action.id))
          .flatMap((action) =>
            (
              (action.body as { patches?: { kind: string; id: string; fields: Record<string, unknown> }[] })
                .patches ?? []
            )
              .filter((patch) => patch.kind === 'party' && patch.id === 'P1' && 'phone' in patch.fields)
              .map((patch) => ({ action, value: patch.fields.phone })),
          );
        const standing = writes.filter((one) => !writes.some((other) => knows(other.action, one.action.id)));
        const values = new Set(standing.map((one) => one.value));
        const shown = view.conflicts.find(
          (one) => one.kind === 'party' && one.id === 'P1' && one.field === 'phone',
        );
        expect(new Set(shown?.values.map((one) => one.value) ?? [])).toEqual(
          values.size > 1 ? values : new Set(),
        );
      }),
      options,
    );
  });

  it('lets a freeze win over everything written beside it, and shows that as come too late', () => {
    fc.assert(
      fc.property(
        history.chain((drawn) => {
          const { actions } = play(drawn);
          return fc.tuple(fc.constant(actions), shuffled(actions));
        }),
        ([actions, mixed]) => {
          const { state } = foldActions(caseReducer, mixed);
          const freeze = state.frozen['agreement:1'];
          if (freeze === undefined) return;
          const frozenBy = actions.find((one) => one.id === freeze.actionId);
          const closure = new Set([freeze.actionId]);
          for (const id of closure)
            for (const before of actions.find((one) => one.id === id)?.header.after ?? [])
              closure.add(before);
          const known = foldActions(
            caseReducer,
            actions.filter((one) => closure.has(one.id)),
          ).state;
          expect(state.entities.agreementTerms).toEqual(known.entities.agreementTerms);
          expect(frozenBy).toBeDefined();
          const beside = actions.filter(
            (action) => action.header.type === 'agreement.drafted' && !closure.has(action.id),
          );
          const told = new Set([
            ...listLateChanges(state).map((one) => one.authorship.actionId),
            ...state.refused.map((one) => one.authorship.actionId),
          ]);
          expect(beside.every((action) => told.has(action.id))).toBe(true);
          expect(listFreezeKeys(state, { kind: 'agreementTerms', id: '1', fields: {} })).toEqual([
            'agreement:1',
          ]);
        },
      ),
      options,
    );
  });

  it('keeps actions of a newer program and says so', () => {
    const { actions } = play({ desks: 2, clockErrors: [0, 0, 0, 0], steps: [] });
    const last = actions.at(-1);
    if (last === undefined) throw new Error('no action');
    const newer: Action = {
      ...last,
      id: 'f'.repeat(64),
      header: { ...last.header, type: 'case.fromTomorrow', after: [last.id] },
    };
    const { state } = foldActions(caseReducer, [...actions, newer]);
    expect(state.unknown.map((one) => one.type)).toEqual(['case.fromTomorrow']);
  });

  it('waits for a predecessor that has not arrived and folds when it does', () => {
    const { actions } = play({ desks: 2, clockErrors: [0, 0, 0, 0], steps: [] });
    const withoutFirst = foldActions(caseReducer, actions.slice(1));
    expect(withoutFirst.awaiting).toHaveLength(actions.length - 1);
    expect(meaningOf(continueFold(caseReducer, withoutFirst, actions.slice(0, 1)))).toEqual(
      meaningOf(foldActions(caseReducer, actions)),
    );
  });
});

describe('a stored action', () => {
  const { stored } = play({
    desks: 2,
    clockErrors: [0, 0, 0, 0],
    steps: [{ kind: 'write', desk: 0, field: 0, value: 1 }],
  });
  const verify = createVerifier([key]);

  it('shows any changed byte of header, body, salt, id, envelope or signature', async () => {
    const fields = [
      'id',
      'recordId',
      'type',
      'clock',
      'header',
      'salt',
      'body',
      'signature',
      'signer',
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...stored),
        fc.constantFrom(...fields),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (one, field, at, change) => {
          const text = one[field] ?? '';
          const position = at % text.length;
          const flipped = String.fromCharCode(text.charCodeAt(position) ^ change);
          const altered = { ...one, [field]: text.slice(0, position) + flipped + text.slice(position + 1) };
          const isAccepted =
            readAction(altered, nodeHashing).ok &&
            (await verify(altered.signer, altered.id, altered.signature));
          // A signature's base64 may be spelt in two ways for the same bytes; the bytes are then the same signature.
          const isSameSignature =
            field === 'signature' &&
            Buffer.from(altered.signature, 'base64').equals(Buffer.from(one.signature, 'base64'));
          expect(isAccepted).toBe(isSameSignature);
        },
      ),
      options,
    );
  });

  it('still verifies after its body was removed with approval', async () => {
    for (const one of stored) {
      const read = readAction(redactAction(one), nodeHashing);
      expect(read.ok && read.action.isRedacted).toBe(true);
      expect(await verify(one.signer, one.id, one.signature)).toBe(true);
    }
    const actions = stored
      .map((one, index) => readAction(index === 1 ? redactAction(one) : one, nodeHashing))
      .flatMap((read) => (read.ok ? [read.action] : []));
    expect(listChain(foldActions(caseReducer, actions).state.timeline)).toHaveLength(stored.length);
  });
});

describe('the hybrid clock', () => {
  const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

  it('never repeats and never runs back on one desk, even when the machine’s clock does', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 2, maxLength: 40 }), (times) => {
        let last = '';
        for (const time of times) {
          const next = nextClock(last, time, 'd1');
          expect(next > last).toBe(true);
          last = next;
        }
      }),
      options,
    );
  });

  it('leaves out what the central server put out of force, and judges what came after it without it', () => {
    fc.assert(
      fc.property(
        history.chain((drawn) => {
          const { actions } = play(drawn);
          const mixed = shuffled(actions);
          return fc.tuple(fc.constant(actions), mixed, fc.nat({ max: Math.max(actions.length - 5, 0) }));
        }),
        ([actions, mixed, chosen]) => {
          const target = actions[4 + chosen];
          if (target === undefined) return;
          const reject = (action: Action) =>
            action.id === target.id ? { ...action, rejection: 'sync.personRevoked' } : action;
          const whole = foldActions(caseReducer, mixed.map(reject));
          // Whether the rejection is known from the beginning or arrives later is the same.
          const later = continueFold(caseReducer, foldActions(caseReducer, actions), [reject(target)]);
          expect(meaningOf(later)).toEqual(meaningOf(whole));
          // Nor does it matter that it was tried before, upon the same fold, as if it were in force.
          const before = foldActions(caseReducer, actions.slice(0, 4 + chosen));
          continueFold(caseReducer, before, [target]);
          const rest = actions.slice(4 + chosen).map(reject);
          expect(meaningOf(continueFold(caseReducer, before, rest))).toEqual(meaningOf(whole));
          expect(whole.awaiting).toEqual([]);
          const view = getCaseView('case', whole.state);
          expect(view.refused).toContainEqual(
            expect.objectContaining({
              code: 'sync.personRevoked',
              authorship: expect.objectContaining({ actionId: target.id }),
            }),
          );
          expect(view.timeline.some((entry) => entry.actionId === target.id)).toBe(false);
        },
      ),
      options,
    );
  });
});
