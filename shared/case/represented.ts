import type { CaseView } from './view.ts';

/**
 * Whether elected representatives were at the table in this worker's place (劳动争议调解仲裁法 7): nobody waits for his
 * signature under minutes of a meeting that he did not attend, and they have no place for it.
 */
export function isRepresentedAt(
  { parties, meetings, collective }: Pick<CaseView, 'parties' | 'meetings' | 'collective'>,
  meetingId: string,
  partyId: string,
): boolean {
  const elected = collective?.representativeIds ?? [];
  const worker = parties.find(({ id, side }) => id === partyId && side === 'applicant');
  if (worker === undefined || elected.length === 0 || elected.includes(partyId)) return false;
  // All are listed beforehand; who was there was looked at.
  const attendees = meetings.find(({ id }) => id === meetingId)?.attendees ?? [];
  return !attendees.some(
    (one) =>
      (one.personId === partyId || one.name === worker.name) &&
      (one.presence === 'present' || one.isIdentityChecked === true),
  );
}
