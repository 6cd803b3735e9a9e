import { z } from 'zod';
import { CaseSummary } from '../../shared/case/summary.ts';
import { RemoteSummary } from '../../shared/contract/sync.ts';
import { createPageSize } from './page-size.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.firstLinesFetched';
const largestPage = 1_000;
const Page = z.object({ summaries: z.array(RemoteSummary) });
type Page = z.output<typeof Page>;
/** How many lines are here, or that all are. */
const Reached = z.union([z.number().int(), z.literal(true)]);

/**
 * Before a desk's first actions come in, the lines of all the office's cases: the list can be used within seconds,
 * whatever still streams in behind it. Once only; later the feed itself keeps the list, and so it does where a line was
 * passed over because the centre's order changed between two pages. Where the line breaks it goes on from there.
 */
export function createFirstLines(parts: {
  readonly account: Pick<SyncAccount, 'withSession'>;
  readonly settings: Pick<SyncSettings, 'find' | 'save'>;
  readonly save: (lines: readonly CaseSummary[]) => Promise<void>;
}) {
  const pageSize = createPageSize();
  const askPage = (offset: number) =>
    pageSize.ask(
      largestPage,
      async (limit) => {
        const path = `/v1/summaries?offset=${offset}&limit=${limit}`;
        const { summaries } = await parts.account.withSession((client, token) =>
          client.ask(Page, { method: 'GET', path, token }),
        );
        return { summaries, isLast: summaries.length < limit };
      },
      ({ summaries }) => summaries.length,
    );
  const store = async (summaries: Page['summaries'], reached: number | true): Promise<void> => {
    // A line of a newer server that does not fit is left out: the case itself comes with the feed.
    const lines = summaries.flatMap((one) => CaseSummary.safeParse(one.summary).data ?? []);
    if (lines.length > 0) await parts.save(lines);
    await parts.settings.save(place, reached);
  };
  const fetchAll = async (): Promise<void> => {
    const kept = (await parts.settings.find(place, Reached)) ?? 0;
    if (kept === true) return;
    let storing: Promise<void> = Promise.resolve();
    for (let reached = kept; ; ) {
      // The next page comes in while the one before it is being stored.
      const { summaries, isLast } = await askPage(reached).finally(() => storing);
      if (isLast) return store(summaries, true);
      reached += summaries.length;
      storing = store(summaries, reached);
      storing.catch(() => {});
    }
  };
  let running: Promise<void> | null = null;
  return {
    /** Resolves at once when it was done before. */
    fetch: (): Promise<void> => {
      running ??= fetchAll().catch((error: unknown) => {
        running = null;
        throw error;
      });
      return running;
    },
  };
}
