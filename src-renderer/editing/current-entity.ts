import { type EntityKind, type EntityOf, entitySchemas } from '../../shared/case/entities.ts';
import type { Editing } from './useEditing.ts';

/** An entity as it stands on the screen: what was typed over what is saved. */
export function currentEntity<Kind extends EntityKind>(
  editing: Editing,
  kind: Kind,
  id: string,
): EntityOf<Kind> {
  const fields = Object.keys(entitySchemas[kind].shape).map((field) => [field, editing.get(kind, id, field)]);
  // What is half typed may not fit its schema yet; the checks read texts and leave alone what they cannot read.
  return { id, ...Object.fromEntries(fields) } as EntityOf<Kind>;
}
