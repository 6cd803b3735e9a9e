import type { EntityPatch } from '../case/actions.ts';

/** What goes on with a risk. All else was so when it was found: written anew, it is put right, and says why. */
const developing: readonly string[] = [
  'workerCount',
  'groupTags',
  'contactPerson',
  'phone',
  'riskLevel',
  'keyDate',
  'keyOccasion',
  'responsible',
  'measures',
  'status',
  'statusOn',
];

/**
 * Whether a patch puts right what stands in the register, or takes something out of it, or a risk in again: that says why.
 * What was empty is filled in without a reason, and so is a field settled in which two desks wrote apart: each of them said
 * why.
 * @param standing the value of a field; undefined where it has none
 * @param isOpen whether a field has several
 */
export function correctsRegister(
  { kind, id, fields }: EntityPatch,
  standing: (kind: string, id: string, field: string) => unknown,
  isOpen: (kind: string, id: string, field: string) => boolean,
): boolean {
  return Object.entries(fields).some(([field, value]) => {
    if (isOpen(kind, id, field)) return false;
    if (field === 'isWithdrawn') return kind === 'risk' || value === true;
    const isOngoing = kind === 'risk' && developing.includes(field);
    const before = standing(kind, id, field);
    return !isOngoing && before !== value && replaces(before, value);
  });
}

/** Of a paper with number, title and sender each part is filled in by itself. */
function replaces(before: unknown, after: unknown): boolean {
  if (isParts(before)) {
    return Object.entries(before).some(
      ([name, part]) => replaces(part, undefined) && (!isParts(after) || after[name] !== part),
    );
  }
  return before !== undefined && before !== null && before !== '';
}

function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
