import type { Editing } from '../editing/index.ts';

/** What those who worked together mostly have in common. Never what each says for himself, as 同意电子送达. */
const commonFields = [
  'deliveryAddress',
  'postcode',
  'employmentForm',
  'entryDate',
  'leaveDate',
  'hasWrittenContract',
  'contractFrom',
  'contractTo',
  'groupTags',
] as const;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What one party has that others have not: their empty fields, filled alike. What stands there stays. */
export function fillAlike(
  get: Editing['get'],
  fromId: string,
  otherIds: readonly string[],
): { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[] {
  const given = commonFields
    .map((field) => [field, get('party', fromId, field)] as const)
    .filter(([, value]) => !isEmpty(value));
  return otherIds.flatMap((id) => {
    const open = given.filter(([field]) => isEmpty(get('party', id, field)));
    return id === fromId || open.length === 0 ? [] : [{ id, fields: Object.fromEntries(open) }];
  });
}
