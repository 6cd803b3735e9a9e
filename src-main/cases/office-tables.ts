import {
  type LawTableAdded,
  lawTableAdded,
  listOfficeTables,
  type OfficeTable,
} from '../../shared/law/office-tables.ts';
import type { RecordHashing, SignatureVerifier, StoredAction } from '../../shared/record/action.ts';
import { verifyActions } from './case-files.ts';
import type { RecordWriter } from './record-writer.ts';

/**
 * The tables that the office added to those of the program: signed actions of the office's own record, beside its wording
 * of the forms, so that who brought in what, when and from where is kept, and reaches the other desks the same way.
 */
export function createOfficeTables(parts: {
  readonly log: {
    readonly append: (actions: readonly StoredAction[]) => Promise<void>;
    readonly findAll: () => Promise<StoredAction[]>;
    readonly findRejections: (recordId: string) => Promise<ReadonlyMap<string, string>>;
  };
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** The office whose tables are written now; its record has the same id. */
  readonly officeId: () => string;
}) {
  /** Two orders wait for each other, so that each is written after the other. */
  let queue: Promise<unknown> = Promise.resolve();

  const readActions = async () => {
    const stored = await parts.log.findAll();
    const recordIds = [...new Set(stored.map(({ recordId }) => recordId))];
    const rejections = await Promise.all(recordIds.map((id) => parts.log.findRejections(id)));
    const known = new Map(rejections.flatMap((one) => [...one]));
    return (await verifyActions(stored, parts.hashing, parts.verify, known)).actions;
  };
  const write = async (added: LawTableAdded): Promise<void> => {
    const recordId = parts.officeId();
    const own = (await readActions()).filter(({ header }) => header.recordId === recordId);
    const named = new Set(own.flatMap(({ header }) => header.after));
    const { stored } = parts.writer.write({
      recordKind: 'wording',
      recordId,
      ...lawTableAdded,
      after: own.map(({ id }) => id).filter((id) => !named.has(id)),
      body: added,
    });
    await parts.log.append([stored]);
  };

  return {
    list: async (): Promise<OfficeTable[]> => listOfficeTables(await readActions()),
    /** Answers when it is durable. */
    add: (added: LawTableAdded): Promise<void> => {
      const result = queue.then(() => write(added));
      queue = result.catch(() => {});
      return result;
    },
  };
}
