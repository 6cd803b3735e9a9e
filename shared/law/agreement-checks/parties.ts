import { addYears, daysBetween, isCalendarDate } from '../../text/dates.ts';
import { findLoneDispatch } from '../joint-parties.ts';
import {
  type AgreementCheckInput,
  type AgreementFinding,
  type CheckedAgent,
  type CheckedParty,
  finding,
  isBlank,
} from './input.ts';

/** Who the parties are, who may bind them, and who must have signed. */
export function checkParties(input: AgreementCheckInput): AgreementFinding[] {
  return [
    ...checkSides(input),
    ...checkDispatch(input),
    ...input.parties.flatMap(checkPartyBlock),
    ...input.parties.flatMap((party) => checkCapacity(party, input)),
    ...input.agents.flatMap((agent) => checkAgent(agent, input)),
    ...checkConsentOfRepresented(input),
    ...checkMediators(input),
    ...checkSignatures(input),
    ...checkShamMarkers(input),
  ];
}

const contentArticle = '企业劳动争议协商调解规定第二十六条';
const at = (kind: string, id: string, field: string) => ({ kind, id, field });

function checkSides(input: AgreementCheckInput): AgreementFinding[] {
  return (['applicant', 'respondent'] as const)
    .filter((side) => !input.parties.some((party) => party.side === side))
    .map((side) => finding(`${side}Missing`, 'error', contentArticle, null));
}

/** What one of the two employers agreed to alone does not bind the other (劳动争议调解仲裁法 22; 办案规则 78). */
function checkDispatch(input: AgreementCheckInput): AgreementFinding[] {
  const lone = findLoneDispatch(
    input.parties,
    input.claims.map(({ disputeTypeCode }) => disputeTypeCode),
  );
  if (lone === null) return [];
  const path = lone.workerId === null ? null : at('party', lone.workerId, 'employmentForm');
  return [
    finding(
      'dispatchUnitNotJoined',
      'warning',
      '劳动争议调解仲裁法第二十二条、劳动人事争议仲裁办案规则第七十八条',
      path,
    ),
  ];
}

function checkPartyBlock(party: CheckedParty): AgreementFinding[] {
  const name = party.name ?? '';
  if (isBlank(name))
    return [finding('partyNameMissing', 'error', contentArticle, at('party', party.id, 'name'))];
  const findings: AgreementFinding[] = [];
  const idField = party.kind === 'employer' ? 'creditCode' : 'idNumber';
  if (isBlank(party[idField])) {
    findings.push(
      finding(`${idField}Missing`, 'warning', contentArticle, at('party', party.id, idField), { name }),
    );
  }
  if (party.kind === 'employer' && isBlank(party.legalRepresentative)) {
    findings.push(
      finding(
        'legalRepresentativeMissing',
        'warning',
        contentArticle,
        at('party', party.id, 'legalRepresentative'),
        { name },
      ),
    );
  }
  if (isBlank(party.deliveryAddress)) {
    findings.push(
      finding(
        'deliveryAddressMissing',
        'warning',
        '劳动人事争议仲裁办案规则第七十四条',
        at('party', party.id, 'deliveryAddress'),
        { name },
      ),
    );
  }
  if (isBlank(party.phone)) {
    findings.push(
      finding(
        'phoneMissing',
        'warning',
        '劳动人事争议仲裁办案规则第七十四条',
        at('party', party.id, 'phone'),
        { name },
      ),
    );
  }
  return findings;
}

/** 民法典 18: at 16 and living on one's own wages a person has full capacity; below, a guardian acts. */
function checkCapacity(party: CheckedParty, input: AgreementCheckInput): AgreementFinding[] {
  const birthDate = party.birthDate ?? '';
  const hasGuardian = input.agents.some(
    (agent) => agent.role === 'legalGuardian' && (agent.forPartyIds ?? []).includes(party.id),
  );
  if (party.kind === 'employer' || hasGuardian) return [];
  if (!isBlank(party.civilCapacity)) {
    return [
      finding(
        'guardianOfAdultMissing',
        'error',
        '民法典第二十一条至第二十三条',
        at('party', party.id, 'civilCapacity'),
        { name: party.name ?? '' },
      ),
    ];
  }
  if (!isCalendarDate(birthDate) || addYears(birthDate, 18) <= input.signingDate) return [];
  const path = at('party', party.id, 'birthDate');
  const params = { name: party.name ?? '' };
  return addYears(birthDate, 16) > input.signingDate
    ? [finding('guardianMissing', 'error', '民法典第十八条至第二十三条', path, params)]
    : [finding('minorOnOwnWages', 'info', '民法典第十八条', path, params)];
}

function checkAgent(agent: CheckedAgent, input: AgreementCheckInput): AgreementFinding[] {
  if ((agent.role ?? 'agent') !== 'agent') return [];
  const params = { name: agent.name ?? '' };
  const findings: AgreementFinding[] = [];
  if (agent.hasSpecialPowers !== true) findings.push(...checkUnboundPrincipals(agent, input));
  const isVague = (agent.powers ?? []).some(({ text }) => /全权/.test(text));
  if (isVague && agent.hasSpecialPowers !== true) {
    findings.push(
      finding(
        'agentPowersVague',
        'warning',
        '民事诉讼法司法解释第八十九条',
        at('agent', agent.id, 'powers'),
        params,
      ),
    );
  }
  const isOver = !isBlank(agent.validTo) && (agent.validTo ?? '') < input.signingDate;
  const isNotYet = !isBlank(agent.validFrom) && (agent.validFrom ?? '') > input.signingDate;
  if (isOver || isNotYet) {
    findings.push(
      finding(
        'agentPowersExpired',
        'error',
        '民法典第一百六十五条',
        at('agent', agent.id, 'validTo'),
        params,
      ),
    );
  }
  return findings;
}

/** Before signing a hint; once such an agent signed and the principal did not, a fault. */
function checkUnboundPrincipals(agent: CheckedAgent, input: AgreementCheckInput): AgreementFinding[] {
  const path = at('agent', agent.id, 'hasSpecialPowers');
  const article = '民事诉讼法第六十二条';
  const { signatures } = input;
  return (agent.forPartyIds ?? []).flatMap((partyId) => {
    const params = { name: agent.name ?? '', party: nameOf(partyId, input) };
    if (signatures === undefined) return [finding('agentMayNotSign', 'info', article, path, params)];
    const hasSigned = signatures.some(
      (one) => one.signerId === agent.id && one.forPartyIds.includes(partyId),
    );
    return hasSigned && !isBound(partyId, input)
      ? [finding('agentWithoutSpecialPowers', 'error', article, path, params)]
      : [];
  });
}

function checkConsentOfRepresented(input: AgreementCheckInput): AgreementFinding[] {
  const { collective } = input;
  const hasRepresentatives =
    (collective?.representativeIds ?? []).length > 0 ||
    input.agents.some(({ role }) => role === 'representative');
  if (!hasRepresentatives) return [];
  const consentSignedOn = collective?.consentSignedOn ?? '';
  const path = at('collective', 'collective', 'consentSignedOn');
  const article = '劳动人事争议仲裁办案规则第六十三条';
  if (isBlank(consentSignedOn)) return [finding('consentSheetMissing', 'error', article, path)];
  const findings: AgreementFinding[] = [];
  if (consentSignedOn > input.signingDate) {
    findings.push(finding('consentSheetLate', 'error', article, path));
  }
  // An election beforehand is no consent to what was agreed after it.
  if (input.agreedOn && consentSignedOn < input.agreedOn) {
    findings.push(finding('consentSheetEarly', 'warning', article, path, { date: input.agreedOn }));
  }
  if (input.consentFault === 'withoutSums') {
    findings.push(finding('consentSheetWithoutSums', 'warning', article, path));
  }
  if (input.consentFault === 'otherSums') {
    findings.push(finding('consentSheetOfOtherSums', 'warning', article, path));
  }
  return findings;
}

function checkMediators(input: AgreementCheckInput): AgreementFinding[] {
  const article = '京人社仲发〔2023〕18号第十三条';
  if (input.mediators.length === 0)
    return [finding('mediatorMissing', 'error', '劳动争议调解仲裁法第十四条', null)];
  const severity = input.certificateSeverity ?? 'error';
  return input.mediators.flatMap((mediator) => {
    const params = { name: mediator.name, date: mediator.validTo ?? '' };
    const path = at('mediator', mediator.id, 'validTo');
    if (isBlank(mediator.certificateNumber))
      return [finding('certificateMissing', severity, article, path, params)];
    const isEarly = mediator.validFrom !== null && input.signingDate < mediator.validFrom;
    if (isEarly || (mediator.validTo !== null && input.signingDate > mediator.validTo)) {
      return [finding('certificateInvalid', severity, article, path, params)];
    }
    const isSoon = mediator.validTo !== null && daysBetween(input.signingDate, mediator.validTo) <= 60;
    return isSoon ? [finding('certificateExpiresSoon', 'info', article, path, params)] : [];
  });
}

function checkSignatures(input: AgreementCheckInput): AgreementFinding[] {
  const { signatures } = input;
  if (signatures === undefined) return [];
  const article = '劳动争议调解仲裁法第十四条';
  const given = signatures.filter(({ manner }) => manner !== 'refused');
  const parties = input.parties
    .filter((party) => !isBound(party.id, input))
    .map((party) =>
      party.side === 'thirdParty'
        ? finding('thirdPartyNotSigned', 'warning', '劳动人事争议仲裁办案规则第七十八条', null, {
            name: party.name ?? '',
          })
        : finding('partyNotSigned', 'error', article, null, { name: party.name ?? '' }),
    );
  const mediators = input.mediators
    .filter(({ id }) => !given.some((one) => one.capacity === 'mediator' && one.signerId === id))
    .map(({ name }) => finding('mediatorNotSigned', 'error', article, null, { name }));
  const hasSeal = given.some(
    (one) => one.capacity === 'organisation' && ['sealed', 'certificate'].includes(one.manner),
  );
  return [
    ...parties,
    ...mediators,
    ...(hasSeal ? [] : [finding('organisationSealMissing', 'error', article, null)]),
  ];
}

/** Whether a party signed, or someone who binds it did. */
function isBound(partyId: string, input: AgreementCheckInput): boolean {
  return (input.signatures ?? []).some((one) => {
    if (one.manner === 'refused') return false;
    if (one.capacity === 'party') return one.signerId === partyId;
    if (one.capacity !== 'agent' || !one.forPartyIds.includes(partyId)) return false;
    const agent = input.agents.find(({ id }) => id === one.signerId);
    return agent !== undefined && (agent.role !== 'agent' || agent.hasSpecialPowers === true);
  });
}

/** 人民法院在线调解规则 23: signs of a dispute that is none. They ask for a second look, no more. */
function checkShamMarkers(input: AgreementCheckInput): AgreementFinding[] {
  const article = '人民法院在线调解规则第二十三条';
  const findings: AgreementFinding[] = [];
  const respondents = input.parties.filter(({ side }) => side === 'respondent');
  for (const applicant of input.parties.filter(({ side }) => side === 'applicant')) {
    for (const respondent of respondents) {
      const params = { name: applicant.name ?? '', other: respondent.name ?? '' };
      if (!isBlank(applicant.phone) && applicant.phone === respondent.phone) {
        findings.push(finding('samePhone', 'warning', article, at('party', applicant.id, 'phone'), params));
      }
      if (!isBlank(applicant.name) && applicant.name === respondent.legalRepresentative) {
        findings.push(
          finding('applicantLeadsRespondent', 'warning', article, at('party', applicant.id, 'name'), params),
        );
      }
    }
  }
  const isSignedBefore = (day: string | null | undefined) =>
    [input.signingDate, ...(input.signatures ?? []).map(({ date }) => date)].some(
      (date) => date < (day ?? ''),
    );
  if (isSignedBefore(input.acceptedOn)) {
    findings.push(
      finding('signedBeforeAcceptance', 'warning', article, null, { date: input.acceptedOn ?? '' }),
    );
  } else if (isSignedBefore(input.agreedOn)) {
    findings.push(finding('signedBeforeMeeting', 'warning', article, null, { date: input.agreedOn ?? '' }));
  }
  return findings;
}

function nameOf(partyId: string, input: AgreementCheckInput): string {
  return input.parties.find(({ id }) => id === partyId)?.name ?? '';
}
