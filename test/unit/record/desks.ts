import {
  type Action,
  type RecordKind,
  readAction,
  redactAction,
  type StoredAction,
  writeAction,
} from '../../../shared/record/action.ts';
import { nextClock } from '../../../shared/record/hybrid-clock.ts';
import { createSigner, newSigningKey, nodeHashing } from '../../../src-main/session/signing-key.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { openingOf } from '../../fixtures/plain-office.ts';

export type Order = { readonly type: string; readonly body: unknown };

export const key = newSigningKey();
const signer = createSigner(key.fingerprint, key.privateKey);

/** A case that is opened, accepted and has a drafted agreement: what most tests begin with. */
export const openingOrders: readonly Order[] = [
  { type: 'case.opened', body: openingOf('n') },
  {
    type: 'intake.recorded',
    body: {
      patches: [
        { kind: 'party', id: 'P1', fields: { side: 'applicant', name: '甲' } },
        { kind: 'party', id: 'P2', fields: { side: 'respondent', name: '乙' } },
      ],
    },
  },
  {
    type: 'acceptance.decided',
    body: {
      decision: 'accepted',
      decidedOn: '2026-04-14',
      reason: 'r',
      approvedBy: 'a',
      noticeNumber: '',
      mediators: [
        {
          id: 'M1',
          name: '丙',
          role: 'leadMediator',
          certificateNumber: 'c',
          validFrom: null,
          validTo: null,
        },
      ],
      recorder: '',
    },
  },
  {
    type: 'agreement.drafted',
    body: { patches: [{ kind: 'agreementTerms', id: '1', fields: { settledScope: 's0' } }] },
  },
];

/** 定稿 of a version of the agreement. */
export function agreementOrder(documentId: string, subjectId = '1') {
  return {
    type: 'document.finalised',
    body: finalisedBody({ documentId, subjectId }),
  };
}

export function signatureOrder(
  documentId: string,
  signerId: string,
  capacity: 'party' | 'mediator' | 'organisation' = 'party',
  manner = capacity === 'organisation' ? 'sealed' : 'signed',
): Order {
  const forPartyIds = capacity === 'party' ? [signerId] : [];
  const fixed = { signerName: 'n', date: '2026-04-22', note: '', scanSha256: null };
  return {
    type: 'document.signed',
    body: { documentId, signerId, capacity, forPartyIds, manner, ...fixed },
  };
}

/**
 * Desks that write real, signed actions, each after what it was sent. Proves nothing about storage, transport,
 * keys of different people or the window.
 */
export function createDesks(
  count: number,
  opening: readonly Order[] = openingOrders,
  recordKind: RecordKind = 'case',
) {
  const all = new Map<string, StoredAction>();
  const known = Array.from({ length: count }, () => new Map<string, readonly string[]>());
  const clocks = Array.from({ length: count }, () => '');
  const errors = Array.from({ length: count }, () => 0);
  let now = Date.UTC(2026, 3, 13);

  const learn = (to: number, from: number): void => {
    for (const [id, after] of known[from] ?? []) known[to]?.set(id, after);
  };
  const write = (desk: number, { type, body }: Order): StoredAction => {
    now += 1_000;
    const mine = known[desk] ?? new Map<string, readonly string[]>();
    const named = new Set([...mine.values()].flat());
    const clock = nextClock(clocks[desk] ?? '', now + (errors[desk] ?? 0), `d${desk}`);
    clocks[desk] = clock;
    const stored = writeAction(
      {
        recordKind,
        recordId: recordKind,
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
    all.set(stored.id, stored);
    mine.set(stored.id, JSON.parse(stored.header).after);
    return stored;
  };

  for (const order of opening) write(0, order);
  for (let desk = 1; desk < count; desk += 1) learn(desk, 0);

  return {
    write,
    /** `to` is sent everything that `from` knows. */
    learn,
    /** Every desk is sent everything. */
    exchange: (): void => {
      for (let desk = 1; desk < count; desk += 1) learn(0, desk);
      for (let desk = 1; desk < count; desk += 1) learn(desk, 0);
    },
    /** Every desk is sent what its neighbour knew, and no more. */
    passOn: (): void => {
      const before = known.map((mine) => new Map(mine));
      for (let desk = 0; desk < count; desk += 1) {
        for (const [id, after] of before[(desk + 1) % count] ?? []) known[desk]?.set(id, after);
      }
    },
    /** How far the desk's machine is out, in milliseconds. */
    setClockError: (desk: number, error: number): void => {
      errors[desk] = error;
    },
    /** The last clock that the desk is to believe it wrote. */
    setClock: (desk: number, clock: string): void => {
      clocks[desk] = clock;
    },
    /** Removes the body of the action that was written as number `index`. */
    redact: (index: number): void => {
      const one = [...all.values()][index];
      if (one !== undefined) all.set(one.id, redactAction(one));
    },
    stored: (): StoredAction[] => [...all.values()],
    actions: (): Action[] =>
      [...all.values()].map((one) => {
        const read = readAction(one, nodeHashing);
        if (!read.ok) throw new Error(read.fault);
        return read.action;
      }),
  };
}
