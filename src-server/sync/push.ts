import type { PushResult } from '../../shared/contract/sync.ts';
import type { OpenDatabase } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import { type CheckedAction, createAuthenticityCheck } from './authenticity.ts';
import { FeedWriter } from './feed-writer.ts';
import { lockOffices } from './office-locks.ts';
import { RecordTurn, type RecordTurnParts } from './record-turn.ts';
import { noteRefusals } from './refusals.ts';

export type PushParts = RecordTurnParts & { readonly open: OpenDatabase };

/**
 * Takes in what a desk sends: each action once, each judged by the history it names, in one transaction with the
 * office's counter, so that nobody who pulls can miss a row. One bad action never affects the others.
 */
export function createPush(parts: PushParts) {
  const { database } = parts.open;
  const check = createAuthenticityCheck(database);
  return async (visitor: Visitor, pushed: readonly unknown[]): Promise<PushResult[]> => {
    const checked = await check(visitor, pushed);
    const results = new Map<CheckedAction, PushResult>();
    for (const one of checked) {
      if (one.kind === 'refused') results.set(one, { id: one.id, status: 'rejected', code: one.code });
      if (one.kind === 'waiting') results.set(one, { id: one.id, status: 'waiting', code: one.code });
    }
    const refused = checked.filter((one) => one.kind === 'refused').filter((one) => one.id !== '');
    await noteRefusals(database, visitor, refused, parts.now());
    const authentic = checked.filter((one) => one.kind === 'authentic');
    const { told, afterCommit } = await repeatable(async () => {
      const afterCommit: (() => void)[] = [];
      const told = await database.transaction().execute(async (change) => {
        // A case and its side file share their id, and nothing else.
        const byRecord = Map.groupBy(authentic, ({ stored }) => `${stored.recordId} ${stored.recordKind}`);
        const writer = new FeedWriter(change, await lockOffices(change, visitor.officeId, authentic));
        for (const key of [...byRecord.keys()].sort()) {
          const group = byRecord.get(key) ?? [];
          const [first] = group;
          if (first === undefined) continue;
          const turn = new RecordTurn(change, parts, visitor, first.stored, writer, afterCommit);
          for (const [one, result] of await turn.take(group)) results.set(one, result);
        }
        return writer.listRaised();
      });
      return { told, afterCommit };
    });
    for (const done of afterCommit) done();
    const kinds = [...new Set(authentic.map(({ stored }) => stored.recordKind))];
    for (const [officeId, sequence] of told) {
      await parts.open.notify(JSON.stringify({ officeId, sequence, kinds }));
    }
    return checked.map(
      (one) => results.get(one) ?? { id: '', status: 'rejected', code: 'sync.actionMalformed' },
    );
  };
}

/** Serialisation failure and deadlock: the same again succeeds. */
const passing: readonly unknown[] = ['40001', '40P01'];

async function repeatable<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (attempt === 5 || !passing.includes(code)) throw error;
    }
  }
}
