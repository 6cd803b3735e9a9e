import type { EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';
import { findTakenOver } from '../../shared/case/taken-over.ts';
import { useDraft } from '../drafts/useDraft.ts';
import {
  type Changes,
  isSame,
  listIds,
  listOvertaken,
  listPatches,
  type Overtaken,
  type Saved,
  valueIn,
  withoutTyped,
  withSaved,
  withTyped,
} from './changes.ts';

const nothingTyped: Changes = {};
const nothingLeftOut: readonly EntityPatch[] = [];

export type Editing = {
  /** What stands in the field: typed and not yet saved, else saved. */
  readonly get: Saved;
  /** What is saved, whatever was typed over it. */
  readonly saved: Saved;
  readonly set: (kind: EntityKind, id: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly isChanged: (kind: EntityKind, id: string, field: string) => boolean;
  /** Everything typed and not yet saved: exactly the changed fields. */
  readonly patches: readonly EntityPatch[];
  /** What was typed before the form was closed, by another desk or another page, and can no longer be saved here. */
  readonly leftOut: readonly EntityPatch[];
  /** What was saved under the hands of whoever types: both values are shown before one goes over the other. */
  readonly overtaken: readonly Overtaken[];
  /** Entities of a kind that were begun and not yet saved. */
  readonly newIds: (kind: EntityKind) => string[];
  /** Takes back everything typed about an entity, or one field of it; one that was only begun is gone. */
  readonly drop: (kind: EntityKind, id: string, field?: string) => void;
  readonly isRestored: boolean;
  readonly clear: () => void;
};

/**
 * One way to edit the entities of a case: what is typed lies in a draft, over what is saved. Saving sends the
 * patches as one action and clears the draft.
 * @param saved the saved value of a field, undefined when never written
 * @param isFixed nothing can be changed any more: what stands there is what is saved, whatever a draft says
 */
export function useEditing(name: string, saved: Saved, isFixed = false): Editing {
  const draft = useDraft<Changes>(name, {});
  const { read, change } = draft;
  const changes = isFixed ? nothingTyped : draft.value;
  const get = valueIn(changes, saved);
  return {
    get,
    saved,
    // Over what stands there now: two changes may come before the screen has caught up.
    set: (kind, id, fields) => {
      const taken = findTakenOver(kind, id, fields, valueIn(read(), saved));
      change(withTyped(read(), { kind, id, fields: { ...taken, ...fields } }, saved));
    },
    isChanged: (kind, id, field) => !isSame(get(kind, id, field), saved(kind, id, field)),
    patches: listPatches(changes, saved),
    leftOut: isFixed ? listPatches(draft.value, saved) : nothingLeftOut,
    overtaken: listOvertaken(changes, saved),
    newIds: (kind) => listIds(changes, kind),
    drop: (kind, id, field) => change(withoutTyped(read(), kind, id, field)),
    isRestored: draft.isRestored,
    clear: () => {
      if (!draft.clear()) change(withSaved(read(), changes));
    },
  };
}
