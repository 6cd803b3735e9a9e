import type { EntityPatch } from '../case/actions.ts';
import type { RiskView } from './view.ts';

/**
 * 登记调解申请: what the intake of a case takes over from the risk that it came of, so that nothing is typed twice. What workers
 * ask for and what happened is theirs to say: the description of a risk goes into no case file.
 * @param partyId the id of the employer in the case
 */
export function listIntakeOfRisk({ riskNumber, risk }: RiskView, partyId: string): EntityPatch[] {
  const application = {
    sourceCode: risk.sourceCode,
    externalDocument: risk.externalDocument,
    // It stands on Chinese papers.
    sourceNote: `风险台账编号：${riskNumber}`,
    disputeTypeCode: risk.disputeTypeCode,
    workerCount: risk.workerCount,
    riskLevel: risk.riskLevel,
  };
  const employer = {
    side: 'respondent',
    kind: 'employer',
    name: risk.employerName,
    creditCode: risk.creditCode,
    registeredAddress: risk.registeredAddress,
    contactPerson: risk.contactPerson,
    phone: risk.phone,
    industry: risk.industry,
  };
  return [
    { kind: 'application', id: 'application', fields: filled(application) },
    { kind: 'party', id: partyId, fields: filled(employer) },
  ];
}

function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
