import type { EntityPatch } from '../../shared/case/actions.ts';
import type { EntityKind } from '../../shared/case/entities.ts';

type Fields = Readonly<Record<string, unknown>>;
/** What was typed, by 'kind/id'; under 'before:kind/id' what was saved in each of those fields when its typing began. */
export type Changes = Readonly<Record<string, Fields>>;
export type Saved = (kind: EntityKind, id: string, field: string) => unknown;

/** A field that was saved anew, by another desk or another page, after its typing had begun. */
export type Overtaken = {
  readonly kind: EntityKind;
  readonly id: string;
  readonly field: string;
  readonly savedSince: unknown;
};

const keyOf = (kind: EntityKind, id: string) => `${kind}/${id}`;
const beforeOf = (key: string) => `before:${key}`;
const isTyped = ([key]: readonly [string, Fields]) => !key.startsWith('before:');
const entitiesOf = (changes: Changes) =>
  Object.entries(changes)
    .filter(isTyped)
    .map(([key, fields]) => {
      const [kind, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
      return { key, kind: kind as EntityKind, id, fields };
    });

export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null) || (isEmpty(left) && isEmpty(right));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** What stands in a field: typed and not yet saved, else saved. */
export function valueIn(changes: Changes, saved: Saved): Saved {
  return (kind, id, field) => {
    const own = changes[keyOf(kind, id)];
    return own !== undefined && Object.hasOwn(own, field) ? own[field] : saved(kind, id, field);
  };
}

/** With fields typed anew; what was saved in them is noted once, when the typing begins. */
export function withTyped(changes: Changes, { kind, id, fields }: EntityPatch, saved: Saved): Changes {
  const key = keyOf(kind, id);
  const savedNow = Object.fromEntries(
    Object.keys(fields).map((field) => [field, saved(kind, id, field) ?? null]),
  );
  return {
    ...changes,
    [key]: { ...changes[key], ...fields },
    [beforeOf(key)]: { ...savedNow, ...changes[beforeOf(key)] },
  };
}

/** Without one field, or without all that was typed about an entity. */
export function withoutTyped(changes: Changes, kind: EntityKind, id: string, field?: string): Changes {
  const key = keyOf(kind, id);
  const { [key]: typed = {}, [beforeOf(key)]: before = {}, ...others } = changes;
  if (field === undefined) return others;
  const rest = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
  if (Object.keys(rest(typed)).length === 0) return others;
  return { ...others, [key]: rest(typed), [beforeOf(key)]: rest(before) };
}

/** After a saving during which somebody went on typing: what was saved is where that typing began. */
export function withSaved(changes: Changes, sent: Changes): Changes {
  const before = entitiesOf(changes).map(({ key }) => [
    beforeOf(key),
    { ...changes[beforeOf(key)], ...sent[key] },
  ]);
  return { ...changes, ...Object.fromEntries(before) };
}

/** Exactly the changed fields; an emptied one is null. */
export function listPatches(changes: Changes, saved: Saved): EntityPatch[] {
  return entitiesOf(changes).flatMap(({ kind, id, fields }) => {
    const changed = Object.entries(fields).filter(([field, value]) => !isSame(value, saved(kind, id, field)));
    if (changed.length === 0) return [];
    const cleaned = changed.map(([field, value]) => [field, isEmpty(value) ? null : value]);
    return [{ kind, id, fields: Object.fromEntries(cleaned) }];
  });
}

/** Whether anything stands in a draft that was not saved when its typing began: told without the case file. */
export function isAnythingTyped(changes: Changes): boolean {
  return entitiesOf(changes).some(({ key, fields }) =>
    Object.entries(fields).some(([field, value]) => !isSame(value, changes[beforeOf(key)]?.[field])),
  );
}

/** Saving would put what was typed over a newer value that whoever typed it has not seen. */
export function listOvertaken(changes: Changes, saved: Saved): Overtaken[] {
  return entitiesOf(changes).flatMap(({ key, kind, id, fields }) =>
    Object.entries(fields).flatMap(([field, value]) => {
      const before = changes[beforeOf(key)];
      const savedSince = saved(kind, id, field);
      // A draft of an older program does not know where it began.
      const isNewer =
        before !== undefined && Object.hasOwn(before, field) && !isSame(savedSince, before[field]);
      return isNewer && !isSame(savedSince, value) ? [{ kind, id, field, savedSince }] : [];
    }),
  );
}

export function listIds(changes: Changes, kind: EntityKind): string[] {
  return entitiesOf(changes)
    .filter((one) => one.kind === kind)
    .map(({ id }) => id);
}
