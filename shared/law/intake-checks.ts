import type { EntityOf } from '../case/entities.ts';
import { addYears, isCalendarDate } from '../text/dates.ts';
import { findSending } from './codes/index.ts';
import { findLoneDispatch, findLoneUnlicensed } from './joint-parties.ts';
import { isWorker } from './party-kind.ts';
import { isOutsideScope } from './scope.ts';

/**
 * Whether a case can be mediated as it stands: capacity, representation, joint parties, scope (DOMAIN 1.4, 1.5). Nothing
 * here stops anybody: what would later make an agreement void or unenforceable is said while it can still be mended.
 */
export type IntakeFinding = {
  readonly rule: IntakeRule;
  /** `info` explains; a warning is answered with a reason when the case is accepted all the same. */
  readonly severity: 'warning' | 'info';
  readonly article: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Where it stands and is mended. */
  readonly path: { readonly kind: string; readonly id: string; readonly field: string };
};

/** Words: 'check.intake.<rule>' in law.json. */
export type IntakeRule =
  | 'guardianMissing'
  | 'guardianOfAdultMissing'
  | 'minorOnOwnWages'
  | 'guardianPrincipalMissing'
  | 'agentPrincipalMissing'
  | 'agentPowersMissing'
  | 'agentPowersVague'
  | 'agentMayNotSettle'
  | 'agentsTooMany'
  | 'agentOnBothSides'
  | 'representativesPossible'
  | 'representativesCount'
  | 'representativeConsentMissing'
  | 'dispatchJointParty'
  | 'founderJointParty'
  | 'contractorJointParty'
  | 'overAgeScope'
  | 'respondentIsPerson'
  | 'claimOutsideScope'
  | 'nothingInScope'
  | 'otherProcedure'
  | 'underInspection'
  | 'externalNumberMissing';

export type IntakeCheckInput = {
  readonly today: string;
  readonly application: EntityOf<'application'>;
  readonly parties: readonly EntityOf<'party'>[];
  readonly agents: readonly EntityOf<'agent'>[];
  readonly claims: readonly EntityOf<'claim'>[];
  readonly collective: EntityOf<'collective'> | null;
};

/** 劳动争议调解仲裁法 7: from ten on, with a common request, representatives may be elected. */
const groupSize = 10;
const agentsAtMost = 2;

export function checkIntake(input: IntakeCheckInput): IntakeFinding[] {
  return [
    ...input.parties.flatMap((party) => checkCapacity(party, input)),
    ...input.agents.flatMap((agent) => checkAgent(agent, input)),
    ...input.parties.flatMap((party) => checkAgentsOf(party, input)),
    ...checkGroup(input),
    ...checkDispatch(input),
    ...checkUnlicensed(input),
    ...input.parties.flatMap(checkOverAge),
    ...checkRespondents(input),
    ...checkScope(input),
    ...checkSource(input),
  ];
}

const at = (kind: string, id: string, field: string) => ({ kind, id, field });
const actsFor = (party: EntityOf<'party'>) => (agent: EntityOf<'agent'>) =>
  (agent.forPartyIds ?? []).includes(party.id);

/** 民法典 18 to 23: at 16 and living on one's own wages a person acts alone; below, the guardian does (调解仲裁法 25). */
function checkCapacity(party: EntityOf<'party'>, input: IntakeCheckInput): IntakeFinding[] {
  const birthDate = party.birthDate ?? '';
  const hasGuardian = input.agents.some((agent) => agent.role === 'legalGuardian' && actsFor(party)(agent));
  if (party.kind === 'employer' || hasGuardian) return [];
  if (party.civilCapacity) {
    return [
      {
        rule: 'guardianOfAdultMissing',
        severity: 'warning',
        article: '民法典第二十一条至第二十三条、劳动争议调解仲裁法第二十五条',
        params: { name: party.name ?? '' },
        path: at('party', party.id, 'civilCapacity'),
      },
    ];
  }
  if (!isCalendarDate(birthDate) || birthDate > input.today || addYears(birthDate, 18) <= input.today)
    return [];
  const common = { params: { name: party.name ?? '' }, path: at('party', party.id, 'birthDate') };
  return addYears(birthDate, 16) > input.today
    ? [
        {
          rule: 'guardianMissing',
          severity: 'warning',
          article: '民法典第十九条至第二十三条、劳动争议调解仲裁法第二十五条',
          ...common,
        },
      ]
    : [{ rule: 'minorOnOwnWages', severity: 'info', article: '民法典第十八条', ...common }];
}

/** 劳动争议调解仲裁法 24, 民法典 165: written, with matters, powers and time; 民事诉讼法 62: settling needs 特别授权. */
function checkAgent(agent: EntityOf<'agent'>, input: IntakeCheckInput): IntakeFinding[] {
  const name = agent.name ?? '';
  if (name === '') return [];
  const params = { name };
  const forNobody = (agent.forPartyIds ?? []).length === 0;
  const principalPath = at('agent', agent.id, 'forPartyIds');
  if (agent.role === 'legalGuardian' || agent.role === 'representative') {
    return forNobody
      ? [
          {
            rule: 'guardianPrincipalMissing',
            severity: 'info',
            article: '民法典第二十三条',
            params,
            path: principalPath,
          },
        ]
      : [];
  }
  const findings: IntakeFinding[] = [];
  if (forNobody) {
    findings.push({
      rule: 'agentPrincipalMissing',
      severity: 'warning',
      article: '民法典第一百六十五条',
      params,
      path: principalPath,
    });
  }
  const powers = agent.powers ?? [];
  const path = at('agent', agent.id, 'powers');
  if (powers.length === 0) {
    findings.push({
      rule: 'agentPowersMissing',
      severity: 'warning',
      article: '劳动争议调解仲裁法第二十四条、民法典第一百六十五条',
      params,
      path,
    });
  } else if (agent.hasSpecialPowers !== true) {
    const isVague = powers.some(({ text }) => text.includes('全权'));
    findings.push(
      isVague
        ? { rule: 'agentPowersVague', severity: 'warning', article: '民诉法司法解释第八十九条', params, path }
        : { rule: 'agentMayNotSettle', severity: 'info', article: '民事诉讼法第六十二条', params, path },
    );
  }
  const sides = new Set(
    (agent.forPartyIds ?? []).map((id) => input.parties.find((party) => party.id === id)?.side),
  );
  if (sides.has('applicant') && sides.has('respondent')) {
    findings.push({
      rule: 'agentOnBothSides',
      severity: 'warning',
      article: '民法典第一百六十八条',
      params,
      path: principalPath,
    });
  }
  return findings;
}

/** 民事诉讼法 61, by analogy: one or two agents for each party. */
function checkAgentsOf(party: EntityOf<'party'>, input: IntakeCheckInput): IntakeFinding[] {
  const own = input.agents.filter((agent) => (agent.role ?? 'agent') === 'agent' && actsFor(party)(agent));
  const last = own.at(-1);
  if (last === undefined || own.length <= agentsAtMost) return [];
  return [
    {
      rule: 'agentsTooMany',
      severity: 'warning',
      article: '民事诉讼法第六十一条（参照）',
      params: { name: party.name ?? '', count: own.length },
      path: at('agent', last.id, 'forPartyIds'),
    },
  ];
}

/** 劳动争议调解仲裁法 7, 办案规则 63: three to five representatives; what they agree to binds with consent. */
function checkGroup({ application, parties, agents, collective }: IntakeCheckInput): IntakeFinding[] {
  const named = parties.filter((party) => party.side === 'applicant' && isWorker(party)).length;
  const workers = Math.max(named, application.workerCount ?? 0);
  const representatives = new Set([
    ...(collective?.representativeIds ?? []),
    ...agents.filter(({ role }) => role === 'representative').map(({ id }) => id),
  ]).size;
  if (representatives === 0) {
    return workers < groupSize
      ? []
      : [
          {
            rule: 'representativesPossible',
            severity: 'info',
            article: '劳动争议调解仲裁法第七条',
            params: { count: workers },
            path: at('application', 'application', 'workerCount'),
          },
        ];
  }
  const article = '劳动人事争议仲裁办案规则第六十三条（参照）';
  const findings: IntakeFinding[] = [];
  if (representatives < 3 || representatives > 5) {
    findings.push({
      rule: 'representativesCount',
      severity: 'info',
      article,
      params: { count: representatives },
      path: at('collective', 'collective', 'representativeIds'),
    });
  }
  if (!collective?.consentSignedOn) {
    findings.push({
      rule: 'representativeConsentMissing',
      severity: 'info',
      article,
      params: {},
      path: at('collective', 'collective', 'consentSignedOn'),
    });
  }
  return findings;
}

/** 劳动争议调解仲裁法 22: the dispatching and the using employer are joint parties. */
function checkDispatch({ application, parties }: IntakeCheckInput): IntakeFinding[] {
  const lone = findLoneDispatch(parties, [application.disputeTypeCode]);
  if (lone === null) return [];
  const path =
    lone.workerId === null
      ? at('application', 'application', 'disputeTypeCode')
      : at('party', lone.workerId, 'employmentForm');
  return [
    {
      rule: 'dispatchJointParty',
      severity: 'warning',
      article: '劳动争议调解仲裁法第二十二条',
      params: {},
      path,
    },
  ];
}

/** 办案规则 6 and 7: who answers beside an employer that may be unable to. */
function checkUnlicensed({ parties }: IntakeCheckInput): IntakeFinding[] {
  const lone = findLoneUnlicensed(parties);
  if (lone === null) return [];
  return [
    {
      rule: lone.isContracted ? 'contractorJointParty' : 'founderJointParty',
      severity: 'warning',
      article: `劳动人事争议仲裁办案规则第${lone.isContracted ? '七' : '六'}条`,
      params: {},
      path: at('party', lone.employerId, 'businessStanding'),
    },
  ];
}

/** 超龄劳动者基本权益保障暂行规定 19, from 2026-07-01: only four kinds of dispute. */
function checkOverAge(party: EntityOf<'party'>): IntakeFinding[] {
  const isOverAge = party.employmentForm === 'overAge' || (party.groupTags ?? []).includes('overAge');
  if (!isOverAge) return [];
  return [
    {
      rule: 'overAgeScope',
      severity: 'info',
      article: '超龄劳动者基本权益保障暂行规定第十九条',
      params: { name: party.name ?? '' },
      path: at('party', party.id, 'employmentForm'),
    },
  ];
}

/** 法释〔2020〕26号 2: a household and its helper, a craftsman and his apprentice, a farmer and who works for him have no labour dispute. */
function checkRespondents({ parties }: IntakeCheckInput): IntakeFinding[] {
  const respondents = parties.filter(({ side, name }) => side === 'respondent' && name);
  const [first] = respondents;
  if (first === undefined || respondents.some(({ kind }) => kind !== 'person')) return [];
  // A unit may be the one that applies.
  if (parties.some(({ side, kind }) => side === 'applicant' && kind === 'employer')) return [];
  return [
    {
      rule: 'respondentIsPerson',
      severity: 'warning',
      article: '最高人民法院劳动争议司法解释（一）第二条',
      params: { name: first.name ?? '' },
      path: at('party', first.id, 'name'),
    },
  ];
}

/** 企业劳动争议协商调解规定 22 and the answers of the Beijing courts on what is no labour dispute. */
function checkScope({ application, claims }: IntakeCheckInput): IntakeFinding[] {
  const outside = claims
    .filter((claim) => claim.isInScope !== false && isOutsideScope(`${claim.title ?? ''}${claim.text ?? ''}`))
    .map(
      (claim): IntakeFinding => ({
        rule: 'claimOutsideScope',
        severity: 'warning',
        article: '京高法发〔2024〕534号、最高人民法院劳动争议司法解释（一）第二条',
        params: { title: claim.title ?? '' },
        path: at('claim', claim.id, 'title'),
      }),
    );
  const [first] = claims;
  const nothing: IntakeFinding[] =
    first !== undefined && claims.every(({ isInScope }) => isInScope === false)
      ? [
          {
            rule: 'nothingInScope',
            severity: 'warning',
            article: '企业劳动争议协商调解规定第二十二条',
            params: {},
            path: at('claim', first.id, 'isInScope'),
          },
        ]
      : [];
  const procedure = (['arbitrationUnderWay', 'litigationUnderWay'] as const).find(
    (field) => application[field] === 'yes',
  );
  const article = '沈阳市劳动争议调解条例（外地规定，供参考）';
  const elsewhere = (rule: IntakeRule, field: string): IntakeFinding => ({
    rule,
    severity: 'warning',
    article,
    params: {},
    path: at('application', 'application', field),
  });
  const isInspected = application.inspectionUnderWay === 'yes';
  return [
    ...outside,
    ...nothing,
    ...(procedure === undefined || isSentHere(application.sourceCode)
      ? []
      : [elsewhere('otherProcedure', procedure)]),
    ...(isInspected && application.sourceCode !== fromInspection
      ? [elsewhere('underInspection', 'inspectionUnderWay')]
      : []),
  ];
}

const isSentHere = (sourceCode: string | null | undefined) => findSending(sourceCode) !== undefined;

/** 劳动监察移送. */
const fromInspection = 'S11';

/** 京人社仲发〔2023〕18号 counts 调解建议书 by their number; 委托 and 委派 are answered under it. */
function checkSource({ application }: IntakeCheckInput): IntakeFinding[] {
  if (!isSentHere(application.sourceCode) || application.externalDocument?.number) return [];
  return [
    {
      rule: 'externalNumberMissing',
      severity: 'info',
      article: '劳动人事争议仲裁办案规则第六十九条、人民法院在线调解规则第十二条',
      params: {},
      path: at('application', 'application', 'externalDocument'),
    },
  ];
}
