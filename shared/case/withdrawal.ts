import { type Entities, fieldValue } from '../record/registers.ts';
import type { EntityOf } from './entities.ts';
import { findEntity, isStanding, listEntities, listStanding } from './project.ts';
import type { CaseState } from './state.ts';

/**
 * What may be taken out of a case file (移出), and what stays although somebody took it out: another desk may have drawn up
 * terms, taken a signature or written minutes meanwhile, and whoever takes something out may claim to know nothing of it.
 */

/** Parties whom terms of the agreement name. */
function listNamedInTerms(entities: Entities): string[] {
  return listStanding(entities, 'obligation').flatMap(({ debtorIds, creditorIds }) => [
    ...(debtorIds ?? []),
    ...(creditorIds ?? []),
  ]);
}

/** The parties of these entities alone, without what became of the papers since. */
export function listPartiesOf(entities: Entities): EntityOf<'party'>[] {
  const named = new Set(listNamedInTerms(entities));
  return listEntities(entities, 'party').filter(
    ({ id }) => named.has(id) || isStanding(entities.party?.[id]),
  );
}

/** Parties who belong to the file whatever is said of them later: named in terms, in the rows of a group, or bound by paper. */
export function listNeededParties(
  { entities, documents, frozen }: Pick<CaseState, 'entities' | 'documents' | 'frozen'>,
  isGroupWrittenAnew = false,
): ReadonlySet<string> {
  const rows = isGroupWrittenAnew ? [] : (findEntity(entities, 'collective', 'collective')?.rows ?? []);
  const signatures = Object.values(documents).flatMap((document) => document.signatures);
  const agreements = Object.entries(frozen).flatMap(([key, { freezings, actionId }]) =>
    key.startsWith('agreement:') ? freezings.filter((one) => one.actionId === actionId) : [],
  );
  return new Set([
    ...listNamedInTerms(entities),
    ...rows.map(({ partyId }) => partyId),
    ...signatures.flatMap(({ manner, boundPartyIds }) => (manner === 'refused' ? [] : boundPartyIds)),
    ...agreements.flatMap(({ known }) => listPartiesOf(known).map(({ id }) => id)),
  ]);
}

/** The parties of the file, and those who were taken out of it. */
export function sortParties(state: CaseState): {
  readonly parties: readonly EntityOf<'party'>[];
  readonly withdrawn: readonly EntityOf<'party'>[];
} {
  const all = listEntities(state.entities, 'party');
  const isOut = ({ id }: EntityOf<'party'>) => !isStanding(state.entities.party?.[id]);
  if (!all.some(isOut)) return { parties: all, withdrawn: [] };
  const needed = listNeededParties(state);
  const withdrawn = all.filter((one) => isOut(one) && !needed.has(one.id));
  return { parties: all.filter((one) => !withdrawn.includes(one)), withdrawn };
}

/** Whether something was said at a meeting, or its minutes are final: then it took place. */
export function isHeld({ entities, frozen }: Pick<CaseState, 'entities' | 'frozen'>, id: string): boolean {
  return (
    frozen[`meeting:${id}`] !== undefined ||
    Object.values(entities.minutesEntry ?? {}).some((entry) => fieldValue(entry, 'meetingId') === id)
  );
}

/**
 * 告知权利义务: the mark of the meeting and the entry that says it were written in one, and stand and fall together. A mark
 * without such an entry stands by itself. What the mark is where it is not as it was written.
 */
export function findRightsAnnouncement(
  { minutesEntry, meeting }: Entities,
  meetingId: string,
): Pick<EntityOf<'meeting'>, 'rightsAnnouncedAt' | 'rightsAnnouncedBy'> {
  const marks = meeting?.[meetingId]?.fields.rightsAnnouncedAt ?? [];
  const isSaid = (action: string) => {
    const entries = Object.values(minutesEntry ?? {}).filter((entry) =>
      entry.fields.meetingId?.some((place) => place.action === action),
    );
    return entries.length === 0 || entries.some(isStanding);
  };
  if (marks.every(({ action }) => isSaid(action))) return {};
  const standing = marks.findLast(({ action }) => isSaid(action));
  const name = meeting?.[meetingId]?.fields.rightsAnnouncedBy?.find(
    ({ action }) => action === standing?.action,
  );
  return {
    rightsAnnouncedAt: (standing?.value ?? null) as EntityOf<'meeting'>['rightsAnnouncedAt'],
    rightsAnnouncedBy: (name?.value ?? null) as EntityOf<'meeting'>['rightsAnnouncedBy'],
  };
}

/** The ids of the file's meetings, without those that were begun by mistake. */
export function listMeetingIds({ entities, frozen }: Pick<CaseState, 'entities' | 'frozen'>): string[] {
  return Object.entries(entities.meeting ?? {}).flatMap(([id, meeting]) =>
    isStanding(meeting) || isHeld({ entities, frozen }, id) ? [id] : [],
  );
}
