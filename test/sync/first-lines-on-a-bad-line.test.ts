import { expect, it } from 'vitest';
import type { CaseSummary } from '../../shared/case/summary.ts';
import { createFirstLines } from '../../src-main/sync/first-lines.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';
import { summaryOf } from '../store/summary-of.ts';

/**
 * A desk without a store, towards a centre with so many lines, over a line that brings at most `holdsFor` of them before it
 * breaks off. That lines are durable, listed and found is `first-lines.test.ts`.
 */
function startFirstLines(count: number, holdsFor: () => number) {
  const settings = new Map<string, unknown>();
  const saved: string[] = [];
  const asked: { offset: number; limit: number }[] = [];
  const answer = (path: string) => {
    const question = new URL(path, 'http://centre').searchParams;
    const offset = Number(question.get('offset'));
    const limit = Number(question.get('limit'));
    asked.push({ offset, limit });
    const ids = Array.from(
      { length: Math.min(limit, count - offset) },
      (_, index) => `case-${offset + index}`,
    );
    if (ids.length > holdsFor()) throw new SyncFailure('offline', 'sync.offline');
    return {
      summaries: ids.map((caseId) => ({ caseId, updatedSequence: 1, summary: summaryOf({ id: caseId }) })),
    };
  };
  const start = () =>
    createFirstLines({
      account: {
        withSession: async (work: (client: never, token: string) => Promise<never>) =>
          work({ ask: async (_shape: unknown, { path }: { path: string }) => answer(path) } as never, ''),
      } as never,
      settings: {
        find: async (id: string) => (settings.get(id) ?? null) as never,
        save: async (id, value) => void settings.set(id, value),
      },
      save: async (lines: readonly CaseSummary[]) => void saved.push(...lines.map(({ id }) => id)),
    });
  return { start, saved, asked, all: Array.from({ length: count }, (_, index) => `case-${index}`) };
}

/** As the exchange does: asked again after each failure. */
async function untilFetched(lines: ReturnType<typeof createFirstLines>): Promise<number> {
  for (let failures = 0; failures < 50; failures += 1) {
    const isFetched = await lines.fetch().then(
      () => true,
      () => false,
    );
    if (isFetched) return failures;
  }
  throw new Error('never fetched');
}

it('the list comes over a line that never holds for as long as a page takes', async () => {
  const { start, saved, all } = startFirstLines(600, () => 30);
  await untilFetched(start());
  expect(saved).toEqual(all);
});

it('a list that broke off goes on from where it was, also in a program that was started anew', async () => {
  let pages = 2;
  const { start, saved, asked, all } = startFirstLines(2_500, () => (pages-- > 0 ? 1_000 : 0));
  await expect(start().fetch()).rejects.toMatchObject({ code: 'sync.offline' });
  expect(saved).toEqual(all.slice(0, 2_000));
  pages = 10;
  await start().fetch();
  expect(asked.map(({ offset }) => offset)).toEqual([0, 1_000, 2_000, 2_000]);
  expect(saved).toEqual(all);
});

it('nothing is asked once all of it was here', async () => {
  const { start, asked } = startFirstLines(3, () => 1_000);
  await start().fetch();
  await start().fetch();
  expect(asked).toHaveLength(1);
});
