import type { CheckFinding } from '../../shared/contract/cases.ts';
import type { SectionId } from '../casepage/section-ids.ts';

/** Where a finding is mended: the section of the file, and the field or button there ('' for the section itself). */
export type MendingPlace = { readonly section: SectionId; readonly at: string };

/** The place that mends a finding of the agreement checks (DOMAIN 5.6); null where nothing on a screen can. */
export function findMendingPlace({ rule, path }: Pick<CheckFinding, 'rule' | 'path'>): MendingPlace | null {
  if (path === null) return placesOfRules[rule] ?? null;
  const at = `${path.kind}.${path.id}.${path.field}`;
  switch (path.kind) {
    case 'agreementTerms':
    case 'obligation':
      return { section: 'agreement', at };
    case 'agent':
      // Special powers follow from the powers that are ticked.
      return { section: 'intake', at: path.field === 'hasSpecialPowers' ? `agent.${path.id}.powers` : at };
    case 'party':
    case 'claim':
    case 'collective':
      return { section: 'intake', at };
    case 'mediator':
      // A certificate is of its own day; another mediator takes over.
      return { section: 'minutes', at: 'raise-challenge' };
    default:
      return null;
  }
}

/** Findings about something that is not there yet: the button that begins it. */
const placesOfRules: Readonly<Record<string, MendingPlace>> = {
  claimMissing: { section: 'intake', at: 'add-claim' },
  applicantMissing: { section: 'intake', at: 'add-applicant-person' },
  respondentMissing: { section: 'intake', at: 'add-respondent-employer' },
  noObligation: { section: 'agreement', at: 'add-money' },
  onlyEmploymentRelation: { section: 'agreement', at: 'add-money' },
  mediatorMissing: { section: 'acceptance', at: '' },
  signedBeforeAcceptance: { section: 'minutes', at: '' },
  signedBeforeMeeting: { section: 'minutes', at: '' },
};
