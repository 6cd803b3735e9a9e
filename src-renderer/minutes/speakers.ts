import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { chineseCount } from '../../shared/text/numerals.ts';

export type Speaker = { readonly id: string; readonly name: string; readonly role: string };

const sideWords = { applicant: '申请人', respondent: '被申请人', thirdParty: '第三人' } as const;

/**
 * Who may speak: mediators, recorder, parties (a worker itself, an employer through its legal representative),
 * agents. The roles are the words of the minutes, which are a Chinese document in either language of the window.
 */
export function speakersOf(view: CaseView): Speaker[] {
  const appointed = view.acceptance?.mediators ?? [];
  // Of two who mediate together the minutes say who leads, as their appointment does.
  const mediators = appointed.map(({ id, name, role }) => ({
    id,
    name,
    role: role === 'leadMediator' && appointed.length > 1 ? '主持调解员' : '调解员',
  }));
  const recorder = view.acceptance?.recorder
    ? [{ id: 'recorder', name: view.acceptance.recorder, role: '记录人' }]
    : [];
  const parties = view.parties.map((party) => {
    const side = sideOf(view, [party.id]);
    return party.kind === 'employer'
      ? {
          id: `L-${party.id}`,
          name: party.legalRepresentative ?? party.name ?? '',
          role: `${side}法定代表人`,
        }
      : { id: party.id, name: party.name ?? '', role: side };
  });
  const agents = view.agents.map((agent) => ({
    id: agent.id,
    name: agent.name ?? '',
    role: `${sideOf(view, agent.forPartyIds ?? [])}委托代理人`,
  }));
  return [...mediators, ...recorder, ...parties, ...agents].filter((one) => one.name !== '');
}

/** 被申请人; 第二被申请人 where several employers stand on one side and somebody speaks for one of them. */
function sideOf({ parties }: CaseView, partyIds: readonly string[]): string {
  const party = parties.find(({ id }) => id === partyIds[0]);
  const side = party?.side ?? 'applicant';
  const employers = parties.filter((one) => one.side === side && one.kind === 'employer');
  const place = employers.findIndex(({ id }) => id === party?.id) + 1;
  const isOneOfSeveral = employers.length > 1 && place > 0 && partyIds.length === 1;
  return `${isOneOfSeveral ? `第${chineseCount(place)}` : ''}${sideWords[side]}`;
}

/** The speakers of a meeting: those who came, in the order in which they stand there. */
export function speakersOfMeeting(view: CaseView, meeting: MeetingView): Speaker[] {
  const expected = meeting.attendees ?? [];
  const speakers = expected
    .filter(({ presence }) => presence !== 'absent')
    .map(({ personId, name, role }) => ({ id: personId, name, role }));
  return expected.length > 0 ? speakers : speakersOf(view);
}

/** Who announces the rights: the mediator who leads, else another mediator who came. Nobody else may. */
export function findAnnouncer(view: CaseView, meeting: MeetingView): Speaker | undefined {
  const mediators = view.acceptance?.mediators ?? [];
  const present = speakersOfMeeting(view, meeting).filter((one) =>
    mediators.some(({ id, name }) => id === one.id || name === one.name),
  );
  const lead = mediators.find(({ role }) => role === 'leadMediator');
  return present.find((one) => one.id === lead?.id) ?? present[0];
}

/** With whom one speaks apart: everybody of the case and of the meeting but the mediators and the recorder; the absent by telephone. */
export function caucusPartners(view: CaseView, meeting: MeetingView): Speaker[] {
  const staffIds = listStaffIds(view);
  const expected = (meeting.attendees ?? []).map(({ personId, name, role }) => ({
    id: personId,
    name,
    role,
  }));
  return (expected.length > 0 ? expected : speakersOf(view)).filter(({ id }) => !staffIds.includes(id));
}

/** Who is at the table for the organisation: the recorder and the mediators. */
export function listStaffIds({ acceptance }: Pick<CaseView, 'acceptance'>): string[] {
  return ['recorder', ...(acceptance?.mediators ?? []).map(({ id }) => id)];
}
