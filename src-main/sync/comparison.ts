import { createHash } from 'node:crypto';
import type { RxCollection } from 'rxdb';
import { listSideFileReaders } from '../../shared/case/side-file-readers.ts';
import { DigestAnswer } from '../../shared/contract/sync.ts';
import { findHeader, parseJson, type StoredAction } from '../../shared/record/action.ts';
import type { Store } from '../store/open-store.ts';
import type { SyncAccount } from './sync-account.ts';

/** The ids of whole records' actions, by record. */
export type RecordIds = ReadonlyMap<string, readonly string[]>;

/** Actions that are read at once of each collection. */
const actionsInPage = 2_000;
const recordsInQuestion = 1_000;

/** SHA-256 over the sorted ids of a record's actions, as the server reckons it. */
function digestOfIds(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');
}

/** A record that is not the same here and at the server, and those of its actions here that were compared. */
type Difference = { readonly recordId: string; readonly sentIds: readonly string[] };

/** Whether the server tells this person of the action: of 副卷 only of what is theirs, whoever else works at the desk. */
export const isToldTo =
  (personId: string) =>
  ({ recordKind, header, body }: Pick<StoredAction, 'recordKind' | 'header' | 'body'>): boolean =>
    recordKind !== 'sideFile' ||
    listSideFileReaders(findHeader(header)?.person ?? personId, parseJson(body ?? 'null')).includes(personId);

/**
 * The ids of all actions of all records, some records at a time and each of them whole, whatever collections it lies in:
 * an office's whole archive has no place in memory.
 * @param isCompared which actions count
 */
export async function* listRecordPages(
  guard: Store['guard'],
  collections: readonly RxCollection<StoredAction>[],
  isCompared: (action: StoredAction) => boolean,
  pageSize = actionsInPage,
): AsyncGenerator<RecordIds> {
  const readAfter = async (actions: RxCollection<StoredAction>, last: string, limit: number) => {
    const question = actions.find({
      selector: { recordId: { $gt: last } },
      sort: [{ recordId: 'asc' }, { clock: 'asc' }],
      limit,
    });
    // Past RxDB's caches: everything is met once.
    const { documents } = await guard(actions.storageInstance.query(question.getPreparedQuery()));
    return documents;
  };
  let last = '';
  let limit = pageSize;
  for (;;) {
    const pages = await Promise.all(collections.map((one) => readAfter(one, last, limit)));
    // The last record of a full page may go on in the next one.
    const unfinished = pages
      .filter(({ length }) => length === limit)
      .map((page) => page.at(-1)?.recordId ?? '');
    const end = unfinished.sort()[0];
    const whole = pages.flat().filter(({ recordId }) => end === undefined || recordId < end);
    const records = new Map<string, string[]>();
    for (const { id, recordId } of whole.filter(isCompared))
      records.set(recordId, [...(records.get(recordId) ?? []), id]);
    if (records.size > 0) yield records;
    if (end === undefined) return;
    for (const { recordId } of whole) if (recordId > last) last = recordId;
    // A single record that is longer than a page is read by a longer one.
    limit = whole.length === 0 ? limit * 2 : pageSize;
  }
}

/**
 * Which records are not the same here and at the server, or not in force in the same way. Actions that have not been
 * sent, or were refused whole, do not count: the server cannot have them. And which scans it asks for.
 * @param findStanding asked after a page was read, so that what is written meanwhile is no difference
 */
export async function findDifferences(
  account: SyncAccount,
  pages: AsyncIterable<RecordIds>,
  findStanding: () => Promise<{
    readonly uncounted: ReadonlySet<string>;
    readonly outOfForce: ReadonlySet<string>;
  }>,
): Promise<{ readonly differences: readonly Difference[]; readonly wantedScans: readonly string[] }> {
  const differences: Difference[] = [];
  const wanted = new Set<string>();
  let hasAsked = false;
  const ask = async (recordIds: readonly string[]) => {
    hasAsked = true;
    const body = { recordIds };
    const { digests, wantedScans } = await account.withSession((client, token) =>
      client.ask(DigestAnswer, { method: 'POST', path: '/v1/digests', body, token }),
    );
    for (const sha256 of wantedScans) wanted.add(sha256);
    return digests;
  };
  for await (const records of pages) {
    const { uncounted, outOfForce } = await findStanding();
    const recordIds = [...records.keys()];
    for (let start = 0; start < recordIds.length; start += recordsInQuestion) {
      const digests = await ask(recordIds.slice(start, start + recordsInQuestion));
      for (const { recordId, digest, inForce } of digests) {
        const sentIds = (records.get(recordId) ?? []).filter((id) => !uncounted.has(id));
        const isSame = digestOfIds(sentIds) === digest;
        const isSameForce =
          inForce === undefined || digestOfIds(sentIds.filter((id) => !outOfForce.has(id))) === inForce;
        if (!isSame || !isSameForce) differences.push({ recordId, sentIds });
      }
    }
  }
  // A desk that has nothing yet is not equal to a centre that nobody reached.
  if (!hasAsked) await ask([]);
  return { differences, wantedScans: [...wanted] };
}
