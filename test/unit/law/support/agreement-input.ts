import type { AgreementCheckInput } from '../../../../shared/law/agreement-checks/index.ts';
import type { ExampleCase } from './example-cases.ts';

const sides: Record<string, 'applicant' | 'respondent' | 'thirdParty'> = {
  申请人: 'applicant',
  被申请人: 'respondent',
  第三人: 'thirdParty',
};

/** An example case as the checks read it. */
export function toCheckInput(content: ExampleCase): AgreementCheckInput {
  const { agreement } = content;
  if (agreement === null) throw new Error('no agreement');
  const workers = content.collective?.table.map(({ partyId }) => String(partyId)) ?? [];
  const idsOf = (text: string): string[] => {
    if (text.includes('–')) return workers;
    return text === '双方' ? content.parties.map(({ id }) => id) : [text];
  };
  return {
    signingDate: agreement.draftedOn,
    acceptedOn: content.acceptance.decidedOn,
    terms: { ...agreement, id: '1', employmentRelation: agreement.employmentRelation.text },
    obligations: agreement.obligations.map((one) => ({
      ...one,
      isMonetary: one.monetary,
      debtorIds: idsOf(one.debtorId),
      creditorIds: idsOf(one.creditorId),
      ...one.payee,
    })),
    parties: content.parties.map((party) => ({
      ...party,
      side: sides[party.side] ?? (party.side.includes('被申请人') ? 'respondent' : 'thirdParty'),
      kind: party.kind === '自然人' ? 'person' : 'employer',
      creditCode: party.unifiedSocialCreditCode,
      legalRepresentative: party.legalRepresentative?.name,
    })),
    agents: content.agents.map((agent) => ({
      ...agent,
      role: 'agent',
      forPartyIds: [agent.forPartyId],
      hasSpecialPowers: agent.specialPowers,
    })),
    claims: content.claims.map((claim) => ({
      ...claim,
      disputeTypeCode: claim.disputeType.code,
      isInScope: claim.inScope,
    })),
    collective: content.collective && {
      representativeIds: content.collective.representativeIds,
      consentSignedOn: content.collective.consentSheet.signedOn,
      rows: content.collective.table.map((row) => ({ ...row, ...row.payee })),
    },
    mediators: content.mediators,
  };
}
