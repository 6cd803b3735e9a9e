import type { PushResult } from '../../shared/contract/sync.ts';
import { anyOf } from '../database/any-of.ts';
import { compiledOnce } from '../database/compiled-once.ts';
import type { Database, OpenDatabase } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import { type AuthenticAction, createAuthenticityCheck } from './authenticity.ts';
import { lockOffices, lockRecords, recordKeyOf } from './office-locks.ts';
import { PushWriter } from './push-writer.ts';
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

  const takeIn = async (visitor: Visitor, authentic: readonly AuthenticAction[]) => {
    const afterCommit: (() => void)[] = [];
    const results = new Map<string, PushResult>();
    const told = await database.transaction().execute(async (change) => {
      const byRecord = Map.groupBy(authentic, ({ stored }) =>
        recordKeyOf(stored.recordId, stored.recordKind),
      );
      const writer = new PushWriter(change, await lockOffices(change, visitor.officeId, authentic));
      const records = await lockRecords(change, visitor.officeId, authentic);
      const known = records.size > 0 ? await findKnown(change, visitor, authentic) : new Map();
      for (const [key, group] of [...byRecord].sort(([left], [right]) => (left < right ? -1 : 1))) {
        const [first] = group;
        if (first === undefined) continue;
        const turn = new RecordTurn(change, parts, visitor, first.stored, writer, afterCommit);
        const ofCase = records.get(recordKeyOf(first.stored.recordId, 'case'));
        for (const result of await turn.take(group, records.get(key), ofCase, known))
          results.set(result.id, result);
      }
      await writer.flush();
      return writer.listRaised();
    });
    return { results, told, afterCommit };
  };

  return async (visitor: Visitor, pushed: readonly unknown[]): Promise<PushResult[]> => {
    const checked = await check(visitor, pushed);
    const refused = checked.filter((one) => one.kind === 'refused').filter((one) => one.id !== '');
    await noteRefusals(database, visitor, refused, parts.now());
    const authentic = checked.filter((one) => one.kind === 'authentic');
    const { results, told, afterCommit } = await repeatable(() => takeIn(visitor, authentic));
    for (const done of afterCommit) done();
    const kinds = [...new Set(authentic.map(({ stored }) => stored.recordKind))];
    for (const [officeId, sequence] of told) {
      // Nobody waits for the telling; whoever does not hear of it finds it when he looks next.
      parts.open
        .notify(JSON.stringify({ officeId, sequence, kinds, deskId: visitor.deskId }))
        .catch(() => {});
    }
    return checked.map((one) => {
      if (one.kind === 'refused') return { id: one.id, status: 'rejected', code: one.code };
      if (one.kind === 'waiting') return { id: one.id, status: 'waiting', code: one.code };
      const result = results.get(one.stored.id);
      if (result === undefined) throw new Error('server.resultLost');
      return result;
    });
  };
}

/** Which of these actions the office has sent before, and why they are out of force, or null. */
async function findKnown(
  change: Database,
  visitor: Visitor,
  authentic: readonly AuthenticAction[],
): Promise<Map<string, string | null>> {
  const rows = await askKnown(
    change,
    visitor.officeId,
    authentic.map(({ stored }) => stored.id),
  );
  return new Map(rows.map((row) => [row.id, row.rejection]));
}

const askKnown = compiledOnce((change, officeId: string, ids: readonly string[]) =>
  change
    .selectFrom('actions')
    .select(['id', 'rejection'])
    .where('office_id', '=', officeId)
    .where('id', '=', anyOf(ids))
    .compile(),
);

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
