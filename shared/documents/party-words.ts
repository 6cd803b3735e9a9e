import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import type { FieldBlock, SignaturePlace } from './content.ts';
import { namesInText, partyPlace, personPlace } from './paper.ts';
import { agentFields, agentLabel, namesOfSide, partyFields } from './parties.ts';

type Party = EntityOf<'party'>;

/** All parties by name, those of the applicants' side first. */
export function namesOfAll(view: Pick<CaseView, 'parties'>): string {
  return [namesOfSide(view, 'applicant'), namesOfSide(view, 'respondent'), namesOfSide(view, 'thirdParty')]
    .filter(Boolean)
    .join('、');
}

/** These parties as running text names them. */
export function idsInText({ parties }: Pick<CaseView, 'parties'>, partyIds: Iterable<string>): string {
  return namesInText([...partyIds].map((id) => parties.find((one) => one.id === id)?.name ?? ''));
}

/** The names of these parties. */
export function namesOfIds(
  view: Pick<CaseView, 'parties'>,
  ids: readonly string[] | null | undefined,
): string {
  return (ids ?? [])
    .map((id) => view.parties.find((party) => party.id === id)?.name ?? '')
    .filter(Boolean)
    .join('、');
}

/** @throws Error 'document.partyUnknown' */
export function getParty(view: Pick<CaseView, 'parties'>, partyId: string): Party {
  const party = view.parties.find((one) => one.id === partyId);
  if (party === undefined) throw new Error('document.partyUnknown');
  return party;
}

/** Those who act for a party alone. */
export function agentsOf(view: Pick<CaseView, 'agents'>, party: Party): readonly EntityOf<'agent'>[] {
  return view.agents.filter(
    (agent) => agent.role !== 'representative' && (agent.forPartyIds ?? []).includes(party.id),
  );
}

/** What the office's statistics want to know of an employer, and a court or commission does not. */
const officeOnlyLabels = ['行业', '单位类型', '单位规模', '是否建立工会'];

/** Parties in another capacity than in the mediation, e.g. both sides as 申请人; each followed by its agents. */
export function blocksOf(
  view: Pick<CaseView, 'agents'>,
  parties: readonly Party[],
  label: string,
): FieldBlock[] {
  return parties.flatMap((party, index) => {
    const name = parties.length > 1 ? `${label}${index + 1}` : label;
    return [
      {
        heading: name,
        fields: partyFields(party).filter(([fieldLabel]) => !officeOnlyLabels.includes(fieldLabel)),
      },
      ...agentsOf(view, party).map((agent) => ({
        heading: `${name}的${agentLabel(agent)}`,
        fields: agentFields(agent),
      })),
    ];
  });
}

/** Places to sign of those who apply and of their agents. */
export function placesOfApplicants(view: CaseView, applicants: readonly Party[]): SignaturePlace[] {
  return applicants.flatMap((party) => [
    partyPlace(view, party, '申请人'),
    ...agentsOf(view, party).map((agent) => personPlace(`${agentLabel(agent)}（签名）`, agent.name ?? '')),
  ]);
}
