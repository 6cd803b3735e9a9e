import {
  agentRoles,
  agentTypes,
  applicationForms,
  type CodeList,
  caseClasses,
  caseSources,
  codeLabel,
  courtProcedures,
  disputeTypes,
  employerSizes,
  employerTypes,
  employmentForms,
  groups,
  idTypes,
  industries,
  meetingResults,
  negotiationAnswers,
  negotiationResults,
  offerStatuses,
  outcomes,
  partyKinds,
  partySides,
  riskLevels,
  satisfactionLevels,
  settlementPerformances,
  sexes,
  signatureManners,
  visitMethods,
} from '../../shared/law/codes/index.ts';

/** The code list of each coded field, by entity kind and field; `body` is an action's own. */
const lists: Readonly<Record<string, CodeList>> = {
  'application.sourceCode': caseSources,
  'application.disputeTypeCode': disputeTypes,
  'application.otherDisputeTypeCodes': disputeTypes,
  'application.form': applicationForms,
  'application.caseClass': caseClasses,
  'application.riskLevel': riskLevels,
  'application.courtProcedure': courtProcedures,
  'party.side': partySides,
  'party.kind': partyKinds,
  'party.sex': sexes,
  'party.idType': idTypes,
  'party.employmentForm': employmentForms,
  'party.groupTags': groups,
  'party.industry': industries,
  'party.employerType': employerTypes,
  'party.employerSize': employerSizes,
  'agent.role': agentRoles,
  'agent.sex': sexes,
  'agent.idType': idTypes,
  'agent.typeCode': agentTypes,
  'claim.disputeTypeCode': disputeTypes,
  'negotiation.answer': negotiationAnswers,
  'negotiation.result': negotiationResults,
  'negotiation.performance': settlementPerformances,
  'meeting.result': meetingResults,
  'offer.status': offerStatuses,
  'visit.method': visitMethods,
  'visit.satisfaction': satisfactionLevels,
  'body.code': outcomes,
  'body.manner': signatureManners,
};

/** A value in the words of its code list; as it is where the field has none. */
export function inWords(kind: string, field: string, value: unknown, locale: 'zh-CN' | 'en'): unknown {
  const list = lists[`${kind}.${field}`];
  if (list === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => inWords(kind, field, one, locale));
  return typeof value === 'string' && value !== '' ? codeLabel(list, value, locale) : value;
}
