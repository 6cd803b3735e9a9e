import type { EntityPatch } from '../../shared/case/actions.ts';
import type { MinutesEntryKind } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { announcedRights, rightsStep } from './procedure-steps.ts';
import type { Speaker } from './speakers.ts';

/** An entry as it is typed, but for who speaks. */
export type TypedEntry = {
  readonly kind: MinutesEntryKind;
  readonly text: string;
  readonly time: string;
  readonly amount: string;
  readonly terms: string;
  readonly correctsEntryId: string;
};

/** An entry that was ended with Enter and is on its way to the disk. Its ids are given here, so it is written once. */
export type WaitingEntry = TypedEntry & {
  readonly entryId: string;
  readonly offerId: string;
  readonly speaker: Speaker;
};

/**
 * The entry, for an offer the link that it adds to the chain, for the step that tells the rights the fact of the meeting. None
 * when it stands in the case already.
 */
export function patchesOf(entry: WaitingEntry, view: CaseView, meetingId: string): EntityPatch[] {
  const meeting = view.meetings.find((one) => one.id === meetingId);
  if (meeting === undefined || meeting.entries.some(({ id }) => id === entry.entryId)) return [];
  const written: EntityPatch = {
    kind: 'minutesEntry',
    id: entry.entryId,
    fields: {
      meetingId,
      order: Math.max(0, ...meeting.entries.map(({ order }) => order ?? 0)) + 1,
      time: entry.time,
      speakerId: entry.speaker.id,
      speaker: entry.speaker.name,
      speakerRole: entry.speaker.role,
      kind: entry.kind,
      text: entry.text,
      ...(entry.correctsEntryId ? { correctsEntryId: entry.correctsEntryId } : {}),
    },
  };
  if (!meeting.rightsAnnouncedAt && entry.text.includes(rightsStep.text))
    return [written, announcedRights(meetingId, entry.time, entry.speaker.name)];
  if (entry.kind !== 'offer' && entry.kind !== 'counterOffer') return [written];
  const standing = view.meetings
    .flatMap(({ offers }) => offers)
    .filter(({ status }) => status === 'open')
    .at(-1);
  const offer: EntityPatch = {
    kind: 'offer',
    id: entry.offerId,
    fields: {
      meetingId,
      entryId: entry.entryId,
      kind: entry.kind,
      byName: entry.speaker.name,
      ...(entry.amount === '' ? {} : { amount: entry.amount }),
      terms: entry.terms,
      status: 'open',
      ...(standing ? { answersOfferId: standing.id } : {}),
    },
  };
  const replaced: EntityPatch[] = standing
    ? [{ kind: 'offer', id: standing.id, fields: { status: 'replaced' } }]
    : [];
  return [written, offer, ...replaced];
}
