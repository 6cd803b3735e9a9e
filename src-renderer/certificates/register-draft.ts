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

/** The line as the server takes it; null while something in it is missing or cannot be meant. */
export function toEntry(draft: EntryDraft): Order | null {
  const isMediator = draft.capacity === 'mediator';
  const day = (value: string) => (isMediator && value !== '' ? value : null);
  // Without the number of the licence nobody is 持证上岗 (18号文 13).
  if (isMediator && draft.certificateNumber.trim() === '') return null;
  const parsed = RegisterOrder.shape.entry.safeParse({
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
  return parsed.success ? parsed.data : null;
}
