import { z } from 'zod';
import { CaseSummary } from '../../shared/case/summary.ts';
import { RemoteSummary } from '../../shared/contract/sync.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.firstLinesFetched';
const pageLength = 1_000;
const Page = z.object({ summaries: z.array(RemoteSummary) });

/**
 * Before a desk's first actions come in, the lines of all the office's cases: the list can be used within seconds,
 * whatever still streams in behind it. Once only; later the feed itself keeps the list.
 */
export function createFirstLines(parts: {
  readonly account: SyncAccount;
  readonly settings: SyncSettings;
  readonly save: (lines: readonly CaseSummary[]) => Promise<void>;
}) {
  const fetchAll = async (): Promise<void> => {
    if ((await parts.settings.find(place, z.literal(true))) !== null) return;
    for (let offset = 0; ; offset += pageLength) {
      const path = `/v1/summaries?offset=${offset}&limit=${pageLength}`;
      const { summaries } = await parts.account.withSession((client, token) =>
        client.ask(Page, { method: 'GET', path, token }),
      );
      // A line of a newer server that does not fit is left out: the case itself comes with the feed.
      const lines = summaries.flatMap((one) => CaseSummary.safeParse(one.summary).data ?? []);
      if (lines.length > 0) await parts.save(lines);
      if (summaries.length < pageLength) break;
    }
    await parts.settings.save(place, true);
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
