import { createHash } from 'node:crypto';
import { type ExpressionBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { FeedRow, PullAnswer, RecordAnswer, RecordDigest } from '../../shared/contract/sync.ts';
import { deskOfClock } from '../../shared/record/hybrid-clock.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import type { Visitor } from '../directory/access.ts';
import { selectFeedActions } from './feed-actions.ts';
import { toStoredAction } from './record-folds.ts';

type PullQuestion = {
  readonly after: number;
  /** The action that stood at `after` when the desk read it; '' when it does not know. */
  readonly mark: string;
  readonly limit: number;
  readonly kind?: string | undefined;
};

/** Everything but other people's 副卷. */
const isFor =
  ({ localPersonId }: Visitor) =>
  (where: ExpressionBuilder<Tables, 'feed'>) =>
    where.or([
      where('feed.audience', 'is', null),
      sql<boolean>`${localPersonId} = any(string_to_array(feed.audience, e'\\n'))`,
    ]);

/** Bytes of actions in one answer; the one that reaches them still goes, so that each gets through. */
const largestAnswer = 4 * 1024 * 1024;

type ActionRow = Selectable<Tables['actions']> & {
  readonly sequence: number;
  /** Bytes of this action and of those before it in the answer, counted where they lie. */
  readonly reached: number;
};
/** What an action takes besides its header and body. */
const bytes = sql`octet_length(actions.header) + coalesce(octet_length(actions.body), 0) + 512`;

/** What a desk may read of its office's feed. */
export function createPull(database: Database) {
  /** Some rows of the feed in their order, up to so many bytes: the rest is not even read. */
  const readRows = (
    visitor: Visitor,
    room: number,
    narrow: (feed: SelectQueryBuilder<Tables, 'feed' | 'actions', object>) => typeof feed,
  ): Promise<ActionRow[]> => {
    const page = narrow(selectFeedActions(database, visitor.officeId))
      .where(isFor(visitor))
      .orderBy('feed.sequence')
      .selectAll('actions')
      .select('feed.sequence')
      .select(sql<number>`${bytes}`.as('bytes'))
      .select(
        sql<number>`sum(${bytes}) over (order by feed.sequence rows unbounded preceding)`.as('reached'),
      );
    return database
      .selectFrom(page.as('page'))
      .selectAll()
      .where(sql<number>`reached - bytes`, '<', room)
      .orderBy('sequence')
      .execute();
  };

  /**
   * Walks the feed in stretches of known length: of a query that says only where to begin, the database joins and sorts
   * all that follows, for every page again.
   */
  const readStretch = async (
    visitor: Visitor,
    { after, last, limit, kind }: Omit<PullQuestion, 'mark'> & { readonly last: number },
  ) => {
    const rows: ActionRow[] = [];
    let from = after;
    let room = largestAnswer;
    for (let length = limit; from < last && rows.length < limit && room > 0; length *= 2) {
      const [since, until] = [from, Math.min(last, from + length)];
      const found = await readRows(visitor, room, (feed) =>
        feed
          .where('feed.sequence', '>', since)
          .where('feed.sequence', '<=', until)
          .$if(kind !== undefined, (query) => query.where('actions.record_kind', '=', kind ?? ''))
          .limit(limit - rows.length),
      );
      rows.push(...found);
      room -= found.at(-1)?.reached ?? 0;
      from = rows.length < limit && room > 0 ? until : (rows.at(-1)?.sequence ?? until);
    }
    return { rows, reached: from };
  };

  const findActionAt = async (officeId: string, sequence: number): Promise<string> => {
    const found = await database
      .selectFrom('feed')
      .select('action_id')
      .where('office_id', '=', officeId)
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    return found?.action_id ?? '';
  };

  return {
    pull: async (visitor: Visitor, { after, mark, limit, kind }: PullQuestion): Promise<PullAnswer> => {
      // Read before the rows: whatever has a sequence up to here was committed with the counter.
      const { feed_sequence: last } = await database
        .selectFrom('offices')
        .select('feed_sequence')
        .where('id', '=', visitor.officeId)
        .executeTakeFirstOrThrow();
      const standing = await findActionAt(visitor.officeId, after);
      if (after > last || (mark !== '' && standing !== '' && standing !== mark)) {
        return { rows: [], own: [], sequence: 0, mark: '', isComplete: false, isOtherFeed: true };
      }
      const { rows, reached } = await readStretch(visitor, { after, last, limit, kind });
      const isComplete = reached >= last;
      const isOwn = (row: { readonly clock: string }) => deskOfClock(row.clock) === visitor.deskId;
      return {
        rows: rows.filter((row) => !isOwn(row)).map(toFeedRow),
        own: rows.filter(isOwn).map(({ id, record_id: recordId }) => ({ id, recordId })),
        sequence: reached,
        mark: reached === after ? standing : await findActionAt(visitor.officeId, reached),
        isComplete,
        isOtherFeed: false,
      };
    },

    /** One case at once, for whoever opens it before the feed has brought it. */
    record: async (
      visitor: Visitor,
      recordId: string,
      {
        after,
        limit = Number.POSITIVE_INFINITY,
      }: { readonly after: number; readonly limit?: number | undefined },
    ): Promise<RecordAnswer> => {
      const rows = await readRows(visitor, largestAnswer, (feed) =>
        feed
          .where('feed.record_id', '=', recordId)
          .where('feed.sequence', '>', after)
          .$if(limit < Number.POSITIVE_INFINITY, (query) => query.limit(limit)),
      );
      const isComplete = rows.length < limit && (rows.at(-1)?.reached ?? 0) < largestAnswer;
      return { rows: rows.map(toFeedRow), isComplete };
    },

    /** What hashes alone cannot show: a missing last action, and which of them are out of force. */
    digests: async (visitor: Visitor, recordIds: readonly string[]): Promise<RecordDigest[]> => {
      if (recordIds.length === 0) return [];
      const rows = await selectFeedActions(database, visitor.officeId)
        .select(['feed.record_id', 'feed.action_id', 'actions.rejection'])
        .where(isFor(visitor))
        .where('feed.record_id', 'in', recordIds)
        .execute();
      const byRecord = Map.groupBy(rows, (row) => row.record_id);
      return recordIds.map((recordId) => {
        const found = byRecord.get(recordId) ?? [];
        const inForce = found.filter((row) => row.rejection === null);
        const digestOf = (some: typeof found) => digestOfIds(some.map((row) => row.action_id));
        return { recordId, count: found.length, digest: digestOf(found), inForce: digestOf(inForce) };
      });
    },

    /** The lines of the first screen: open cases first, then the newest. */
    summaries: async (visitor: Visitor, offset: number, limit: number) => {
      const rows = await database
        .selectFrom('summaries')
        .selectAll()
        .where('office_id', '=', visitor.officeId)
        .orderBy('is_closed')
        .orderBy('sequence', 'desc')
        .orderBy('record_id')
        .offset(offset)
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        caseId: row.record_id,
        updatedSequence: row.sequence,
        summary: JSON.parse(row.summary) as unknown,
      }));
    },
  };
}
export type Pull = ReturnType<typeof createPull>;

function toFeedRow(row: ActionRow): FeedRow {
  return { sequence: row.sequence, action: toStoredAction(row), rejection: row.rejection };
}

/** SHA-256 over the sorted ids, one a line. */
export function digestOfIds(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');
}
