import fc from 'fast-check';
import { type Action, readAction, type StoredAction, writeAction } from '../../../shared/record/action.ts';
import { nextClock } from '../../../shared/record/hybrid-clock.ts';
import { createSigner, newSigningKey, nodeHashing } from '../../../src-main/session/signing-key.ts';
import { openingOrders } from './desks.ts';

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

const key = newSigningKey();
const signer = createSigner(key.fingerprint, key.privateKey);
/** Fields that a random write changes: two of the intake, two of the agreement, which freezing fixes. */
const targets = [
  { type: 'intake.recorded', kind: 'party', id: 'P1', field: 'phone' },
  { type: 'intake.recorded', kind: 'party', id: 'P2', field: 'name' },
  { type: 'agreement.drafted', kind: 'agreementTerms', id: '1', field: 'settledScope' },
  { type: 'agreement.drafted', kind: 'agreementTerms', id: '1', field: 'defaultClause' },
] as const;

/** Plays a history; answers every action that was written anywhere. */
export function play({ desks, clockErrors, steps }: History): { stored: StoredAction[]; actions: Action[] } {
  const all = new Map<string, { stored: StoredAction; action: Action }>();
  const known: Map<string, Action>[] = Array.from({ length: desks }, () => new Map());
  const clocks: string[] = Array.from({ length: desks }, () => '');
  let now = Date.UTC(2026, 3, 13);
  let freezes = 0;
  const write = (desk: number, type: string, body: unknown) => {
    now += 1000;
    const mine = known[desk] ?? new Map<string, Action>();
    const named = new Set([...mine.values()].flatMap((action) => action.header.after));
    const clock = nextClock(clocks[desk] ?? '', now + (clockErrors[desk] ?? 0), `d${desk}`);
    clocks[desk] = clock;
    const stored = writeAction(
      {
        recordKind: 'case',
        recordId: 'case',
        type,
        version: 1,
        office: 'o',
        desk: `d${desk}`,
        person: `p${desk}`,
        at: new Date(now).toISOString(),
        clock,
        after: [...mine.keys()].filter((id) => !named.has(id)),
        body,
      },
      nodeHashing,
      signer,
    );
    const read = readAction(stored, nodeHashing);
    if (!read.ok) throw new Error(read.fault);
    all.set(stored.id, { stored, action: read.action });
    mine.set(stored.id, read.action);
  };
  for (const { type, body } of openingOrders) write(0, type, body);
  for (const [index, mine] of known.entries())
    if (index > 0) for (const [id, action] of known[0] ?? []) mine.set(id, action);
  for (const step of steps) {
    if (step.kind === 'exchange') {
      const [from, to] = [known[step.from % desks], known[step.to % desks]];
      for (const [id, action] of from ?? []) to?.set(id, action);
    } else if (step.kind === 'freeze') {
      freezes += 1;
      write(step.desk % desks, 'document.finalised', {
        documentId: `D${freezes}`,
        form: 'agreement',
        subjectId: '1',
        number: 'n',
        content: {},
        contentSha256: '0'.repeat(64),
        templateVersion: '1',
        pdfSha256: '0'.repeat(64),
        pages: 1,
        copies: 3,
        replacesDocumentId: null,
        overruled: [],
      });
    } else {
      const target = targets[step.field] ?? targets[0];
      const patch = { kind: target.kind, id: target.id, fields: { [target.field]: `v${step.value}` } };
      write(step.desk % desks, target.type, { patches: [patch] });
    }
  }
  const written = [...all.values()];
  return { stored: written.map((one) => one.stored), actions: written.map((one) => one.action) };
}

/** How often a property is tried: 500 in `npm test`, 10,000 in the nightly setting. */
export const runs = process.env.NIGHTLY ? 10_000 : 500;
export { key };
