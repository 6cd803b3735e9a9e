import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import { PushAnswer, type PushResult } from '../../shared/contract/sync.ts';
import { redactAction, StoredAction } from '../../shared/record/action.ts';
import type { ParkedActions } from '../store/parked-actions.ts';
import { pauseAfter } from './pausing.ts';
import { SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';

/** What the server will take once something else has happened; nothing about it is wrong. */
export const waitingCodes: ReadonlySet<string> = new Set([
  'sync.signerUnknown',
  'sync.historyMissing',
  'sync.serverFailed',
  // The answer said nothing of it: whether it was taken, only asking again tells.
  'sync.answerMalformed',
  'sync.typeUnknown',
  'sync.fileMissing',
  'certificate.listUnreadable',
]);

const most = 200;
const mostTries = 5;
const tooLarge = 'sync.requestTooLarge';
const serverFailed = 'sync.serverFailed';

/**
 * Sends actions and parks what the server does not take: a refused action stays in the record, out of force, and is
 * shown with its reason. A line that fails throws, and RxDB sends the same again later.
 */
export function createPushing(parts: {
  readonly account: SyncAccount;
  readonly parked: ParkedActions;
  readonly now: () => number;
  /** Called with the records in which something was put out of force. */
  readonly onOutOfForce: (recordIds: readonly string[]) => Promise<void>;
  /** Milliseconds that a busy server is left alone at first; doubled each time. */
  readonly shortestPause: number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Called with what is about to be sent; fails when the line does. */
  readonly beforeSend: (actions: readonly StoredAction[]) => Promise<void>;
  /** Called with what the server has decided on, which others may have waited for. */
  readonly onJudged: (actions: readonly StoredAction[]) => void;
  /** Called with what the server has taken or answered. */
  readonly onSent: (actions: readonly StoredAction[]) => Promise<void>;
}) {
  let size = most;
  /** What was answered of a batch before the line broke in its midst: a line that breaks often need not carry it again. */
  let answered: ReadonlyMap<string, PushResult> = new Map();

  const send = async (actions: readonly StoredAction[]): Promise<PushResult[]> => {
    const { results } = await parts.account.withSession((client, token) =>
      client.ask(PushAnswer, { method: 'POST', path: '/v1/actions', body: { actions }, token }),
    );
    return results;
  };

  /**
   * Halves the batch when it is too large and grows again slowly; waits with jitter when the server is busy. Of an action
   * that no request can carry the signed header goes alone: the chain stays whole, and what was written after it is
   * judged without it instead of waiting for it.
   */
  const sendAll = async (actions: readonly StoredAction[]): Promise<PushResult[]> => {
    await parts.beforeSend(actions);
    const results: PushResult[] = actions.flatMap(({ id }) => answered.get(id) ?? []);
    const unanswered = actions.filter(({ id }) => !answered.has(id));
    const emptied = new Set<string>();
    let busyTries = 0;
    for (let start = 0; start < unanswered.length; ) {
      const batch = unanswered.slice(start, start + size);
      try {
        const answers = await send(batch.map((one) => (emptied.has(one.id) ? redactAction(one) : one)));
        results.push(...answers.map((one) => (emptied.has(one.id) ? ofEmptied(one) : one)));
        start += batch.length;
        size = Math.min(most, size + 20);
        busyTries = 0;
      } catch (error) {
        if (!(error instanceof SyncFailure)) throw error;
        if (error.kind === 'tooLarge' && batch.length > 1) size = Math.max(1, Math.floor(batch.length / 2));
        else if (error.kind === 'tooLarge' && batch[0] !== undefined && !emptied.has(batch[0].id)) {
          emptied.add(batch[0].id);
        } else if (
          error.code === serverFailed &&
          batch[0] !== undefined &&
          batch.length === 1 &&
          busyTries > 1
        ) {
          // The server stumbles over this very one: it is tried again later, and the others do not wait for it.
          results.push({ id: batch[0].id, status: 'waiting', code: serverFailed });
          start += 1;
          busyTries = 0;
        } else if (error.kind === 'busy' && busyTries < mostTries) {
          size = Math.max(1, Math.floor(batch.length / 2));
          const step = parts.shortestPause * 2 ** busyTries;
          busyTries += 1;
          await parts.pause(pauseAfter(error, step));
        } else {
          // A slow line may have been given up in the middle of a long request: the next one is shorter.
          if (error.kind === 'offline') size = Math.max(1, Math.floor(batch.length / 2));
          answered = new Map(results.flatMap((one) => (one.status === 'waiting' ? [] : [[one.id, one]])));
          throw error;
        }
      }
    }
    answered = new Map();
    const waiting = new Set(results.flatMap(({ id, status }) => (status === 'waiting' ? [id] : [])));
    parts.onJudged(actions.filter(({ id }) => !waiting.has(id)));
    return results;
  };

  const park = async (actions: readonly StoredAction[], results: readonly PushResult[]): Promise<void> => {
    const codes = new Map(results.map((result) => [result.id, result]));
    const at = new Date(parts.now()).toISOString();
    const refused = actions.flatMap((action) => {
      const result = codes.get(action.id);
      if (result !== undefined && result.status !== 'rejected' && result.status !== 'waiting') return [];
      const code = result?.code ?? 'sync.answerMalformed';
      const isOutOfForce = result?.status === 'rejected';
      return [{ id: action.id, recordId: action.recordId, code, at, isSettled: false, isOutOfForce }];
    });
    if (refused.length === 0) return;
    await parts.parked.add(refused);
    await parts.onOutOfForce(refused.filter((one) => one.isOutOfForce).map((one) => one.recordId));
  };

  let turn: Promise<void> = Promise.resolve();
  /**
   * RxDB sends several batches of a backlog at once. A later one that overtook would be judged without its history, and
   * wait; so each follows the one before it, and fails with it, to be tried again behind it.
   */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine;
    mine.catch(() => {
      if (turn === mine) turn = Promise.resolve();
    });
    return mine;
  };

  /** Sends, and parks what is not taken. */
  const push = async (actions: readonly StoredAction[]): Promise<void> => {
    await park(actions, await sendAll(actions));
    await parts.onSent(actions);
  };

  return {
    push,
    /** RxDB's handler. No conflict is ever answered: an action is written once, and a refused one is parked. */
    handler: async (
      rows: RxReplicationWriteToMasterRow<StoredAction>[],
    ): Promise<WithDeleted<StoredAction>[]> => {
      await inTurn(() => push(rows.map((row) => StoredAction.parse(row.newDocumentState))));
      return [];
    },
    /**
     * Sends what was parked once more; what is taken now is no longer parked, and what is refused now is out of force for
     * the reason of today. What still waits stays as it is.
     */
    resend: async (actions: readonly StoredAction[]): Promise<void> => {
      const results = await sendAll(actions);
      for (const { id, status } of results) {
        if (status === 'accepted' || status === 'known') await parts.parked.remove(id);
      }
      const refusedIds = new Set(results.flatMap(({ id, status }) => (status === 'rejected' ? [id] : [])));
      await park(
        actions.filter(({ id }) => refusedIds.has(id)),
        results,
      );
    },
  };
}

/** The reason that the person can do something about stands before the server's, which saw only the header. */
function ofEmptied(result: PushResult): PushResult {
  return result.status === 'rejected' ? { ...result, code: tooLarge } : result;
}
