import type { KnownPerson } from './summary.ts';
import type { CaseView } from './view.ts';

/** Everybody of a case by name and number: parties, and those who act for them. */
export function listKnownPeople({ parties, agents }: Pick<CaseView, 'parties' | 'agents'>): KnownPerson[] {
  return [
    ...parties.map(
      (party): KnownPerson => ({
        id: party.id,
        role: party.side ?? 'applicant',
        kind: party.kind ?? 'person',
        name: plainName(party.name),
        number: plainNumber(party.kind === 'employer' ? party.creditCode : party.idNumber),
      }),
    ),
    ...parties.flatMap((party): KnownPerson[] =>
      [party.legalRepresentative, party.contactPerson].map((name) => ({
        id: party.id,
        role: 'agent',
        kind: 'person',
        name: plainName(name),
        number: '',
      })),
    ),
    ...agents.map(
      (agent): KnownPerson => ({
        id: agent.id,
        role: 'agent',
        kind: 'person',
        name: plainName(agent.name),
        number: plainNumber(agent.idNumber),
      }),
    ),
  ].filter(({ name, number }) => name !== '' || number !== '');
}

/** The same person or employer: by number where both have one, else by the whole name. */
export function isSamePerson(one: KnownPerson, other: KnownPerson): boolean {
  if (one.kind !== other.kind) return false;
  if (one.number !== '' && other.number !== '') return one.number === other.number;
  return one.name !== '' && one.name === other.name;
}

function plainName(name: string | null | undefined): string {
  return (name ?? '').normalize('NFKC').replace(/\s/g, '');
}

function plainNumber(number: string | null | undefined): string {
  return (number ?? '').normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}
