import { type Entities, type Entity, entityValues, fieldValue } from '../record/registers.ts';
import type { EntityKind, EntityOf } from './entities.ts';

/**
 * All entities of a kind as plain typed objects, in the order in which they came into the case file.
 * Every value passed its schema when its action was judged, so the types hold.
 */
export function listEntities<Kind extends EntityKind>(entities: Entities, kind: Kind): EntityOf<Kind>[] {
  return Object.entries(entities[kind] ?? {}).map(
    ([id, entity]) => ({ ...entityValues(entity), id }) as EntityOf<Kind>,
  );
}

/** Of a kind, those that were not taken out of the case file again. */
export function listStanding<Kind extends EntityKind>(entities: Entities, kind: Kind): EntityOf<Kind>[] {
  return listEntities(entities, kind).filter(({ id }) => isStanding(entities[kind]?.[id]));
}

/** Whether an entity is in the case file and was not taken out again (移出). */
export function isStanding(entity: Entity | undefined): boolean {
  return entity !== undefined && fieldValue(entity, 'isWithdrawn') !== true;
}

/** One entity, or undefined when the case file does not have it. */
export function findEntity<Kind extends EntityKind>(
  entities: Entities,
  kind: Kind,
  id: string,
): EntityOf<Kind> | undefined {
  const entity = entities[kind]?.[id];
  return entity === undefined ? undefined : ({ ...entityValues(entity), id } as EntityOf<Kind>);
}

/** Sorted by their `order` field; entities without one come last, in the order of their arrival. */
export function byOrder<Item extends { readonly order?: number | null }>(items: readonly Item[]): Item[] {
  const rank = (item: Item) => item.order ?? Number.MAX_SAFE_INTEGER;
  return [...items].sort((left, right) => rank(left) - rank(right));
}
