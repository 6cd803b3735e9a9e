import {
  type Action,
  type ActionSigner,
  type RecordHashing,
  type RecordKind,
  readAction,
  type StoredAction,
  writeAction,
} from '../../shared/record/action.ts';
import { nextClock } from '../../shared/record/hybrid-clock.ts';

/** Who works here now: written into every action. */
export type Author = {
  readonly office: string;
  readonly desk: string;
  readonly person: string;
  readonly signer: ActionSigner;
};

export type RecordWriter = {
  /** Makes and signs one action; the clock moves on even if it is never stored. */
  readonly write: (order: {
    readonly recordKind: RecordKind;
    readonly recordId: string;
    readonly type: string;
    readonly version: number;
    readonly after: readonly string[];
    readonly body: unknown;
  }) => { readonly stored: StoredAction; readonly action: Action };
};

/** Writes actions as the person who has unlocked the desk. `lastClock` is the desk's last one, or ''. */
export function createRecordWriter(parts: {
  readonly hashing: RecordHashing;
  readonly author: () => Author;
  readonly now: () => number;
  readonly lastClock: string;
}): RecordWriter {
  let clock = parts.lastClock;
  return {
    write: (order) => {
      const { signer, ...who } = parts.author();
      const now = parts.now();
      clock = nextClock(clock, now, who.desk);
      const at = new Date(now).toISOString();
      const stored = writeAction({ ...order, ...who, at, clock }, parts.hashing, signer);
      const read = readAction(stored, parts.hashing);
      if (!read.ok) throw new Error('record.selfCheckFailed');
      return { stored, action: read.action };
    },
  };
}
