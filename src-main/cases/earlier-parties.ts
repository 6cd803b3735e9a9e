import { isSamePerson } from '../../shared/case/known-people.ts';
import {
  type EarlierDispute,
  findEarlierDisputes,
  findMediatorTies,
  type MediatorTie,
} from '../../shared/case/related-cases.ts';
import type { CaseSummary, KnownPerson } from '../../shared/case/summary.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import { toSearchTokens } from '../../shared/text/search-tokens.ts';
import type { Workspace } from './workspace.ts';

type Indexed = Pick<Workspace, 'index'>;

/** Below this, a text fits half the office. */
const shortestSearch = 2;
const offeredAtMost = 8;
const casesLookedThrough = 60;

export type FoundParty = {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly partyId: string;
  readonly kind: KnownPerson['kind'];
  readonly name: string;
  readonly number: string;
};

/**
 * Parties of earlier cases whose name, number or pinyin begins with what was typed, newest case first, each once. From
 * the index alone: no case file is opened while somebody types.
 */
export async function findEarlierParties(
  workspace: Indexed,
  search: string,
  exceptCaseId: string,
): Promise<FoundParty[]> {
  const wanted = search.normalize('NFKC').trim().toUpperCase();
  if (wanted.length < shortestSearch) return [];
  const rows = await searchCases(workspace, search);
  const found: (FoundParty & { readonly known: KnownPerson })[] = [];
  for (const row of rows.filter(({ id }) => id !== exceptCaseId)) {
    for (const known of row.summary.people ?? []) {
      const isNew = !found.some((one) => isSamePerson(one.known, known));
      if (known.role === 'agent' || !isNew || !fits(known, wanted)) continue;
      const { kind, name, number } = known;
      found.push({
        caseId: row.id,
        caseNumber: row.caseNumber,
        partyId: known.id,
        kind,
        name,
        number,
        known,
      });
    }
  }
  return found.slice(0, offeredAtMost).map(({ known: _, ...one }) => one);
}

/** Who a party is and how it is reached. What belongs to a dispute alone (side, wage, consents) is not handed on. */
const handedOn = [
  'kind',
  'name',
  'idType',
  'idNumber',
  'sex',
  'birthDate',
  'ethnicGroup',
  'registeredAddress',
  'deliveryAddress',
  'postcode',
  'phone',
  'email',
  'creditCode',
  'legalRepresentative',
  'legalRepresentativeTitle',
  'contactPerson',
  'industry',
  'employerType',
  'employerSize',
  'hasUnion',
] as const;

/** What an earlier case file says of a party. Throws 'party.unknown'. */
export async function readEarlierParty(
  workspace: Pick<Workspace, 'open'>,
  caseId: string,
  partyId: string,
): Promise<Record<string, unknown>> {
  const { view } = await workspace.open(caseId);
  const party = view.parties.find(({ id }) => id === partyId);
  if (party === undefined) throw new CodedError('party.unknown');
  return Object.fromEntries(
    handedOn.flatMap((field) =>
      party[field] === null || party[field] === undefined ? [] : [[field, party[field]]],
    ),
  );
}

/** Other cases between the same sides, and mediators of the office who seem to be of one side. */
export async function findRelatedCases(
  workspace: Indexed,
  own: { readonly caseId: string; readonly disputeTypeCode: string; readonly people: readonly KnownPerson[] },
  mediators: readonly {
    readonly id: string;
    readonly name: string;
    readonly idNumber?: string | undefined;
  }[],
): Promise<{ disputes: EarlierDispute[]; ties: MediatorTie[] }> {
  const rows = new Map<string, CaseSummary>();
  for (const { role, name, number } of own.people) {
    if (role === 'agent') continue;
    for (const search of [number, name].filter(({ length }) => length >= shortestSearch)) {
      for (const row of await searchCases(workspace, search)) rows.set(row.id, row);
    }
  }
  const cases = [...rows.values()];
  return { disputes: findEarlierDisputes(own, cases), ties: findMediatorTies(own, mediators, cases) };
}

async function searchCases({ index }: Indexed, search: string): Promise<CaseSummary[]> {
  const { rows } = await index.page({
    search,
    stage: null,
    isClosed: null,
    mediatorId: null,
    order: 'newest',
    offset: 0,
    limit: casesLookedThrough,
  });
  return rows;
}

function fits({ name, number }: KnownPerson, wanted: string): boolean {
  if (name.toUpperCase().includes(wanted) || (number !== '' && number.startsWith(wanted))) return true;
  if (!/^[A-Z]+$/.test(wanted)) return false;
  const typed = wanted.toLowerCase();
  return toSearchTokens(name)
    .split(' ')
    .some((token) => token.startsWith(`p${typed}`) || token.startsWith(`i${typed}`));
}
