import { caseReducer } from '../../shared/case/reducer.ts';
import type { CaseState } from '../../shared/case/state.ts';
import { type Action, readAction } from '../../shared/record/action.ts';
import { emptyFold, type Fold, foldActions } from '../../shared/record/fold.ts';
import type { Database } from '../database/open-database.ts';
import { selectFeedActions } from './feed-actions.ts';
import { serverHashing } from './hashing.ts';

/** Folded records stay in memory as long as nothing was added to them by another process. */
const kept = 2_000;

/** The folds of an office's records, read from its feed when they are not at hand. */
export function createRecordFolds() {
  const folds = new Map<string, { readonly fold: Fold<CaseState>; readonly count: number }>();
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
      return foldActions(caseReducer, await readRecord(database, officeId, recordId));
    },
    keep: (officeId: string, recordId: string, fold: Fold<CaseState>, count: number): void => {
      const key = keyOf(officeId, recordId);
      folds.delete(key);
      folds.set(key, { fold, count });
      const oldest = folds.keys().next();
      if (folds.size > kept && !oldest.done) folds.delete(oldest.value);
    },
  };
}
export type RecordFolds = ReturnType<typeof createRecordFolds>;

async function readRecord(database: Database, officeId: string, recordId: string): Promise<Action[]> {
  const rows = await selectFeedActions(database, officeId)
    .selectAll('actions')
    .where('feed.record_id', '=', recordId)
    .where('actions.record_kind', '=', 'case')
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
