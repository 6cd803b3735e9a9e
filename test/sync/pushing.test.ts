import { afterEach, expect, it, vi } from 'vitest';
import type { PushResult } from '../../shared/contract/sync.ts';
import type { StoredAction } from '../../shared/record/action.ts';
import type { ParkedAction } from '../../src-main/store/schemas.ts';
import { createPushing, waitingCodes } from '../../src-main/sync/pushing.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { createRandom } from './bad-line.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The desk's manners towards a server that answers as it is told to; no line and no store. */
function startPushing(answer: (actions: readonly StoredAction[]) => PushResult[]) {
  const pauses: number[] = [];
  const sizes: number[] = [];
  const parked: ParkedAction[] = [];
  const refolded: string[] = [];
  const pushing = createPushing({
    account: {
      withSession: async (work: (client: never, token: string) => Promise<never>) =>
        work(
          {
            ask: async (_shape: unknown, { body }: { body: { actions: StoredAction[] } }) => {
              sizes.push(body.actions.length);
              return { results: answer(body.actions) };
            },
          } as never,
          '',
        ),
    } as never,
    parked: {
      add: async (added: readonly ParkedAction[]) => void parked.push(...added),
      remove: async (id: string) =>
        void parked.splice(
          parked.findIndex((one) => one.id === id),
          1,
        ),
    } as never,
    now: () => 0,
    onOutOfForce: async (recordIds) => void refolded.push(...recordIds),
    shortestPause: 100,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    beforeSend: async () => {},
    onJudged: () => {},
    onSent: async () => {},
  });
  return { pushing, pauses, sizes, parked, refolded };
}

function writeActions(count: number): StoredAction[] {
  const line = createLine('case-1');
  for (let written = 0; written < count; written += 1) line.write({ type: 'case.noted', body: {} });
  return line.stored;
}
const accept = (actions: readonly StoredAction[]): PushResult[] =>
  actions.map(({ id }) => ({ id, status: 'accepted' }));

it.each(['sync.tooManyRequests', 'sync.serverBusy'])(
  '%s: waits at least as long as the server asks, longer each time, and no two of twenty desks in step',
  async (code) => {
    const comeBackAt: number[][] = [];
    for (let desk = 0; desk < 20; desk += 1) {
      vi.spyOn(Math, 'random').mockImplementation(createRandom(desk + 1));
      let tries = 0;
      const { pushing, pauses, parked } = startPushing((actions) => {
        tries += 1;
        if (tries <= 5) throw new SyncFailure('busy', code, {}, tries === 1 ? 1_000 : 0);
        return accept(actions);
      });
      await pushing.push(writeActions(2));
      expect(parked).toEqual([]);
      expect(pauses).toHaveLength(5);
      const bounds = [
        [1_000, 2_000],
        [100, 300],
        [200, 600],
        [400, 1_200],
        [800, 2_400],
      ] as const;
      for (const [index, [least, most]] of bounds.entries()) {
        expect(pauses[index]).toBeGreaterThanOrEqual(least);
        expect(pauses[index]).toBeLessThan(most);
      }
      comeBackAt.push(
        pauses.map((_, index) => pauses.slice(0, index + 1).reduce((sum, one) => sum + one, 0)),
      );
    }
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const moments = comeBackAt.map((one) => one[attempt] ?? 0).sort((left, right) => left - right);
      expect(new Set(moments.map(Math.round)).size).toBe(20);
      // Spread over the whole width, not crowded at one end of it.
      expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(500);
    }
  },
);

it('a server that stays busy is given up after five pauses, with nothing parked; the next try is as polite', async () => {
  const { pushing, pauses, parked } = startPushing(() => {
    throw new SyncFailure('busy', 'sync.serverBusy', {}, 2_000);
  });
  const actions = writeActions(8);
  for (const most of [5, 10]) {
    await expect(pushing.push(actions)).rejects.toMatchObject({ code: 'sync.serverBusy', retryAfter: 2_000 });
    expect(pauses).toHaveLength(most);
  }
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2_000);
  expect(parked).toEqual([]);
});

it('halves the batch until it fits, and grows again to what it was once more is taken', async () => {
  let most = 30;
  const { pushing, sizes, parked } = startPushing((actions) => {
    if (actions.length > most) throw new SyncFailure('tooLarge', 'sync.requestTooLarge');
    return accept(actions);
  });
  const actions = writeActions(200);
  await pushing.push(actions.slice(0, 120));
  expect(sizes.slice(0, 4)).toEqual([120, 60, 30, 50]);
  most = 200;
  for (let time = 0; time < 10; time += 1) await pushing.push(actions);
  expect(sizes.at(-1)).toBe(200);
  expect(parked).toEqual([]);
});

it.each(['sync.tooManyRequests', 'sync.serverBusy'])(
  '%s: comes again with half, and grows again',
  async (code) => {
    let refused = 0;
    const { pushing, sizes } = startPushing((actions) => {
      refused += 1;
      if (refused <= 3) throw new SyncFailure('busy', code);
      return accept(actions);
    });
    await pushing.push(writeActions(160));
    expect(sizes).toEqual([160, 80, 40, 20, 40, 60, 40]);
  },
);

it('one action at which the server fails is set aside and the others go', async () => {
  const actions = writeActions(8);
  const poison = actions[3]?.id;
  const taken: string[] = [];
  const { pushing, parked } = startPushing((sent) => {
    if (sent.some(({ id }) => id === poison)) throw new SyncFailure('busy', 'sync.serverFailed');
    taken.push(...sent.map(({ id }) => id));
    return accept(sent);
  });
  await pushing.push(actions);
  expect(parked).toMatchObject([{ id: poison, code: 'sync.serverFailed', isOutOfForce: false }]);
  expect(taken).toEqual(actions.map(({ id }) => id).filter((id) => id !== poison));
});

it('what waited and is refused when it is sent again is out of force here as well, and its record folded anew', async () => {
  const [taken, refused, waiting] = writeActions(3) as [StoredAction, StoredAction, StoredAction];
  const first = [taken, refused, waiting].map(
    ({ id }): PushResult => ({ id, status: 'waiting', code: 'sync.signerUnknown' }),
  );
  const second: PushResult[] = [
    { id: taken.id, status: 'accepted' },
    { id: refused.id, status: 'rejected', code: 'sync.notAllowed' },
    { id: waiting.id, status: 'waiting', code: 'sync.historyMissing' },
  ];
  const answers = [first, second];
  const { pushing, parked, refolded } = startPushing(() => answers.shift() ?? []);
  await pushing.push([taken, refused, waiting]);
  await pushing.resend([taken, refused, waiting]);
  expect(new Map(parked.map(({ id, code, isOutOfForce }) => [id, `${code} ${isOutOfForce}`]))).toEqual(
    new Map([
      [refused.id, 'sync.notAllowed true'],
      [waiting.id, 'sync.signerUnknown false'],
    ]),
  );
  expect(refolded).toEqual(['case-1']);
});

it('what an answer says nothing of does not count as sent: it waits, and goes again by itself', async () => {
  const [first, second] = writeActions(2) as [StoredAction, StoredAction];
  let isShort = true;
  const { pushing, parked } = startPushing((actions) => accept(isShort ? actions.slice(0, 1) : actions));
  await pushing.push([first, second]);
  expect(parked).toMatchObject([{ id: second.id, isOutOfForce: false, isSettled: false }]);
  expect(waitingCodes.has(parked[0]?.code ?? '')).toBe(true);
  isShort = false;
  await pushing.resend([second]);
  expect(parked).toEqual([]);
});

it('a batch gets through a line that breaks off after every thirty actions, and nothing is asked twice', async () => {
  let carried = 0;
  const taken: string[] = [];
  const { pushing, parked } = startPushing((actions) => {
    carried += actions.length;
    if (carried > 30) throw new SyncFailure('offline', 'sync.offline');
    taken.push(...actions.map(({ id }) => id));
    return actions.map(({ id }, index) =>
      index === 3 ? { id, status: 'rejected', code: 'sync.notYourRecord' } : { id, status: 'accepted' },
    );
  });
  const actions = writeActions(200);
  let failures = 0;
  for (let isThrough = false; !isThrough && failures < 50; carried = 0) {
    isThrough = await pushing.push(actions).then(
      () => true,
      () => false,
    );
    if (!isThrough) failures += 1;
  }
  expect(failures).toBeLessThan(50);
  expect(taken).toEqual(actions.map(({ id }) => id));
  expect(parked.length).toBeGreaterThan(0);
  expect(parked.every(({ isOutOfForce }) => isOutOfForce)).toBe(true);
});
