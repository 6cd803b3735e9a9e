import type { z } from 'zod';
import { sideFileActions } from '../../shared/case/actions.ts';
import type { RecordHashing, SignatureVerifier } from '../../shared/record/action.ts';
import type { ActionLog } from './case-files.ts';
import { verifyActions } from './case-files.ts';
import type { RecordWriter } from './record-writer.ts';

const CaucusNote = sideFileActions['caucusNote.written'].body;
export type CaucusNote = z.infer<typeof CaucusNote> & { readonly person: string };

export type CaucusNotes = {
  readonly write: (caseId: string, note: z.infer<typeof CaucusNote>) => Promise<{ actionId: string }>;
  readonly list: (caseId: string) => Promise<CaucusNote[]>;
};

/** 背对背沟通记录 lives in the 副卷: a log of its own, read by nothing that makes documents or lists. */
export function createCaucusNotes(parts: {
  readonly log: ActionLog;
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
}): CaucusNotes {
  const read = async (caseId: string) =>
    verifyActions(await parts.log.findActionsOfRecord(caseId), parts.hashing, parts.verify).actions;
  return {
    write: async (caseId, note) => {
      const actions = await read(caseId);
      const named = new Set(actions.flatMap((action) => action.header.after));
      const { stored } = parts.writer.write({
        recordKind: 'sideFile',
        recordId: caseId,
        type: 'caucusNote.written',
        version: sideFileActions['caucusNote.written'].version,
        after: actions.map((action) => action.id).filter((id) => !named.has(id)),
        body: CaucusNote.parse(note),
      });
      await parts.log.append([stored]);
      return { actionId: stored.id };
    },
    list: async (caseId) =>
      (await read(caseId))
        .sort((left, right) => (left.header.clock < right.header.clock ? -1 : 1))
        .flatMap((action) => {
          const note = CaucusNote.safeParse(action.body);
          return note.success ? [{ ...note.data, person: action.header.person }] : [];
        }),
  };
}
