import fc from 'fast-check';
import type { Action, StoredAction } from '../../../shared/record/action.ts';
import { agreementOrder, createDesks, openingOrders } from './desks.ts';

/**
 * Random histories: several desks write real, signed case actions, each knowing only what it was sent. The desks'
 * clocks may be a year wrong. Proves nothing about storage, transport or the window.
 */
export type Step =
  | { readonly kind: 'write'; readonly desk: number; readonly field: number; readonly value: number }
  | { readonly kind: 'freeze'; readonly desk: number }
  | { readonly kind: 'exchange'; readonly from: number; readonly to: number };

export type History = {
  readonly desks: number;
  readonly clockErrors: readonly number[];
  readonly steps: readonly Step[];
};

const deskIndex = fc.integer({ min: 0, max: 3 });
const year = 365 * 24 * 3600 * 1000;

export const history: fc.Arbitrary<History> = fc.record({
  desks: fc.integer({ min: 2, max: 4 }),
  clockErrors: fc.array(fc.constantFrom(0, 0, -year, year, 90_000), { minLength: 4, maxLength: 4 }),
  steps: fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('write' as const),
          desk: deskIndex,
          field: fc.integer({ min: 0, max: 3 }),
          value: fc.integer({ min: 0, max: 9 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('freeze' as const), desk: deskIndex }) },
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant('exchange' as const), from: deskIndex, to: deskIndex }),
      },
    ),
    { minLength: 1, maxLength: 24 },
  ),
});

/** Fields that a random write changes: two of the intake, two of the agreement, which freezing fixes. */
const targets = [
  { type: 'intake.recorded', kind: 'party', id: 'P1', field: 'phone' },
  { type: 'intake.recorded', kind: 'party', id: 'P2', field: 'name' },
  { type: 'agreement.drafted', kind: 'agreementTerms', id: '1', field: 'settledScope' },
  { type: 'agreement.drafted', kind: 'agreementTerms', id: '1', field: 'defaultClause' },
] as const;

/** Plays a history; answers every action that was written anywhere. */
export function play({ desks, clockErrors, steps }: History): { stored: StoredAction[]; actions: Action[] } {
  const line = createDesks(desks, []);
  for (const [desk, error] of clockErrors.slice(0, desks).entries()) line.setClockError(desk, error);
  for (const order of openingOrders) line.write(0, order);
  for (let desk = 1; desk < desks; desk += 1) line.learn(desk, 0);
  let freezes = 0;
  for (const step of steps) {
    if (step.kind === 'exchange') line.learn(step.to % desks, step.from % desks);
    else if (step.kind === 'freeze') {
      freezes += 1;
      line.write(step.desk % desks, agreementOrder(`D${freezes}`));
    } else {
      const target = targets[step.field] ?? targets[0];
      const patch = { kind: target.kind, id: target.id, fields: { [target.field]: `v${step.value}` } };
      line.write(step.desk % desks, { type: target.type, body: { patches: [patch] } });
    }
  }
  return { stored: line.stored(), actions: line.actions() };
}

/** How often a property is tried: 500 in `npm test`, 10,000 in the nightly setting. */
export const runs = process.env.NIGHTLY ? 10_000 : 500;
