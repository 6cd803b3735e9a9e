import { caseReducer } from '../../shared/case/reducer.ts';
import type { CaseState } from '../../shared/case/state.ts';
import { type Action, type RecordKind, readAction } from '../../shared/record/action.ts';
import { emptyFold, type Fold, foldActions } from '../../shared/record/fold.ts';
import type { Database } from '../database/open-database.ts';
import { selectFeedActions } from './feed-actions.ts';
import { serverHashing } from './hashing.ts';

/** Folded records stay in memory as long as nothing was added to them by another process; so many at most. */
const mostKept = 2_000;
/** Characters of all bodies in them: a few cases of long actions must not fill the memory. */
const heaviest = 128 * 1024 * 1024;

type Kept = { readonly fold: Fold<CaseState>; readonly count: number; readonly weight: number };

/** The folds of an office's records, read from its feed when they are not at hand. */
export function createRecordFolds() {
  const folds = new Map<string, Kept>();
  let weight = 0;
  const forget = (key: string): void => {
    weight -= folds.get(key)?.weight ?? 0;
    folds.delete(key);
  };
  const keyOf = (officeId: string, recordId: string) => `${officeId}/${recordId}`;
  return {
    /** @param count how many actions the record has now, as read under its lock */
    get: async (
      database: Database,
      officeId: string,
      recordId: string,
      count: number,
    ): Promise<Fold<CaseState>> => {
      if (count === 0) return emptyFold(caseReducer);
      const known = folds.get(keyOf(officeId, recordId));
      if (known?.count === count) return known.fold;
      return foldActions(caseReducer, await readRecord(database, officeId, recordId, 'case'));
    },
    keep: (officeId: string, recordId: string, fold: Fold<CaseState>, count: number): void => {
      const key = keyOf(officeId, recordId);
      forget(key);
      const kept = { fold, count, weight: weigh(fold) };
      // One alone must not put all the others out.
      if (kept.weight > heaviest / 2) return;
      folds.set(key, kept);
      weight += kept.weight;
      for (const oldest of folds.keys()) {
        if (folds.size <= mostKept && weight <= heaviest) return;
        forget(oldest);
      }
    },
  };
}
export type RecordFolds = ReturnType<typeof createRecordFolds>;

/** A body stays what it is, so each is weighed once. */
const weights = new WeakMap<object, number>();

function weigh({ actions }: Fold<CaseState>): number {
  let sum = 0;
  for (const { body } of actions) {
    if (typeof body !== 'object' || body === null) continue;
    const known = weights.get(body) ?? JSON.stringify(body).length;
    weights.set(body, known);
    sum += known;
  }
  return sum;
}

/** A record of an office as it is stored, with what is out of force. */
export async function readRecord(
  database: Database,
  officeId: string,
  recordId: string,
  kind: RecordKind,
): Promise<Action[]> {
  const rows = await selectFeedActions(database, officeId)
    .selectAll('actions')
    .where('feed.record_id', '=', recordId)
    .where('actions.record_kind', '=', kind)
    .execute();
  return rows.flatMap((row) => {
    const { rejection } = row;
    const read = readAction(toStoredAction(row), serverHashing, rejection);
    // What was stored was checked; a row that no longer fits was changed behind the server's back.
    return read.ok ? [read.action] : [];
  });
}

/** An action's row as it travels. */
export function toStoredAction(row: {
  readonly id: string;
  readonly record_id: string;
  readonly record_kind: string;
  readonly type: string;
  readonly clock: string;
  readonly header: string;
  readonly salt: string | null;
  readonly body: string | null;
  readonly signature: string;
  readonly signer: string;
}) {
  return {
    id: row.id,
    recordId: row.record_id,
    recordKind: row.record_kind as 'case',
    type: row.type,
    clock: row.clock,
    header: row.header,
    salt: row.salt,
    body: row.body,
    signature: row.signature,
    signer: row.signer,
  };
}
