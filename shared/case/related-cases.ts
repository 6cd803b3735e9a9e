import { isSamePerson } from './known-people.ts';
import type { CaseSummary, KnownPerson } from './summary.ts';

/** Another case between the same two sides. */
export type EarlierDispute = {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly openedOn: string;
  readonly isClosed: boolean;
  readonly applicant: string;
  readonly respondent: string;
  /** The same kind of dispute too: perhaps registered twice. */
  readonly isSameKind: boolean;
};

/**
 * 利害关系: a mediator who seems to be of one side (特邀规定 15; 在线规则 13). Where both numbers are known they decide;
 * names can be those of two people, so that the desk only asks.
 */
export type MediatorTie = {
  readonly mediatorId: string;
  readonly mediatorName: string;
  /** `takesPart`: has a name of this case; `tookPart`: stood for or beside a party of it in an earlier case. */
  readonly kind: 'takesPart' | 'tookPart';
  /** By the number of the identity card; by the name alone it may be somebody else. */
  readonly isCertain: boolean;
  /** The party it is about. */
  readonly partyName: string;
  readonly caseNumber: string;
};

type Own = {
  readonly caseId: string;
  readonly disputeTypeCode: string;
  readonly people: readonly KnownPerson[];
};
const isParty = ({ role }: KnownPerson) => role !== 'agent';

/** Cases in which one of our applicants stood against one of our respondents, whichever of them applied. Newest first. */
export function findEarlierDisputes(own: Own, cases: readonly CaseSummary[]): EarlierDispute[] {
  const sideOf = (role: KnownPerson['role']) => own.people.filter((one) => one.role === role);
  return cases
    .filter(({ id, summary }) => id !== own.caseId && summary.outcomeCode !== 'R15')
    .flatMap((row): EarlierDispute[] => {
      const theirs = (row.summary.people ?? []).filter(isParty);
      const applicant = sideOf('applicant').find((one) => theirs.some((other) => isSamePerson(one, other)));
      const respondent = sideOf('respondent').find((one) => theirs.some((other) => isSamePerson(one, other)));
      if (applicant === undefined || respondent === undefined) return [];
      return [
        {
          caseId: row.id,
          caseNumber: row.caseNumber,
          openedOn: row.openedOn,
          isClosed: row.closed && !row.summary.handedOverTo,
          applicant: applicant.name,
          respondent: respondent.name,
          isSameKind: own.disputeTypeCode !== '' && row.summary.disputeTypeCode === own.disputeTypeCode,
        },
      ];
    })
    .sort((left, right) => (left.openedOn > right.openedOn ? -1 : 1));
}

type KnownMediator = {
  readonly id: string;
  readonly name: string;
  /** Of the identity card, where the register has it. */
  readonly idNumber?: string | undefined;
};

/** How somebody of a case is the mediator: by number, by name, or not at all. */
function likeness({ name, idNumber = '' }: KnownMediator, person: KnownPerson): 'number' | 'name' | null {
  if (person.kind !== 'person') return null;
  const number = idNumber.trim().toUpperCase();
  if (number !== '' && person.number !== '') return person.number === number ? 'number' : null;
  return person.name === name ? 'name' : null;
}

/** Every tie between a mediator of the office and a party, each once for a mediator and party. */
export function findMediatorTies(
  own: Own,
  mediators: readonly KnownMediator[],
  cases: readonly CaseSummary[],
): MediatorTie[] {
  const ties = mediators.flatMap((mediator): MediatorTie[] => {
    const common = { mediatorId: mediator.id, mediatorName: mediator.name };
    const here = own.people.flatMap((one): MediatorTie[] => {
      const by = likeness(mediator, one);
      if (by === null) return [];
      return [
        {
          ...common,
          kind: 'takesPart',
          isCertain: by === 'number',
          partyName: one.name || mediator.name,
          caseNumber: '',
        },
      ];
    });
    const before = cases
      .filter((row) => row.id !== own.caseId)
      .flatMap((row) => {
        const likenesses = (row.summary.people ?? []).map((one) => likeness(mediator, one));
        if (likenesses.every((by) => by === null)) return [];
        return own.people
          .filter(isParty)
          .filter((one) =>
            (row.summary.people ?? []).some((other) => isParty(other) && isSamePerson(one, other)),
          )
          .map(
            (party): MediatorTie => ({
              ...common,
              kind: 'tookPart',
              isCertain: likenesses.includes('number'),
              partyName: party.name,
              caseNumber: row.caseNumber,
            }),
          );
      });
    return [...here, ...before];
  });
  return ties.filter(
    (tie, index) =>
      ties.findIndex((one) => one.mediatorId === tie.mediatorId && one.partyName === tie.partyName) === index,
  );
}
