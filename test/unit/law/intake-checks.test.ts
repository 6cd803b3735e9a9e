import { describe, expect, it } from 'vitest';
import type { EntityOf } from '../../../shared/case/entities.ts';
import { checkIntake, type IntakeCheckInput } from '../../../shared/law/intake-checks.ts';
import zhLaw from '../../../shared/text/locales/zh-CN/law.json' with { type: 'json' };

const plain: IntakeCheckInput = {
  today: '2026-06-01',
  application: { id: 'application' },
  parties: [],
  agents: [],
  claims: [],
  collective: null,
};
const found = (input: Partial<IntakeCheckInput>) =>
  checkIntake({ ...plain, ...input }).map(
    ({ rule, severity, path }) => `${severity} ${rule} ${path.kind}.${path.id}.${path.field}`,
  );
const worker = (birthDate: string) =>
  ({ id: 'P1', side: 'applicant', kind: 'person', name: '小周', birthDate }) as const;
const respondent = { id: 'P2', side: 'respondent', kind: 'employer', name: '某公司' } as const;

describe('capacity', () => {
  it('of an adult who has not the full one needs a guardian too', () => {
    const adult = { ...worker('1980-06-02'), civilCapacity: 'limited' as const };
    expect(found({ parties: [adult] })).toEqual(['warning guardianOfAdultMissing party.P1.civilCapacity']);
  });

  it('needs a guardian below sixteen, and none once one is entered', () => {
    const child = worker('2010-06-02');
    expect(found({ parties: [child] })).toEqual(['warning guardianMissing party.P1.birthDate']);
    const guardian = {
      id: 'A1',
      role: 'legalGuardian',
      name: '周父',
      forPartyIds: ['P1'],
    } satisfies EntityOf<'agent'>;
    expect(found({ parties: [child], agents: [guardian] })).toEqual([]);
  });

  it('is full at sixteen on one’s own wages, which is only asked, and at eighteen', () => {
    expect(found({ parties: [worker('2010-06-01')] })).toEqual(['info minorOnOwnWages party.P1.birthDate']);
    expect(found({ parties: [worker('2008-06-01')] })).toEqual([]);
  });
});

describe('representation', () => {
  const agent = { id: 'A1', role: 'agent', name: '崔律师', forPartyIds: ['P1'] } satisfies EntityOf<'agent'>;
  const power = (text: string, special: boolean) => ({
    powers: [{ text, special }],
    hasSpecialPowers: special,
  });

  it('names what an agent may not do for want of powers', () => {
    const parties = [worker('1990-01-01'), respondent];
    expect(found({ parties, agents: [agent] })).toEqual(['warning agentPowersMissing agent.A1.powers']);
    expect(found({ parties, agents: [{ ...agent, ...power('代为领取文书', false) }] })).toEqual([
      'info agentMayNotSettle agent.A1.powers',
    ]);
    expect(found({ parties, agents: [{ ...agent, ...power('全权代理', false) }] })).toEqual([
      'warning agentPowersVague agent.A1.powers',
    ]);
    expect(found({ parties, agents: [{ ...agent, ...power('代为和解', true) }] })).toEqual([]);
  });

  it('does not let one agent stand on both sides, nor three on one', () => {
    const parties = [worker('1990-01-01'), respondent];
    const full = { ...agent, ...power('代为和解', true) };
    expect(found({ parties, agents: [{ ...full, forPartyIds: ['P1', 'P2'] }] })).toEqual([
      'warning agentOnBothSides agent.A1.forPartyIds',
    ]);
    const three = ['A1', 'A2', 'A3'].map((id) => ({ ...full, id }));
    expect(found({ parties, agents: three })).toEqual(['warning agentsTooMany agent.A3.forPartyIds']);
  });

  it('offers representatives from ten workers on, and wants their consent sheets', () => {
    const application = { id: 'application', workerCount: 10 };
    expect(found({ application })).toEqual([
      'info representativesPossible application.application.workerCount',
    ]);
    expect(found({ application: { ...application, workerCount: 9 } })).toEqual([]);
    const collective = { id: 'collective', representativeIds: ['P1', 'P2'] };
    expect(found({ application, collective })).toEqual([
      'info representativesCount collective.collective.representativeIds',
      'info representativeConsentMissing collective.collective.consentSignedOn',
    ]);
  });
});

describe('who and what belongs here', () => {
  it('makes the founders of an unlicensed employer, and both sides of a contract to run it, joint parties', () => {
    const standingAs = (businessStanding: string) => ({ ...respondent, businessStanding });
    const person = worker('1990-01-01');
    for (const standing of ['unlicensed', 'revoked', 'dissolved'])
      expect(found({ parties: [person, standingAs(standing)] })).toEqual([
        'warning founderJointParty party.P2.businessStanding',
      ]);
    expect(found({ parties: [person, standingAs('contracted')] })).toEqual([
      'warning contractorJointParty party.P2.businessStanding',
    ]);
    const founder = { id: 'P3', side: 'respondent', kind: 'person', name: '出资人' } as const;
    expect(found({ parties: [person, standingAs('revoked'), founder] })).toEqual([]);
    expect(found({ parties: [person, respondent] })).toEqual([]);
  });

  it('makes the dispatching and the using employer joint parties', () => {
    const dispatched = { ...worker('1990-01-01'), employmentForm: 'dispatched' };
    expect(found({ parties: [dispatched, respondent] })).toEqual([
      'warning dispatchJointParty party.P1.employmentForm',
    ]);
    expect(found({ parties: [dispatched, respondent, { ...respondent, id: 'P3' }] })).toEqual([]);
  });

  it('doubts a claim for the housing fund, and a dispute that is before the court unless the court sent it', () => {
    const claim = { id: 'C1', title: '补缴住房公积金', isInScope: true };
    expect(found({ claims: [claim] })).toEqual(['warning claimOutsideScope claim.C1.title']);
    expect(found({ claims: [{ ...claim, isInScope: false }] })).toEqual([
      'warning nothingInScope claim.C1.isInScope',
    ]);
    const application = { id: 'application', litigationUnderWay: 'yes' } as const;
    expect(found({ application })).toEqual([
      'warning otherProcedure application.application.litigationUnderWay',
    ]);
    expect(found({ application: { ...application, sourceCode: 'S08' } })).toEqual([
      'info externalNumberMissing application.application.externalDocument',
    ]);
  });

  it.each([
    '按50%标准加付赔偿金',
    '对伤残等级鉴定结论不服',
    '社会保险经办机构支付养老金',
    '将公有住房转让给申请人',
  ])('doubts a claim of %s, and none for what was lost without insurance', (title) => {
    const claim = { id: 'C1', isInScope: true };
    expect(found({ claims: [{ ...claim, title }] })).toEqual(['warning claimOutsideScope claim.C1.title']);
    for (const own of ['赔偿未缴纳社会保险造成的养老待遇损失', '支付违法解除赔偿金', '支付职业病待遇'])
      expect(found({ claims: [{ ...claim, title: own }] })).toEqual([]);
  });

  it('asks for the employer where only a private person is to answer', () => {
    const household = { id: 'P2', side: 'respondent', kind: 'person', name: '王大爷' } as const;
    const person = worker('1990-01-01');
    expect(found({ parties: [person, household] })).toEqual(['warning respondentIsPerson party.P2.name']);
    expect(found({ parties: [person, household, { ...respondent, id: 'P3' }] })).toEqual([]);
    const unit = { ...respondent, id: 'P3', side: 'applicant' } as const;
    expect(found({ parties: [unit, { ...household, name: '离职员工' }] })).toEqual([]);
  });

  it('asks about a complaint at the labour inspectorate, unless the inspectorate sent the case', () => {
    const application = { id: 'application', inspectionUnderWay: 'yes' } as const;
    expect(found({ application })).toEqual([
      'warning underInspection application.application.inspectionUnderWay',
    ]);
    expect(found({ application: { ...application, sourceCode: 'S11' } })).toEqual([]);
  });

  it('has words for every rule', () => {
    const source = Object.keys(zhLaw).filter((key) => key.startsWith('check.intake.'));
    for (const rule of [
      'guardianMissing',
      'agentOnBothSides',
      'overAgeScope',
      'otherProcedure',
      'underInspection',
    ])
      expect(source).toContain(`check.intake.${rule}`);
  });
});
