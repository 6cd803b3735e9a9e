const prefix = 'risk-';

/** The id of a new record of the register. @param unique what no other desk makes */
export function makeRiskId(unique: string): string {
  return `${prefix}${unique}`;
}

export function isRiskId(recordId: string): boolean {
  return recordId.startsWith(prefix);
}
