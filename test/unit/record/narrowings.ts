/** A JSON Schema as zod writes it; only what our shapes use is compared. */
export type Schema = { readonly [key: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const propertiesOf = (schema: Schema) => (isSchema(schema.properties) ? schema.properties : {});
/** The shapes of which one must fit; null where there is only one. */
const optionsOf = (schema: Schema): readonly Schema[] | null => {
  const { type } = schema;
  if (Array.isArray(type))
    return type.map((one) => (one === 'null' ? { type: one } : { ...schema, type: one }));
  const options = schema.anyOf ?? schema.oneOf;
  return options === undefined ? null : listOf(options).filter(isSchema);
};
const valuesOf = (schema: Schema): readonly unknown[] | null =>
  'const' in schema ? [schema.const] : schema.enum === undefined ? null : listOf(schema.enum);

const mostOf = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum'];
const leastOf = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum'];

/**
 * Where `after` lets less through than `before` did, as paths with what was lost. Fields that were added and may be left
 * out are no loss; a renamed field is one that is gone.
 */
export function findNarrowings(before: unknown, after: unknown, path = ''): string[] {
  if (!isSchema(before)) return [];
  if (!isSchema(after)) return [`${path}: gone`];
  const options = optionsOf(before);
  if (options !== null) return options.flatMap((option) => findNarrowings(option, after, path));
  const now = optionsOf(after);
  if (now !== null) {
    const faults = now.map((option) => findNarrowings(before, option, path));
    const ofItsType = now.findIndex((option) => option.type === before.type);
    return faults.some((one) => one.length === 0)
      ? []
      : (faults[Math.max(ofItsType, 0)] ?? [`${path}: gone`]);
  }
  const values = valuesOf(after);
  const formerValues = valuesOf(before);
  if (values !== null) {
    const lost = formerValues?.filter((one) => !values.includes(one)) ?? ['any value'];
    if (lost.length > 0) return [`${path}: no longer ${lost.join(', ')}`];
  }
  if (after.type !== undefined && after.type !== before.type && !isWholeForNumber(before, after))
    return [`${path}: ${String(before.type)} is now ${String(after.type)}`];
  return [
    ...mostOf
      .filter((key) => isTighter(before[key], after[key], -1))
      .map((key) => `${path}: ${key} is tighter`),
    ...leastOf
      .filter((key) => isTighter(before[key], after[key], 1))
      .map((key) => `${path}: ${key} is tighter`),
    ...['pattern', 'format'].flatMap((key) =>
      after[key] === undefined || after[key] === before[key] ? [] : [`${path}: another ${key}`],
    ),
    ...(after.additionalProperties === false && before.additionalProperties !== false
      ? [`${path}: other fields are refused`]
      : []),
    ...listOf(after.required)
      .filter((field) => !listOf(before.required).includes(field))
      .map((field) => `${path}.${String(field)}: must be there now`),
    ...Object.entries(propertiesOf(before)).flatMap(([field, schema]) =>
      findNarrowings(schema, propertiesOf(after)[field], `${path}.${field}`),
    ),
    ...(isSchema(before.items) ? findNarrowings(before.items, after.items ?? {}, `${path}[]`) : []),
    ...(isSchema(before.additionalProperties)
      ? findNarrowings(before.additionalProperties, after.additionalProperties ?? {}, `${path}.*`)
      : []),
  ];
}

const isWholeForNumber = (before: Schema, after: Schema): boolean =>
  before.type === 'integer' && after.type === 'number';

/** @param direction 1 where more is tighter, -1 where less is */
function isTighter(before: unknown, after: unknown, direction: 1 | -1): boolean {
  if (typeof after !== 'number') return false;
  return typeof before !== 'number' || (after - before) * direction > 0;
}
