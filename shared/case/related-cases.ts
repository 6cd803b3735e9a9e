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
 * 利害关系: a mediator who seems to be of one side (特邀规定 15; 在线规则 13). Names can be those of two people, so the
 * desk only asks.
 */
export type MediatorTie = {
  readonly mediatorId: string;
  readonly mediatorName: string;
  /** `takesPart`: has a name of this case; `tookPart`: stood for or beside a party of it in an earlier case. */
  readonly kind: 'takesPart' | 'tookPart';
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
          isClosed: row.closed,
          applicant: applicant.name,
          respondent: respondent.name,
          isSameKind: own.disputeTypeCode !== '' && row.summary.disputeTypeCode === own.disputeTypeCode,
        },
      ];
    })
    .sort((left, right) => (left.openedOn > right.openedOn ? -1 : 1));
}

/** Every tie between a mediator of the office and a party, each once for a mediator and party. */
export function findMediatorTies(
  own: Own,
  mediators: readonly { readonly id: string; readonly name: string }[],
  cases: readonly CaseSummary[],
): MediatorTie[] {
  const ties = mediators.flatMap(({ id, name }): MediatorTie[] => {
    const common = { mediatorId: id, mediatorName: name };
    const here = own.people
      .filter((one) => one.kind === 'person' && one.name === name)
      .map((): MediatorTie => ({ ...common, kind: 'takesPart', partyName: name, caseNumber: '' }));
    const before = cases
      .filter((row) => row.id !== own.caseId)
      .filter(({ summary }) =>
        (summary.people ?? []).some((one) => one.kind === 'person' && one.name === name),
      )
      .flatMap((row) =>
        own.people
          .filter(isParty)
          .filter((one) =>
            (row.summary.people ?? []).some((other) => isParty(other) && isSamePerson(one, other)),
          )
          .map(
            (party): MediatorTie => ({
              ...common,
              kind: 'tookPart',
              partyName: party.name,
              caseNumber: row.caseNumber,
            }),
          ),
      );
    return [...here, ...before];
  });
  return ties.filter(
    (tie, index) =>
      ties.findIndex((one) => one.mediatorId === tie.mediatorId && one.partyName === tie.partyName) === index,
  );
}
