import { isSameJson } from './canonical.ts';
import type { Knowledge } from './fold.ts';

/** One value somebody gave a field, with who, where and when. */
export type FieldValue = {
  readonly value: unknown;
  readonly action: string;
  readonly person: string;
  readonly desk: string;
  readonly at: string;
};

/** All values of a field that no later action has replaced: one, or several where desks wrote apart. */
export type Register = readonly FieldValue[];

export type Entity = { readonly fields: Readonly<Record<string, Register>> };

/** Entities by kind and id: 'party' → 'P1' → fields. */
export type Entities = Readonly<Record<string, Readonly<Record<string, Entity>>>>;

/** New values for some fields of one entity. A field that is not named stays as it is. */
export type Patch = {
  readonly kind: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** A field that holds several different values until somebody settles it. */
export type FieldConflict = {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
  readonly values: Register;
};

type Author = Omit<FieldValue, 'value'>;

/** Writes a patch: each value replaces those its author knew, and stands beside those he did not. */
export function applyPatch(entities: Entities, patch: Patch, author: Author, knowledge: Knowledge): Entities {
  const ofKind = entities[patch.kind] ?? {};
  const before = ofKind[patch.id]?.fields ?? {};
  const fields: Record<string, Register> = { ...before };
  for (const [name, value] of Object.entries(patch.fields)) {
    const standing = (before[name] ?? []).filter(
      (known) => known.action !== author.action && !knowledge.knows(known.action),
    );
    fields[name] = [...standing, { ...author, value }];
  }
  return { ...entities, [patch.kind]: { ...ofKind, [patch.id]: { fields } } };
}

/** The value to show: the last in the order of the record. Undefined when the field was never written. */
export function fieldValue(entity: Entity | undefined, name: string): unknown {
  return entity?.fields[name]?.at(-1)?.value;
}

/** All fields of an entity as a plain object. */
export function entityValues(entity: Entity): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, register] of Object.entries(entity.fields)) values[name] = register.at(-1)?.value;
  return values;
}

/** Every field whose standing values differ. */
export function findConflicts(entities: Entities): FieldConflict[] {
  const conflicts: FieldConflict[] = [];
  for (const [kind, ofKind] of Object.entries(entities)) {
    for (const [id, entity] of Object.entries(ofKind)) {
      for (const [field, values] of Object.entries(entity.fields)) {
        const [first, ...others] = values;
        if (first && others.some((other) => !isSameJson(other.value, first.value))) {
          conflicts.push({ kind, id, field, values });
        }
      }
    }
  }
  return conflicts;
}
