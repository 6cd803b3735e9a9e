import type { z } from 'zod';
import { type SideFileActionType, sideFileActions } from '../../shared/case/actions.ts';
import { listSideFileReaders } from '../../shared/case/side-file-readers.ts';
import type { RecordHashing, SignatureVerifier } from '../../shared/record/action.ts';
import { type ActionLog, verifyActions } from './record-files.ts';
import type { RecordWriter } from './record-writer.ts';

type Body<Type extends SideFileActionType> = z.infer<(typeof sideFileActions)[Type]['body']>;
type Entry<Type extends SideFileActionType> = Body<Type> & { readonly person: string };

/**
 * 副卷: a log of its own, read by nothing that makes documents or lists. At a desk that several share it holds what each
 * of them wrote; shown to anybody is only their own: what they wrote, and what was written of the talks they held.
 */
export function createSideFile(parts: {
  readonly log: ActionLog;
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** Who works here now. */
  readonly person: () => string;
}) {
  const read = async (caseId: string) => {
    const stored = await parts.log.findActionsOfRecord(caseId);
    return (await verifyActions(stored, parts.hashing, parts.verify)).actions;
  };
  return {
    write: async <Type extends SideFileActionType>(
      caseId: string,
      type: Type,
      body: Body<Type>,
    ): Promise<{ actionId: string }> => {
      const actions = await read(caseId);
      const named = new Set(actions.flatMap((action) => action.header.after));
      const { stored } = parts.writer.write({
        recordKind: 'sideFile',
        recordId: caseId,
        type,
        version: sideFileActions[type].version,
        after: actions.map((action) => action.id).filter((id) => !named.has(id)),
        body: sideFileActions[type].body.parse(body),
      });
      await parts.log.append([stored]);
      return { actionId: stored.id };
    },
    /** What whoever works here now has written or held of one kind, oldest first. */
    list: async <Type extends SideFileActionType>(caseId: string, type: Type): Promise<Entry<Type>[]> =>
      (await read(caseId))
        .filter(({ header }) => header.type === type)
        .filter(({ header, body }) => listSideFileReaders(header.person, body).includes(parts.person()))
        .sort((left, right) => (left.header.clock < right.header.clock ? -1 : 1))
        .flatMap((action) => {
          const entry = sideFileActions[type].body.safeParse(action.body);
          return entry.success ? [{ ...(entry.data as Body<Type>), person: action.header.person }] : [];
        }),
  };
}
