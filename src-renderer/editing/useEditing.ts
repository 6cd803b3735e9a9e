import type { EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';
import { findTakenOver } from '../../shared/case/taken-over.ts';
import { useDraft } from '../drafts/useDraft.ts';

type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type Editing = {
  /** What stands in the field: typed and not yet saved, else saved. */
  readonly get: (kind: EntityKind, id: string, field: string) => unknown;
  /** What is saved, whatever was typed over it. */
  readonly saved: (kind: EntityKind, id: string, field: string) => unknown;
  readonly set: (kind: EntityKind, id: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly isChanged: (kind: EntityKind, id: string, field: string) => boolean;
  /** Everything typed and not yet saved: exactly the changed fields. */
  readonly patches: readonly EntityPatch[];
  /** Entities of a kind that were begun and not yet saved. */
  readonly newIds: (kind: EntityKind) => string[];
  /** Takes back everything typed about an entity; one that was only begun is gone. */
  readonly drop: (kind: EntityKind, id: string) => void;
  readonly isRestored: boolean;
  readonly clear: () => boolean;
};

/**
 * One way to edit the entities of a case: what is typed lies in a draft, over what is saved. Saving sends the
 * patches as one action and clears the draft.
 * @param saved the saved value of a field, undefined when never written
 */
export function useEditing(
  name: string,
  saved: (kind: EntityKind, id: string, field: string) => unknown,
): Editing {
  const { value: changes, read, change, clear, isRestored } = useDraft<Changes>(name, {});
  const keyOf = (kind: EntityKind, id: string) => `${kind}/${id}`;
  const isSame = (left: unknown, right: unknown) =>
    JSON.stringify(left ?? null) === JSON.stringify(right ?? null) || (isEmpty(left) && isEmpty(right));

  const patches = Object.entries(changes).flatMap(([key, fields]): EntityPatch[] => {
    const [kind = '', id = ''] = key.split('/');
    const changed = Object.entries(fields).filter(
      ([field, value]) => !isSame(value, saved(kind as EntityKind, id, field)),
    );
    if (changed.length === 0) return [];
    const cleaned = changed.map(([field, value]) => [field, isEmpty(value) ? null : value]);
    return [{ kind: kind as EntityKind, id, fields: Object.fromEntries(cleaned) }];
  });

  const valueIn = (all: Changes) => (kind: EntityKind, id: string, field: string) => {
    const own = all[keyOf(kind, id)];
    return own !== undefined && Object.hasOwn(own, field) ? own[field] : saved(kind, id, field);
  };

  return {
    get: valueIn(changes),
    saved,
    // Over what stands there now: two changes may come before the screen has caught up.
    set: (kind, id, fields) => {
      const now = read();
      const taken = findTakenOver(kind, id, fields, valueIn(now));
      change({ ...now, [keyOf(kind, id)]: { ...now[keyOf(kind, id)], ...taken, ...fields } });
    },
    isChanged: (kind, id, field) => {
      const own = changes[keyOf(kind, id)];
      return own !== undefined && Object.hasOwn(own, field) && !isSame(own[field], saved(kind, id, field));
    },
    patches,
    newIds: (kind) =>
      Object.keys(changes)
        .filter((key) => key.startsWith(`${kind}/`))
        .map((key) => key.slice(kind.length + 1)),
    drop: (kind, id) => {
      const { [keyOf(kind, id)]: _, ...others } = read();
      change(others);
    },
    isRestored,
    clear,
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
