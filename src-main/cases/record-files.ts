import { CodedError } from '../../shared/contract/ipc.ts';
import type { Permission } from '../../shared/directory/permissions.ts';
import {
  type Action,
  type ActionFault,
  type RecordHashing,
  type RecordKind,
  readAction,
  type SignatureVerifier,
  type StoredAction,
} from '../../shared/record/action.ts';
import { continueFold, emptyFold, type Fold, type Reducer } from '../../shared/record/fold.ts';
import type { RecordWriter } from './record-writer.ts';

/** What the records need of the store: durable appending and reading of one record. */
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

export type OpenRecord<State> = { readonly fold: Fold<State>; readonly faults: readonly RecordFault[] };

/** What the records of one kind are: their actions, their meaning and the right that each takes. */
export type RecordRules<State, Type extends string> = {
  readonly kind: RecordKind;
  readonly reducer: Reducer<State>;
  /** The action that begins a record. */
  readonly first: Type;
  readonly versionOf: (type: Type) => number;
  readonly permissionTo: (type: Type, body: unknown) => Permission;
  readonly isBegun: (state: State) => boolean;
  /** Whether a newer program wrote in it what this one does not understand. */
  readonly hasUnknown: (state: State) => boolean;
};

export type RecordFiles<State, Type extends string> = {
  /** Reads, verifies and folds a record. Throws '<kind>.unknown' when there is none. */
  readonly open: (recordId: string) => Promise<OpenRecord<State>>;
  /** Hands out a record in its turn, without keeping it in memory. Throws '<kind>.unknown' when there is none. */
  readonly pass: (recordId: string, take: (file: OpenRecord<State>) => Promise<void>) => Promise<void>;
  /** Adds one action after all that is known here; answers when it is durable. Throws the refusal's code. */
  readonly act: (
    recordId: string,
    type: Type,
    body: unknown,
  ) => Promise<OpenRecord<State> & { actionId: string }>;
  /** As `act`, of what took its time to make; null, and nothing is written, when the record is another than was read. */
  readonly actOn: (
    recordId: string,
    read: OpenRecord<State>,
    type: Type,
    body: unknown,
  ) => Promise<(OpenRecord<State> & { actionId: string }) | null>;
  /**
   * Takes in what arrived durably from elsewhere, or what was put out of force, and keeps the lists true. Answers whether
   * there is anything of such a record here.
   */
  readonly refresh: (recordId: string) => Promise<boolean>;
  /** Begins a record with its first action. */
  readonly begin: (recordId: string, body: unknown) => Promise<OpenRecord<State> & { actionId: string }>;
};

/** The records of one kind on this desk: verified when opened, written one action after the other. */
export function createRecordFiles<State, Type extends string>(parts: {
  readonly rules: RecordRules<State, Type>;
  /** How many opened records are kept folded in memory. */
  readonly keptOpen: number;
  readonly log: ActionLog;
  readonly writer: RecordWriter;
  readonly hashing: RecordHashing;
  readonly verify: SignatureVerifier;
  /** Whether whoever works here may do this. */
  readonly may: (permission: Permission) => boolean;
  /** Called after an action became durable, before it is answered: keeps the lists true. */
  readonly onChanged: (recordId: string, file: OpenRecord<State>) => Promise<void>;
}): RecordFiles<State, Type> {
  const { rules } = parts;
  const { reducer } = rules;
  const unknownRecord = `${rules.kind}.unknown`;
  const opened = new Map<string, OpenRecord<State>>();
  const queues = new Map<string, Promise<unknown>>();

  const keep = (recordId: string, file: OpenRecord<State>): OpenRecord<State> => {
    opened.delete(recordId);
    opened.set(recordId, file);
    const oldest = opened.keys().next();
    if (opened.size > parts.keptOpen && !oldest.done) opened.delete(oldest.value);
    return file;
  };

  const known = (file: OpenRecord<State>): OpenRecord<State> => {
    if (!rules.isBegun(file.fold.state) && file.faults.length === 0) throw new CodedError(unknownRecord);
    return file;
  };
  const load = async (recordId: string): Promise<OpenRecord<State>> => {
    const kept = opened.get(recordId);
    if (kept !== undefined) return keep(recordId, kept);
    const read = await readOnto(recordId, emptyFold(reducer));
    // What was written or came in while this was read and verified is in what was kept meanwhile.
    return opened.get(recordId) ?? keep(recordId, read);
  };
  /** Adds what is stored to a fold; what is in it already, unchanged, was verified when it came in. */
  const readOnto = async (recordId: string, before: Fold<State>): Promise<OpenRecord<State>> => {
    const stored = await parts.log.findActionsOfRecord(recordId);
    const rejections = await parts.log.findRejections(recordId);
    // Merging never takes a refusal back: what was put in force again is folded from the beginning.
    const isLifted = before.entries.some(
      ({ action }) => action.rejection !== null && !rejections.has(action.id),
    );
    const fold = isLifted ? emptyFold(reducer) : before;
    const isFolded = ({ id, body }: StoredAction): boolean => {
      const folded = fold.entries[fold.positions.get(id) ?? -1]?.action;
      const rejection = rejections.get(id) ?? null;
      if (body === null && rejection === null) return false;
      return folded?.rejection === rejection && folded.isRedacted === (body === null);
    };
    const fresh = stored.filter((one) => !isFolded(one));
    const { actions, faults } = await verifyActions(fresh, parts.hashing, parts.verify, rejections);
    return { fold: continueFold(reducer, fold, actions), faults };
  };

  /** Two orders on one record wait for each other, so that each is written after the other. */
  const inTurn = <Result>(recordId: string, work: () => Promise<Result>): Promise<Result> => {
    const before = queues.get(recordId) ?? Promise.resolve();
    const result = before.then(work, work);
    queues.set(recordId, result);
    const forget = () => {
      if (queues.get(recordId) === result) queues.delete(recordId);
    };
    result.then(forget, forget);
    return result;
  };

  const addNow = async (recordId: string, type: Type, body: unknown) => {
    if (!parts.may(rules.permissionTo(type, body))) throw new CodedError('session.notAllowed');
    const file = await load(recordId);
    if (type !== rules.first && !rules.isBegun(file.fold.state)) throw new CodedError(unknownRecord);
    if (rules.hasUnknown(file.fold.state)) throw new CodedError(`${rules.kind}.newerProgram`);
    const { stored, action } = parts.writer.write({
      recordKind: rules.kind,
      recordId,
      type,
      version: rules.versionOf(type),
      after: file.fold.heads,
      body,
    });
    const refusal = reducer.refusal(file.fold.state, action);
    if (refusal !== null) throw new CodedError(refusal);
    await parts.log.append([stored]);
    const next = keep(recordId, {
      fold: continueFold(reducer, file.fold, [action]),
      faults: file.faults,
    });
    // It is saved, whatever becomes of its line in the lists: told otherwise, somebody would write it twice. The line
    // is made good at the next action, when the record is opened, or when the desk is.
    await parts.onChanged(recordId, next).catch(() => {});
    return { ...next, actionId: action.id };
  };
  const add = (recordId: string, type: Type, body: unknown) =>
    inTurn(recordId, () => addNow(recordId, type, body));

  return {
    open: async (recordId) => known(await load(recordId)),
    pass: (recordId, take) =>
      inTurn(recordId, async () =>
        take(known(opened.get(recordId) ?? (await readOnto(recordId, emptyFold(reducer))))),
      ),
    act: add,
    actOn: (recordId, read, type, body) =>
      inTurn(recordId, async () =>
        (await load(recordId)).fold === read.fold ? addNow(recordId, type, body) : null,
      ),
    refresh: (recordId) =>
      inTurn(recordId, async () => {
        const file = await readOnto(recordId, opened.get(recordId)?.fold ?? emptyFold(reducer));
        const { actions, awaiting } = file.fold;
        if (actions.length + awaiting.length + file.faults.length === 0) return false;
        await parts.onChanged(recordId, keep(recordId, file));
        return true;
      }),
    begin: (recordId, body) => add(recordId, rules.first, body),
  };
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
