import type { z } from 'zod';
import { type RegisterEntry, RegisterOrder } from '../../shared/contract/certificates.ts';

type Order = z.infer<typeof RegisterOrder>['entry'];

export type TrainingDraft = { readonly heldOn: string; readonly title: string; readonly hours: string };
export type AppraisalDraft = { readonly year: string; readonly grade: string; readonly note: string };

/** A line of the register while somebody types it: everything is text, and may still be empty. */
export type EntryDraft = {
  readonly capacity: Order['capacity'];
  readonly employment: Order['employment'];
  readonly personId: string;
  readonly name: string;
  readonly certificateNumber: string;
  readonly issuer: string;
  readonly licensedFrom: string;
  readonly licensedUntil: string;
  readonly appointedFrom: string;
  readonly appointedUntil: string;
  readonly trainings: readonly TrainingDraft[];
  readonly appraisals: readonly AppraisalDraft[];
};

export function toDraft(entry: RegisterEntry | null): EntryDraft {
  return {
    capacity: entry?.capacity ?? 'mediator',
    employment: entry?.employment ?? 'fullTime',
    personId: entry?.personId ?? '',
    name: entry?.name ?? '',
    certificateNumber: entry?.certificateNumber ?? '',
    issuer: entry?.issuer ?? '',
    licensedFrom: entry?.licensedFrom ?? '',
    licensedUntil: entry?.licensedUntil ?? '',
    appointedFrom: entry?.appointedFrom ?? '',
    appointedUntil: entry?.appointedUntil ?? '',
    trainings: (entry?.trainings ?? []).map((one) => ({ ...one, hours: String(one.hours) })),
    appraisals: (entry?.appraisals ?? []).map((one) => ({ ...one, year: String(one.year) })),
  };
}

const Line = RegisterOrder.shape.entry;
/** Without the number of the licence nobody is 持证上岗 (18号文 13). */
const MediatorLine = Line.extend({ certificateNumber: Line.shape.certificateNumber.min(1) });

/** The line as the server takes it, or the texts that name what is missing in it or cannot be meant. */
export function toEntry(
  draft: EntryDraft,
): { readonly entry: Order } | { readonly missing: readonly string[] } {
  const isMediator = draft.capacity === 'mediator';
  const day = (value: string) => (isMediator && value !== '' ? value : null);
  const parsed = (isMediator ? MediatorLine : Line).safeParse({
    ...draft,
    certificateNumber: isMediator ? draft.certificateNumber : '',
    issuer: isMediator ? draft.issuer : '',
    licensedFrom: day(draft.licensedFrom),
    licensedUntil: day(draft.licensedUntil),
    appointedFrom: day(draft.appointedFrom),
    appointedUntil: day(draft.appointedUntil),
    trainings: isMediator ? draft.trainings.map((one) => ({ ...one, hours: Number(one.hours || 0) })) : [],
    appraisals: isMediator ? draft.appraisals.map((one) => ({ ...one, year: Number(one.year) })) : [],
  });
  return parsed.success
    ? { entry: parsed.data }
    : { missing: [...new Set(parsed.error.issues.map(({ path }) => labelOf(path)))] };
}

/** The text that names the field of a path within the line. */
function labelOf([field, , part]: readonly PropertyKey[]): string {
  if (field === 'trainings') return `register.training.${String(part)}`;
  if (field === 'appraisals') return `register.appraisal.${String(part)}`;
  if (field === 'personId') return 'register.account';
  const hasOwnText = field === 'certificateNumber' || field === 'issuer';
  return `register.${hasOwnText ? '' : 'field.'}${String(field)}`;
}
