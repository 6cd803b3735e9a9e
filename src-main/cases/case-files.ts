import { type CaseActionType, caseActions, isCaseActionType } from '../../shared/case/actions.ts';
import { caseReducer } from '../../shared/case/reducer.ts';
import type { CaseState } from '../../shared/case/state.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { type Permission, permissionToWrite } from '../../shared/directory/permissions.ts';
import {
  type Action,
  type ActionFault,
  type RecordHashing,
  readAction,
  type SignatureVerifier,
  type StoredAction,
} from '../../shared/record/action.ts';
import { continueFold, emptyFold, type Fold } from '../../shared/record/fold.ts';
import type { RecordWriter } from './record-writer.ts';

/** What the case files need of the store: durable appending and reading of one record. */
export type ActionLog = {
  /** Resolves only when the actions are durable on disk. */
  readonly append: (actions: readonly StoredAction[]) => Promise<void>;
  readonly findActionsOfRecord: (recordId: string) => Promise<StoredAction[]>;
  /** Why the central server put actions of the record out of force, by action id. */
  readonly findRejections: (recordId: string) => Promise<ReadonlyMap<string, string>>;
};

/** A stored action that does not verify, or whose body is gone; what of it is not to be relied on is left out of the view. */
export type RecordFault = {
  readonly actionId: string;
  readonly fault: ActionFault | 'signatureWrong' | 'bodyMissing';
};

export type OpenCaseFile = { readonly fold: Fold<CaseState>; readonly faults: readonly RecordFault[] };

export type CaseFiles = {
  /** Reads, verifies and folds a case file. Throws 'case.unknown' when there is none. */
  readonly open: (caseId: string) => Promise<OpenCaseFile>;
  /** Hands out a case file in its turn, without keeping it in memory. Throws 'case.unknown' when there is none. */
  readonly pass: (caseId: string, take: (file: OpenCaseFile) => Promise<void>) => Promise<void>;
  /** Adds one action after all that is known here; answers when it is durable. Throws the refusal's code. */
  readonly act: (
    caseId: string,
    type: CaseActionType,
    body: unknown,
  ) => Promise<OpenCaseFile & { actionId: string }>;
  /**
   * Takes in what arrived durably from elsewhere, or what was put out of force, and keeps the lists true. Answers whether
   * there is anything of such a case here.
   */
  readonly refresh: (caseId: string) => Promise<boolean>;
  /** Begins a case file with its first action. */
  readonly begin: (caseId: string, body: unknown) => Promise<OpenCaseFile & { actionId: string }>;
};

/** How many opened case files are kept folded in memory: more than anybody goes back and forth between. */
const keptOpen = 12;

/** The case files of this desk: verified when opened, written one action after the other. */
export function createCaseFiles(parts: {
  readonly log: ActionLog;
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** Whether whoever works here may do this. */
  readonly may: (permission: Permission) => boolean;
  /** Called after an action became durable, before it is answered: keeps the lists true. */
  readonly onChanged: (caseId: string, file: OpenCaseFile) => Promise<void>;
}): CaseFiles {
  const opened = new Map<string, OpenCaseFile>();
  const queues = new Map<string, Promise<unknown>>();

  const keep = (caseId: string, file: OpenCaseFile): OpenCaseFile => {
    opened.delete(caseId);
    opened.set(caseId, file);
    const oldest = opened.keys().next();
    if (opened.size > keptOpen && !oldest.done) opened.delete(oldest.value);
    return file;
  };

  const load = async (caseId: string): Promise<OpenCaseFile> => {
    const kept = opened.get(caseId);
    if (kept !== undefined) return keep(caseId, kept);
    const read = await readOnto(caseId, emptyFold(caseReducer));
    // What was written or came in while this was read and verified is in what was kept meanwhile.
    return opened.get(caseId) ?? keep(caseId, read);
  };
  /** Adds what is stored to a fold; what is in it already, unchanged, was verified when it came in. */
  const readOnto = async (caseId: string, before: Fold<CaseState>): Promise<OpenCaseFile> => {
    const stored = await parts.log.findActionsOfRecord(caseId);
    const rejections = await parts.log.findRejections(caseId);
    // Merging never takes a refusal back: what was put in force again is folded from the beginning.
    const isLifted = before.entries.some(
      ({ action }) => action.rejection !== null && !rejections.has(action.id),
    );
    const fold = isLifted ? emptyFold(caseReducer) : before;
    const isFolded = ({ id, body }: StoredAction): boolean => {
      const folded = fold.entries[fold.positions.get(id) ?? -1]?.action;
      const rejection = rejections.get(id) ?? null;
      if (body === null && rejection === null) return false;
      return folded?.rejection === rejection && folded.isRedacted === (body === null);
    };
    const fresh = stored.filter((one) => !isFolded(one));
    const { actions, faults } = await verifyActions(fresh, parts.hashing, parts.verify, rejections);
    return { fold: continueFold(caseReducer, fold, actions), faults };
  };

  /** Two orders on one case wait for each other, so that each is written after the other. */
  const inTurn = <Result>(caseId: string, work: () => Promise<Result>): Promise<Result> => {
    const before = queues.get(caseId) ?? Promise.resolve();
    const result = before.then(work, work);
    queues.set(caseId, result);
    const forget = () => {
      if (queues.get(caseId) === result) queues.delete(caseId);
    };
    result.then(forget, forget);
    return result;
  };

  const add = (caseId: string, type: CaseActionType, body: unknown) =>
    inTurn(caseId, async () => {
      if (!parts.may(permissionToWrite(type, body))) throw new CodedError('session.notAllowed');
      const file = await load(caseId);
      if (type !== 'case.opened' && file.fold.state.opened === null) throw new CodedError('case.unknown');
      if (file.fold.state.unknown.length > 0) throw new CodedError('case.newerProgram');
      const { stored, action } = parts.writer.write({
        recordKind: 'case',
        recordId: caseId,
        type,
        version: caseActions[type].version,
        after: file.fold.heads,
        body,
      });
      const refusal = caseReducer.refusal(file.fold.state, action);
      if (refusal !== null) throw new CodedError(refusal);
      await parts.log.append([stored]);
      const next = keep(caseId, {
        fold: continueFold(caseReducer, file.fold, [action]),
        faults: file.faults,
      });
      // It is saved, whatever becomes of its line in the lists: told otherwise, somebody would write it twice. The line
      // is made good at the next action, when the case is opened, or when the desk is.
      await parts.onChanged(caseId, next).catch(() => {});
      return { ...next, actionId: action.id };
    });

  return {
    open: async (caseId) => known(await load(caseId)),
    pass: (caseId, take) =>
      inTurn(caseId, async () =>
        take(known(opened.get(caseId) ?? (await readOnto(caseId, emptyFold(caseReducer))))),
      ),
    act: add,
    refresh: (caseId) =>
      inTurn(caseId, async () => {
        const file = await readOnto(caseId, opened.get(caseId)?.fold ?? emptyFold(caseReducer));
        const { actions, awaiting } = file.fold;
        if (actions.length + awaiting.length + file.faults.length === 0) return false;
        await parts.onChanged(caseId, keep(caseId, file));
        return true;
      }),
    begin: (caseId, body) => add(caseId, 'case.opened', body),
  };
}

function known(file: OpenCaseFile): OpenCaseFile {
  if (file.fold.state.opened === null && file.faults.length === 0) throw new CodedError('case.unknown');
  return file;
}

/** Splits stored actions into those that verify and the faults of the others. Signatures are checked beside the hashes. */
export async function verifyActions(
  stored: readonly StoredAction[],
  hashing: Pick<RecordHashing, 'sha256'>,
  verify: SignatureVerifier,
  rejections: ReadonlyMap<string, string> = new Map(),
): Promise<{ actions: Action[]; faults: RecordFault[] }> {
  const actions: Action[] = [];
  const faults: RecordFault[] = [];
  const verifying = Promise.all(stored.map((one) => verify(one.signer, one.id, one.signature)));
  const readings = stored.map((one) => readAction(one, hashing, rejections.get(one.id) ?? null));
  const isSigned = await verifying;
  for (const [index, one] of stored.entries()) {
    const read = readings[index];
    if (read === undefined) continue;
    if (!read.ok) faults.push({ actionId: read.id, fault: read.fault });
    else if (isSigned[index] !== true) {
      faults.push({ actionId: one.id, fault: 'signatureWrong' });
    } else {
      actions.push(read.action);
      // Only of what the server refused it keeps no body. Nothing else takes one away: what is gone was taken by somebody.
      if (read.action.isRedacted && read.action.rejection === null)
        faults.push({ actionId: one.id, fault: 'bodyMissing' });
    }
  }
  return { actions, faults };
}

/** Narrows a type name that came over the contract. Throws 'case.actionUnknown'. */
export function getCaseActionType(type: string): CaseActionType {
  if (!isCaseActionType(type)) throw new CodedError('case.actionUnknown');
  return type;
}
