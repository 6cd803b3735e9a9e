import { z } from 'zod';
import { type FeedRow, PullAnswer, RecordAnswer } from '../../shared/contract/sync.ts';
import type { RecordHashing, StoredAction } from '../../shared/record/action.ts';
import { readAction } from '../../shared/record/action.ts';
import type { ParkedActions } from '../store/parked-actions.ts';
import type { Way } from './arrivals.ts';
import { createPageSize, largestPage } from './page-size.ts';
import type { ReplicatedKind } from './replication.ts';
import type { OnProgress } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

/**
 * How far a feed has been read, and which action stood there: a server that was restored from a backup has another one
 * there, or none. `feed` is raised when the feed is read from the start again; older places then count for nothing.
 */
const FeedPlace = z.object({ feed: z.number().int(), sequence: z.number().int(), mark: z.string() });
type FeedPlace = z.infer<typeof FeedPlace>;
const start: FeedPlace = { feed: 0, sequence: 0, mark: '' };

/** As RxDB keeps it; of an older program without its mark. */
export type PullCheckpoint = { readonly sequence: number } & Partial<FeedPlace>;

/** Stores actions that are new here, durably, when many come. */
export type StorePage = (page: readonly StoredAction[]) => Promise<void>;

/** Fetches an office's feed of one kind, checks every hash on arrival and leaves out what is here already. */
export function createPulling(parts: {
  readonly account: SyncAccount;
  readonly settings: SyncSettings;
  readonly parked: ParkedActions;
  readonly hashing: Pick<RecordHashing, 'sha256'>;
  readonly findPresent: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly now: () => number;
  /** Learns the keys of signers not met before; without them their actions would not verify. */
  readonly learnSigners: (fingerprints: ReadonlySet<string>) => Promise<void>;
  /** Called before the rows are stored, so that a kill in between leaves no list untrue. */
  readonly onArriving: (recordIds: readonly string[], way: Way) => Promise<void>;
  readonly onAnswer: (rows: readonly FeedRow[], isComplete: boolean) => void;
  /** The server was restored from a backup, and may lack what was sent since. */
  readonly onOtherFeed: () => Promise<void>;
  /** Whether nobody waits any more for what comes. */
  readonly isEnding: () => boolean;
}) {
  const pageSize = createPageSize();
  const admit = async (
    rows: readonly FeedRow[],
    way: Way,
    replaced: ReadonlySet<string> = new Set(),
  ): Promise<StoredAction[]> => {
    const genuine = rows.filter((row) => readAction(row.action, parts.hashing).ok);
    await parts.parked.noteRejections(
      genuine.flatMap(({ action, rejection }) =>
        rejection === null
          ? []
          : [
              {
                id: action.id,
                recordId: action.recordId,
                code: rejection,
                at: new Date(parts.now()).toISOString(),
                // Of another desk: nothing for anybody here to do.
                isSettled: true,
                isOutOfForce: true,
              },
            ],
      ),
    );
    const present = await parts.findPresent(genuine.map((row) => row.action.id));
    const fresh = genuine.map((row) => row.action).filter(({ id }) => replaced.has(id) || !present.has(id));
    await parts.learnSigners(new Set(fresh.map((action) => action.signer)));
    if (fresh.length > 0) await parts.onArriving([...new Set(fresh.map((action) => action.recordId))], way);
    return fresh;
  };
  const askPage = <Answer extends { readonly rows: readonly FeedRow[] }>(
    shape: z.ZodType<Answer>,
    path: string,
    most: number,
    onProgress?: OnProgress,
  ): Promise<Answer> =>
    pageSize.ask(
      most,
      (limit) =>
        parts.account.withSession((client, token) =>
          client.ask(shape, { method: 'GET', path: `${path}&limit=${limit}`, token }, onProgress),
        ),
      ({ rows }) => rows.length,
    );
  type Begun = { readonly recordId: string; readonly rows: FeedRow[]; arrived: number };
  /** What came of a record before the line broke off: whoever asks for it again goes on from there. */
  let brokenOff: Begun | null = null;
  const fetchRecord = async (
    recordId: string,
    way: Way,
    onProgress?: OnProgress,
    replaced?: ReadonlySet<string>,
  ): Promise<StoredAction[]> => {
    const begun: Begun = brokenOff?.recordId === recordId ? brokenOff : { recordId, rows: [], arrived: 0 };
    if (begun === brokenOff) brokenOff = null;
    const { rows } = begun;
    for (let isComplete = false; !isComplete; ) {
      const path = `/v1/records/${encodeURIComponent(recordId)}?after=${rows.at(-1)?.sequence ?? 0}`;
      const before = begun.arrived;
      let arrived = before;
      const noteProgress: OnProgress = (received, total) => {
        arrived = before + received;
        // How long the later pages are is told by none of them.
        onProgress?.(arrived, before === 0 ? total : null);
      };
      try {
        const answer = await askPage(RecordAnswer, path, largestPage, noteProgress);
        rows.push(...answer.rows);
        begun.arrived = arrived;
        isComplete = answer.isComplete || answer.rows.length === 0;
      } catch (error) {
        brokenOff = begun;
        throw error;
      }
    }
    await parts.parked.reinstate(rows.filter((row) => row.rejection === null).map((row) => row.action.id));
    return admit(rows, way, replaced);
  };
  /** What this desk itself wrote and no longer has: it was restored from an older copy. */
  const fetchLost = async (own: PullAnswer['own'], way: Way): Promise<StoredAction[]> => {
    const present = await parts.findPresent(own.map((one) => one.id));
    const lost = new Set(own.filter((one) => !present.has(one.id)).map((one) => one.recordId));
    const found: StoredAction[] = [];
    for (const recordId of lost) found.push(...(await fetchRecord(recordId, way)));
    return found;
  };

  return {
    /**
     * Of what is new, the last page is answered, for RxDB to store. Those before it come only where there is much, as in a
     * first sync: each is given to `storePage` while the next comes in, and the place after it is noted once it is stored.
     */
    handler:
      (kind: ReplicatedKind, storePage: StorePage) =>
      async (
        checkpoint: PullCheckpoint | undefined,
        batchSize: number,
      ): Promise<{
        readonly documents: (StoredAction & { _deleted: boolean })[];
        readonly checkpoint: PullCheckpoint;
      }> => {
        const name = `sync.feed:${kind}`;
        const kept = (await parts.settings.find(name, FeedPlace)) ?? start;
        const known = { ...start, ...checkpoint };
        let place = known.feed === kept.feed && known.sequence > kept.sequence ? known : kept;
        let storing: Promise<void> = Promise.resolve();
        const ask = (): Promise<PullAnswer> =>
          askPage(
            PullAnswer,
            `/v1/actions?kind=${kind}&after=${place.sequence}&mark=${place.mark}`,
            batchSize,
          );
        const readPage = async (): Promise<{ readonly page: StoredAction[]; readonly isLast: boolean }> => {
          const answer = await ask();
          const page = new Map<string, StoredAction>();
          for (const one of [...(await admit(answer.rows, kind)), ...(await fetchLost(answer.own, kind))]) {
            page.set(one.id, one);
          }
          place = { feed: place.feed, sequence: answer.sequence, mark: answer.mark };
          if (answer.isOtherFeed) {
            place = { ...start, feed: place.feed + 1 };
            brokenOff = null;
            await parts.settings.save(name, place);
            await parts.onOtherFeed();
          }
          const isLast = answer.isComplete && !answer.isOtherFeed;
          parts.onAnswer(answer.rows, isLast);
          return { page: [...page.values()], isLast };
        };
        const store = async (page: readonly StoredAction[], reached: FeedPlace): Promise<void> => {
          await storePage(page);
          await parts.settings.save(name, reached);
        };
        for (;;) {
          const { page, isLast } = await readPage().finally(() => storing);
          // RxDB keeps no checkpoint of an empty answer; without ours the same rows would be asked for ever.
          const isFurther = place.feed > kept.feed || place.sequence > kept.sequence;
          if (isLast && page.length === 0 && isFurther) await parts.settings.save(name, place);
          if (isLast || parts.isEnding()) return { documents: page.map(alive), checkpoint: place };
          if (page.length === 0) continue;
          storing = store(page, place);
          storing.catch(() => {});
        }
      },
    /**
     * One record at once: somebody opens it before the feed has brought it, or a comparison found a difference. What is in
     * force here is put right; of what is here already only the actions to be replaced are answered.
     */
    fetchRecord,
  };
}

function alive(action: StoredAction): StoredAction & { _deleted: boolean } {
  return { ...action, _deleted: false };
}
