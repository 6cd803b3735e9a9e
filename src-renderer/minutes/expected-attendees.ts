import type { Attendee } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { codeLabel, idTypes } from '../../shared/law/codes/index.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { speakersOf } from './speakers.ts';

/** Everybody who may speak, with the paper that the file holds of each. Words of the minutes, in Chinese. */
export function expectedAttendees(view: CaseView): Attendee[] {
  const elected = view.collective?.representativeIds ?? [];
  // Of a group the elected come for all (劳动争议调解仲裁法 7).
  const isRepresented = (id: string) =>
    elected.length > 0 &&
    !elected.includes(id) &&
    view.collective?.rows?.some(({ partyId }) => partyId === id) === true;
  return possibleAttendees(view).filter(
    ({ personId = '' }) => !isRepresented(personId) && !isLeftOut(view, personId),
  );
}

/**
 * A legal representative who was struck off the list of the last meeting sends another: nobody strikes him off again.
 * Of all others it is seen at the table who came.
 */
function isLeftOut({ meetings }: CaseView, personId: string): boolean {
  const last = meetings.findLast(({ document }) => document !== null);
  return (
    personId.startsWith('L-') &&
    last !== undefined &&
    !(last.attendees ?? []).some((one) => one.personId === personId)
  );
}

/** Everybody of the case who may come, also workers for whom the elected come. */
export function possibleAttendees(view: CaseView): Attendee[] {
  const elected = view.collective?.representativeIds ?? [];
  return speakersOf(view).map(({ id, name, role }): Attendee => {
    const party = view.parties.find((one) => one.id === id);
    if (party !== undefined) {
      return {
        personId: id,
        name,
        role: elected.includes(id) ? `${role}代表人` : role,
        powers: 'self',
        identityDocument: identityOf(party.idType, party.idNumber),
      };
    }
    const agent = view.agents.find((one) => one.id === id);
    if (agent !== undefined) {
      const givenOn = agent.authorisedOn ? `（${formatChineseDate(agent.authorisedOn)}）` : '';
      return {
        personId: id,
        name,
        role,
        powers: agent.role === 'legalGuardian' ? 'self' : agent.hasSpecialPowers ? 'special' : 'general',
        identityDocument: identityOf(agent.idType, agent.idNumber),
        powersDocument: agent.role === 'legalGuardian' ? '监护关系证明' : `授权委托书${givenOn}`,
      };
    }
    if (id.startsWith('L-')) {
      return { personId: id, name, role, powers: 'self', powersDocument: '法定代表人（负责人）身份证明书' };
    }
    return { personId: id, name, role };
  });
}

/** Enough of the number to know the card by; the whole of it stands with the party. */
function identityOf(type: string | null | undefined, number: string | null | undefined): string {
  const kind = codeLabel(idTypes, type || 'residentId');
  return number ? `${kind}（尾号${number.slice(-4)}）` : kind;
}
