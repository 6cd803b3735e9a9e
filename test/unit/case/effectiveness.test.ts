import { describe, expect, it } from 'vitest';
import type { EffectivenessInput } from '../../../shared/case/effectiveness.ts';
import type { EntityOf } from '../../../shared/case/entities.ts';
import type { Signature } from '../../../shared/case/state.ts';
import { measureBranches } from '../../fixtures/branch-coverage.ts';

/** CRITERIA D1: the desk and the server compute it with this one module, of which these tests take every branch. */
const { module, listUntaken } = await measureBranches(
  'shared/case/effectiveness.ts',
  () => import('../../../shared/case/effectiveness.ts'),
);
const { computeEffectiveness, listBoundParties } = module;

const authorship = {
  actionId: 'a',
  type: 'document.signed',
  person: 'p',
  desk: 'd',
  at: '2026-04-22T00:00:00Z',
};
const signature = (
  part: Partial<Signature> & Pick<Signature, 'signerId' | 'capacity' | 'date'>,
): Signature => ({
  documentId: 'D1',
  signerName: 'n',
  forPartyIds: [],
  manner: 'signed',
  note: '',
  scanSha256: null,
  authorship,
  boundPartyIds: [],
  ...part,
});
const worker = signature({ signerId: 'P1', capacity: 'party', date: '2026-04-22' });
const employer = signature({ signerId: 'P2', capacity: 'party', date: '2026-04-24', manner: 'sealed' });
const mediator = signature({ signerId: 'M1', capacity: 'mediator', date: '2026-04-22' });
const seal = signature({
  signerId: 'organisation',
  capacity: 'organisation',
  date: '2026-04-23',
  manner: 'sealed',
});
const input = (
  signatures: readonly Signature[],
  { agents = [], ...part }: Partial<EffectivenessInput> & { agents?: readonly EntityOf<'agent'>[] } = {},
): EffectivenessInput => ({
  parties: [
    { id: 'P1', side: 'applicant', name: '甲' },
    { id: 'P2', side: 'respondent', name: '乙' },
  ],
  mediators: [
    {
      id: 'M1',
      name: '丙',
      role: 'leadMediator',
      certificateNumber: 'c',
      validFrom: '2024-05-01',
      validTo: '2027-04-30',
    },
  ],
  officeName: '调解委员会',
  signatures: signatures.map((one) => ({ ...one, boundPartyIds: listBoundParties(one, agents) })),
  ...part,
});
const missingKinds = (given: EffectivenessInput) =>
  computeEffectiveness(given).missing.map((one) => one.kind);

describe('an agreement takes effect (劳动争议调解仲裁法 14)', () => {
  const parts = { party: worker, otherParty: employer, mediator, seal };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  for (let mask = 0; mask < 2 ** names.length; mask += 1) {
    const given = names.filter((_, bit) => (mask >> bit) & 1);
    const isWhole = given.length === names.length;
    it(`${isWhole ? 'with' : 'not with only'} ${given.join(', ') || 'nothing'}`, () => {
      const result = computeEffectiveness(input(given.map((name) => parts[name])));
      expect(result.isEffective).toBe(isWhole);
      expect(result.effectiveDate).toBe(isWhole ? '2026-04-24' : null);
      expect(result.missing).toHaveLength(names.length - given.length);
    });
  }

  it('not when a party refused to sign', () => {
    expect(missingKinds(input([worker, { ...employer, manner: 'refused' }, mediator, seal]))).toEqual([
      'party',
    ]);
  });
  it('not by an agent without special powers, but by one with them (民事诉讼法 62)', () => {
    const byAgent = signature({ signerId: 'A1', capacity: 'agent', date: '2026-04-25', forPartyIds: ['P2'] });
    const agent = { id: 'A1', role: 'agent' as const, forPartyIds: ['P2'] };
    expect(
      missingKinds(
        input([worker, byAgent, mediator, seal], { agents: [{ ...agent, hasSpecialPowers: false }] }),
      ),
    ).toEqual(['party']);
    expect(
      computeEffectiveness(
        input([worker, byAgent, mediator, seal], { agents: [{ ...agent, hasSpecialPowers: true }] }),
      ).effectiveDate,
    ).toBe('2026-04-25');
  });
  it('by an elected representative only for those it stands for', () => {
    const byRepresentative = signature({
      signerId: 'A1',
      capacity: 'agent',
      date: '2026-04-22',
      forPartyIds: ['P1'],
    });
    const agents = [{ id: 'A1', role: 'representative' as const, forPartyIds: ['P2'] }];
    expect(missingKinds(input([byRepresentative, employer, mediator, seal], { agents }))).toEqual(['party']);
  });
  it('not by an agent that the case file does not know', () => {
    const unknown = signature({ signerId: 'A9', capacity: 'agent', date: '2026-04-22', forPartyIds: ['P1'] });
    expect(missingKinds(input([unknown, employer, mediator, seal]))).toEqual(['party']);
  });
  it('not when the mediator’s certificate was not valid on the day of signing', () => {
    for (const date of ['2024-04-30', '2027-05-01']) {
      expect(missingKinds(input([worker, employer, { ...mediator, date }, seal]))).toEqual([
        'mediatorNotInGoodStanding',
      ]);
    }
  });
  it('by a certificate renewed since the appointment, once it has begun', () => {
    const licence = { certificateNumber: 'c2', validFrom: '2027-05-01', validTo: '2030-04-30' };
    const signedOn = (date: string) =>
      missingKinds(input([worker, employer, { ...mediator, date, licence }, seal]));
    expect(signedOn('2027-05-01')).toEqual([]);
    expect(signedOn('2027-04-30')).toEqual([]);
    expect(signedOn('2030-05-01')).toEqual(['mediatorNotInGoodStanding']);
  });
  it('not by the organisation’s name without its seal, and not without any mediator', () => {
    expect(missingKinds(input([worker, employer, mediator, { ...seal, manner: 'signed' }]))).toEqual([
      'organisationSeal',
    ]);
    expect(missingKinds(input([worker, employer, seal], { mediators: [] }))).toEqual(['mediator']);
  });
  it('not while one side has nobody in the file, whoever of the other side has signed', () => {
    const [one, other] = input([]).parties;
    const alone = (party: typeof one) =>
      computeEffectiveness(input([worker, employer, mediator, seal], { parties: party ? [party] : [] }))
        .missing;
    expect(alone(one)).toEqual([{ kind: 'party', id: 'respondent', name: '' }]);
    expect(alone(other)).toEqual([{ kind: 'party', id: 'applicant', name: '' }]);
    expect(alone(undefined).map(({ id }) => id)).toEqual(['applicant', 'respondent']);
  });
  it('not without a third party that the file names, be it with no name yet', () => {
    const parties = [...input([]).parties, { id: 'P3', side: 'thirdParty' as const }];
    expect(computeEffectiveness(input([worker, employer, mediator, seal], { parties })).missing).toEqual([
      { kind: 'party', id: 'P3', name: '' },
    ]);
  });
  it('with a mediator whose certificate has no beginning or end in the file', () => {
    const mediators = input([]).mediators.map((one) => ({ ...one, validFrom: null, validTo: null }));
    expect(computeEffectiveness(input([worker, employer, mediator, seal], { mediators })).isEffective).toBe(
      true,
    );
  });
  it('by nobody’s signature as recorder, and not by an agent for whom the file names no party', () => {
    const byAgent = signature({ signerId: 'A1', capacity: 'agent', date: '2026-04-25', forPartyIds: ['P2'] });
    expect(listBoundParties({ ...byAgent, capacity: 'mediator' }, [])).toEqual([]);
    expect(listBoundParties(byAgent, [{ id: 'A1', role: 'legalGuardian' as never }])).toEqual([]);
  });
  it('or does not, by tests that take every branch of the rule', async () => {
    expect(await listUntaken()).toEqual([]);
  });
});
