import { expect, it } from 'vitest';
import type { StoredAction } from '../../shared/record/action.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import { createPulling } from '../../src-main/sync/pulling.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';
import { createLine } from '../fixtures/fold-case.ts';

/** A desk without a store, towards a server that gives two actions at a time. */
function startPulling(parts: {
  readonly failAt?: number;
  readonly written?: number;
  /** Whether the server was restored, so that the place which the desk names first is none in its feed. */
  readonly isRestored?: boolean;
  /** The place of one whose body was changed on its way. */
  readonly spoiltAt?: number;
  /** Actions that the line brings before it breaks off. */
  readonly holdsFor?: number;
}) {
  const line = createLine('case-1');
  const { written: count = 6, holdsFor = Number.POSITIVE_INFINITY } = parts;
  for (let written = 0; written < count; written += 1)
    line.write({ type: 'case.noted', body: { text: 'x' } });
  const asked: string[] = [];
  const answer = (path: string) => {
    asked.push(path);
    if (asked.length === parts.failAt) throw new SyncFailure('offline', 'sync.offline');
    const question = new URL(path, 'http://centre').searchParams;
    const after = Number(question.get('after'));
    if (parts.isRestored && asked.length === 1)
      return { rows: [], own: [], sequence: 0, mark: '', isComplete: false, isOtherFeed: true };
    const length = holdsFor < Number.POSITIVE_INFINITY ? Number(question.get('limit')) : 2;
    if (Math.min(length, line.stored.length - after) > holdsFor)
      throw new SyncFailure('offline', 'sync.offline');
    const rows = line.stored
      .map((action, index) => ({
        sequence: index + 1,
        action: index === parts.spoiltAt ? { ...action, body: '{"text":"y"}' } : action,
        rejection: null,
      }))
      .slice(after, after + length);
    const isComplete = after + length >= line.stored.length;
    return { rows, own: [], sequence: after + rows.length, mark: 'm', isComplete, isOtherFeed: false };
  };
  const settings = new Map<string, unknown>();
  const restores: number[] = [];
  const pulling = createPulling({
    account: {
      withSession: async (work: (client: never, token: string) => Promise<never>) =>
        work({ ask: async (_shape: unknown, { path }: { path: string }) => answer(path) } as never, ''),
    } as never,
    settings: {
      find: async (id: string) => settings.get(id) ?? null,
      save: async (id: string, value: unknown) => void settings.set(id, value),
    } as never,
    parked: { noteRejections: async () => {}, reinstate: async () => 0 } as never,
    hashing: nodeHashing,
    findPresent: async () => new Set(),
    now: () => 0,
    learnSigners: async () => {},
    onArriving: async () => {},
    onAnswer: () => {},
    onOtherFeed: async () => void restores.push(asked.length),
    isEnding: () => false,
  });
  const stored: StoredAction[] = [];
  const handler = pulling.handler('case', async (page) => void stored.push(...page));
  const idsOf = (actions: readonly StoredAction[]) => actions.map(({ id }) => id);
  return { pulling, handler, stored, settings, asked, restores, ids: idsOf(line.stored), idsOf };
}

it('a case that comes in several answers is whole when it is here', async () => {
  const { pulling, asked, ids, idsOf } = startPulling({});
  expect(idsOf(await pulling.fetchRecord('case-1', 'way'))).toEqual(ids);
  expect(asked).toHaveLength(3);
});

it('one case, too, comes all the same by smaller pages, and what came before the line broke off is kept', async () => {
  const { pulling, asked, ids, idsOf } = startPulling({ written: 300, holdsFor: 70 });
  for (let tries = 0; tries < 10; tries += 1) {
    const fetched = await pulling.fetchRecord('case-1', 'way').catch(() => null);
    if (fetched === null) continue;
    expect(idsOf(fetched)).toEqual(ids);
    const places = asked.map((path) => Number(new URL(path, 'http://centre').searchParams.get('after')));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    return;
  }
  expect.fail('the case never came');
});

it('the last page is answered; those before it are stored as they come', async () => {
  const { handler, stored, settings, ids, idsOf } = startPulling({});
  const { documents } = await handler(undefined, 100);
  expect([idsOf(stored), idsOf(documents)]).toEqual([ids.slice(0, 4), ids.slice(4)]);
  // The place after the last page is RxDB's to keep, once it has stored it: a kill before that must not pass it over.
  expect(settings.get('sync.feed:case')).toEqual({ feed: 0, sequence: 4, mark: 'm' });
});

it('nothing is taken in whose words are not those that its hash was made of', async () => {
  const { pulling, handler, stored, ids, idsOf } = startPulling({ spoiltAt: 2 });
  const good = ids.toSpliced(2, 1);
  expect(idsOf(await pulling.fetchRecord('case-1', 'way'))).toEqual(good);
  const { documents } = await handler(undefined, 100);
  expect([...idsOf(stored), ...idsOf(documents)]).toEqual(good);
});

it('what came before the line failed is stored, and it goes on from there', async () => {
  const { handler, stored, settings, ids, idsOf } = startPulling({ failAt: 2 });
  await expect(handler(undefined, 100)).rejects.toThrow('sync.offline');
  expect([idsOf(stored), settings.get('sync.feed:case')]).toEqual([
    ids.slice(0, 2),
    { feed: 0, sequence: 2, mark: 'm' },
  ]);
  const { documents } = await handler(undefined, 100);
  expect([idsOf(stored), idsOf(documents)]).toEqual([ids.slice(0, 4), ids.slice(4)]);
});

it('a server that was restored is read from the start once, and what it may lack is looked for', async () => {
  const { handler, stored, asked, restores, ids, idsOf } = startPulling({ isRestored: true });
  const old = { feed: 0, sequence: 99, mark: 'old' };
  const { documents, checkpoint } = await handler(old, 100);
  expect([...idsOf(stored), ...idsOf(documents)]).toEqual(ids);
  expect([restores, checkpoint]).toEqual([[1], { feed: 1, sequence: 6, mark: 'm' }]);
  // RxDB may still name the place in the former feed, after a kill before it kept the new one.
  await handler(old, 100);
  expect(new URL(asked.at(-1) ?? '', 'http://centre').searchParams.get('after')).toBe('4');
});

it('no place is noted after a page that could not be stored', async () => {
  const { pulling, settings } = startPulling({});
  const handler = pulling.handler('case', () => Promise.reject(new Error('store.ioError')));
  await expect(handler(undefined, 100)).rejects.toThrow('store.ioError');
  expect(settings.size).toBe(0);
});

it('a failure before anything came is told', async () => {
  const { handler, settings } = startPulling({ failAt: 1 });
  await expect(handler(undefined, 100)).rejects.toThrow('sync.offline');
  expect(settings.size).toBe(0);
});

it('a line that breaks off before a page is here brings everything all the same, by smaller pages', async () => {
  const { handler, stored, ids, idsOf } = startPulling({ written: 300, holdsFor: 70 });
  for (let tries = 0; tries < 40; tries += 1) {
    const answered = await handler(undefined, 2_000).catch(() => null);
    if (answered === null) continue;
    expect([...idsOf(stored), ...idsOf(answered.documents)]).toEqual(ids);
    return;
  }
  expect.fail(`only ${stored.length} came`);
});
