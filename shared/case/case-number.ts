/**
 * A case number of this desk, unique with no line to anyone: the desk's letter stands in it.
 * Example: 京朝柳劳调字〔2026〕第A031号.
 * @param sequence counts from 1 within a year on one desk; never used twice
 */
export function formatCaseNumber(part: {
  readonly officeShortName: string;
  readonly year: string;
  readonly deskLetter: string;
  readonly sequence: number;
}): string {
  const sequence = String(part.sequence).padStart(3, '0');
  return `京${part.officeShortName}劳调字〔${part.year}〕第${part.deskLetter}${sequence}号`;
}

/** The parts of a case number; null for anything else. */
export function findCaseNumberParts(caseNumber: string) {
  const [, officeShortName, year, deskLetter, sequence] =
    /^京(.+)劳调字〔(\d{4})〕第([A-Z])(\d{1,9})号$/.exec(caseNumber) ?? [];
  if (officeShortName === undefined || year === undefined || deskLetter === undefined) return null;
  return { officeShortName, year, deskLetter, sequence: Number(sequence) };
}

/** 风险台账编号: a series of its own, with 险 for 调. */
export function formatRiskNumber(part: Parameters<typeof formatCaseNumber>[0]): string {
  return formatCaseNumber(part).replace('劳调字', '劳险字');
}

/** The parts of a number of the register of risks; null for anything else. */
export function findRiskNumberParts(riskNumber: string) {
  return riskNumber.includes('劳险字') ? findCaseNumberParts(riskNumber.replace('劳险字', '劳调字')) : null;
}

/** The number of a version of the agreement: the case's number with -协 and the version. */
export function formatAgreementNumber(caseNumber: string, version: string): string {
  return `${caseNumber}-协${version}`;
}

/** 受理通知书: the same number with 受 after 劳调. */
export function formatAcceptanceNoticeNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调受字');
}

/** 不予受理通知书: the same number with 不受 after 劳调. */
export function formatRefusalNoticeNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调不受字');
}

/** 调解终止通知书: the same number with 终 after 劳调. */
export function formatTerminationNoticeNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调终字');
}

/** 调解意见书: the same number with 意 after 劳调. */
export function formatOpinionNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调意字');
}

/** 督促履行通知书: the same number with 督 after 劳调. */
export function formatReminderNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调督字');
}

/** 主持调解的证明: the same number with 证 after 劳调. */
export function formatCertificateNumber(caseNumber: string): string {
  return caseNumber.replace('劳调字', '劳调证字');
}
