import { getQueryPlan, type PreparedQuery, type RxQueryPlan } from 'rxdb';
import type { DocumentSchema } from './table.ts';

type Fields = Record<string, unknown>;

/** Reading an index from its end, for an order that begins with descending fields. */
export type BackwardWalk = { readonly plan: RxQueryPlan; readonly leading: readonly string[] };

/**
 * RxDB's planner takes no index for a descending order and would have everything read and sorted. Where a page is
 * asked for, an index with the same leading fields gives it from its end. Whoever walks it reads on to the end of
 * the last group of equal leading values, as the order within a group is another (by id, ascending).
 */
export function findBackwardWalk(
  schema: DocumentSchema,
  { query, queryPlan }: PreparedQuery<Fields>,
): BackwardWalk | null {
  if (query.limit === undefined) return null;
  const sort = query.sort.flatMap((part) => Object.entries(part));
  const leadingCount = sort.findIndex(([, direction]) => direction === 'asc');
  const leading = sort.slice(0, leadingCount < 0 ? sort.length : leadingCount).map(([field]) => field);
  const remaining = sort.slice(leading.length).map(([field]) => field);
  const isWalkable =
    leading.length > 0 &&
    leading.every((field) => isAlwaysThere(schema, field)) &&
    remaining.every((field) => field === schema.primaryKey);
  if (!isWalkable) return null;
  const indexes = (schema.indexes ?? []).map((index) => (typeof index === 'string' ? [index] : [...index]));
  const plans = indexes
    .filter((index) =>
      startsWith(
        index.filter((field) => !isFixed(schema, query.selector, field)),
        leading,
      ),
    )
    .map((index) => getQueryPlan(schema, { ...query, index } as never));
  const plan = plans.find((one) => one.selectorSatisfiedByIndex) ?? plans[0];
  if (plan === undefined) return null;
  return plan.selectorSatisfiedByIndex || !isNarrowing(queryPlan) ? { plan, leading } : null;
}

/** A missing value has a place in the index that RxDB's comparator may not give it. */
function isAlwaysThere(schema: DocumentSchema, field: string): boolean {
  return (schema.required ?? []).includes(field as never) || field === schema.primaryKey;
}

/** Whether every document that the selector takes has the same value in the field, as in RxDB's planner. */
function isFixed(schema: DocumentSchema, selector: object, field: string): boolean {
  const matcher = (selector as Record<string, { $eq?: unknown } | undefined>)[field];
  const type = (schema.properties as Record<string, { type?: unknown } | undefined>)[field]?.type;
  if (matcher === undefined || typeof matcher !== 'object' || matcher === null) return false;
  const value = matcher.$eq;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
    case 'number':
    case 'integer':
      return typeof value === 'number';
    default:
      return false;
  }
}

function startsWith(fields: readonly string[], leading: readonly string[]): boolean {
  return leading.every((field, position) => fields[position] === field);
}

/** Whether the planner's own index leaves out documents for another reason than that they are deleted. */
function isNarrowing({ index, startKeys, endKeys }: RxQueryPlan): boolean {
  const [lowest, highest] = [Number.MIN_SAFE_INTEGER, '\uffff'];
  return index.some(
    (field, position) =>
      field !== '_deleted' && (startKeys[position] !== lowest || endKeys[position] !== highest),
  );
}
