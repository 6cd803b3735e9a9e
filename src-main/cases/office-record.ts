import type { Action, RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import { verifyActions } from './record-files.ts';
import type { RecordWriter } from './record-writer.ts';

/**
 * The office's own record: its wording of the forms, and the tables it added. Signed actions like those of a case, so that
 * who brought in what, and when, is kept like any official act and reaches the other desks the same way.
 */
export function createOfficeRecord(parts: {
  readonly log: {
    readonly append: (actions: readonly StoredAction[]) => Promise<void>;
    readonly findAll: () => Promise<StoredAction[]>;
    readonly findRejections: (recordId: string) => Promise<ReadonlyMap<string, string>>;
  };
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** The office that writes now; its record has the same id. */
  readonly officeId: () => string;
}) {
  const inTurn = createTurns();

  /** Those of every office whose cases came here, verified. */
  const readActions = async (): Promise<Action[]> => {
    const stored = await parts.log.findAll();
    const recordIds = [...new Set(stored.map(({ recordId }) => recordId))];
    const rejections = await Promise.all(recordIds.map((id) => parts.log.findRejections(id)));
    const known = new Map(rejections.flatMap((one) => [...one]));
    return (await verifyActions(stored, parts.hashing, parts.verify, known)).actions;
  };

  return {
    readActions,
    /**
     * Adds one action after all that is known here; answers its id when it is durable.
     * @param makeBody from what is there at that moment; what it throws is thrown, and nothing is written
     */
    write: (
      type: { readonly type: string; readonly version: number },
      makeBody: (actions: readonly Action[]) => unknown,
    ): Promise<string> =>
      inTurn(async () => {
        const actions = await readActions();
        const body = makeBody(actions);
        const recordId = parts.officeId();
        const own = actions.filter(({ header }) => header.recordId === recordId);
        const named = new Set(own.flatMap(({ header }) => header.after));
        const after = own.map(({ id }) => id).filter((id) => !named.has(id));
        const { stored } = parts.writer.write({ recordKind: 'wording', recordId, ...type, after, body });
        await parts.log.append([stored]);
        return stored.id;
      }),
  };
}
export type OfficeRecord = ReturnType<typeof createOfficeRecord>;
