import type { DocumentSigned } from './actions.ts';
import type { AppointedMediator, EntityOf } from './entities.ts';
import type { Signature } from './state.ts';

/** A signature or seal that the law wants and that is not there. */
export type MissingSignature = {
  readonly kind: 'party' | 'mediator' | 'mediatorNotInGoodStanding' | 'organisationSeal';
  /** Party or mediator id; the side where the file has nobody on it; 'organisation' for the seal. */
  readonly id: string;
  readonly name: string;
};

/** Whether an agreement is in force, since when, or what is missing. Computed, never entered. */
export type Effectiveness =
  | { readonly isEffective: true; readonly effectiveDate: string; readonly missing: readonly [] }
  | {
      readonly isEffective: false;
      readonly effectiveDate: null;
      readonly missing: readonly MissingSignature[];
    };

export type EffectivenessInput = {
  readonly parties: readonly EntityOf<'party'>[];
  readonly mediators: readonly AppointedMediator[];
  readonly officeName: string;
  readonly signatures: readonly Signature[];
};

/**
 * 劳动争议调解仲裁法 14: an agreement takes effect when both parties have signed or sealed it, the mediator
 * has signed it and the organisation's seal is on it. Its date is that of the last of these.
 * Whom each signature binds was decided when it was recorded (listBoundParties).
 */
export function computeEffectiveness(input: EffectivenessInput): Effectiveness {
  const missing: MissingSignature[] = [];
  const dates: string[] = [];
  const signed = input.signatures.filter((signature) => signature.manner !== 'refused');
  const require = (found: readonly Signature[], absent: MissingSignature): void => {
    const [first] = found.map((signature) => signature.date).sort();
    if (first === undefined) missing.push(absent);
    else dates.push(first);
  };

  for (const side of ['applicant', 'respondent'] as const)
    if (!input.parties.some((party) => party.side === side))
      missing.push({ kind: 'party', id: side, name: '' });
  for (const party of input.parties) {
    const binding = signed.filter(({ boundPartyIds }) => boundPartyIds.includes(party.id));
    require(binding, { kind: 'party', id: party.id, name: party.name ?? '' });
  }
  for (const mediator of input.mediators) {
    const own = signed.filter(
      ({ capacity, signerId }) => capacity === 'mediator' && signerId === mediator.id,
    );
    // The certificate of the appointment, or one that was renewed since and stood when he signed.
    const valid = own.filter(({ date, licence }) =>
      [mediator, ...(licence ? [licence] : [])].some((one) => isInGoodStanding(one, date)),
    );
    const kind = own.length > 0 ? 'mediatorNotInGoodStanding' : 'mediator';
    require(valid, { kind, id: mediator.id, name: mediator.name });
  }
  if (input.mediators.length === 0) missing.push({ kind: 'mediator', id: 'mediator', name: '' });
  require(signed.filter(isOrganisationSeal), {
    kind: 'organisationSeal',
    id: 'organisation',
    name: input.officeName,
  });

  const last = dates.sort().at(-1);
  if (missing.length > 0 || last === undefined) return { isEffective: false, effectiveDate: null, missing };
  return { isEffective: true, effectiveDate: last, missing: [] };
}

/** The seal on paper, or in the file by the organisation's seal certificate. */
function isOrganisationSeal({ capacity, manner }: Signature): boolean {
  return capacity === 'organisation' && (manner === 'sealed' || manner === 'certificate');
}

/** Whether the mediator's certificate was valid on the day (18号文 13: 持证上岗). */
function isInGoodStanding(
  { validFrom, validTo }: Pick<AppointedMediator, 'validFrom' | 'validTo'>,
  date: string,
): boolean {
  const hasBegun = validFrom === null || validFrom <= date;
  const hasNotEnded = validTo === null || date <= validTo;
  return hasBegun && hasNotEnded;
}

/**
 * The parties that a signature binds: itself, or those for whom an agent with special powers (民事诉讼法 62), a legal
 * guardian (调解仲裁法 25) or an elected representative signs.
 */
export function listBoundParties(
  signed: Pick<DocumentSigned, 'capacity' | 'signerId' | 'forPartyIds'>,
  agents: readonly EntityOf<'agent'>[],
): string[] {
  if (signed.capacity === 'party') return [signed.signerId];
  const agent = agents.find((candidate) => candidate.id === signed.signerId);
  if (signed.capacity !== 'agent' || agent === undefined) return [];
  if (agent.role === 'agent' && agent.hasSpecialPowers !== true) return [];
  return signed.forPartyIds.filter((id) => (agent.forPartyIds ?? []).includes(id));
}
