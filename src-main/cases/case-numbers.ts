import { findCaseNumberParts, formatCaseNumber } from '../../shared/case/case-number.ts';

/** Where the last used number of each year is kept, durably. */
export type NumberLedger = {
  readonly findLast: (year: string) => Promise<number>;
  readonly save: (year: string, sequence: number) => Promise<void>;
};

/**
 * Allots case numbers of this desk. The ledger is written before a number is given out, so that a crash
 * leaves a gap at worst and never the same number twice.
 */
export function createCaseNumbers(parts: {
  readonly ledger: NumberLedger;
  readonly officeShortName: string;
  readonly deskLetter: string;
}) {
  const { ledger, officeShortName, deskLetter } = parts;
  /** The highest number of each year met in a case file: this desk may be a copy older than some of them. */
  const met = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();
  const allot = async (openedOn: string): Promise<string> => {
    const year = openedOn.slice(0, 4);
    const sequence = Math.max(await ledger.findLast(year), met.get(year) ?? 0) + 1;
    await ledger.save(year, sequence);
    return formatCaseNumber({ officeShortName, year, deskLetter, sequence });
  };
  return {
    allot: (openedOn: string): Promise<string> => {
      const result = turn.then(
        () => allot(openedOn),
        () => allot(openedOn),
      );
      turn = result;
      return result;
    },
    /** Takes note of a number that stands in a case file of this desk or another. */
    noteMet: (caseNumber: string): void => {
      const found = findCaseNumberParts(caseNumber);
      if (found?.deskLetter !== deskLetter || found.officeShortName !== officeShortName) return;
      met.set(found.year, Math.max(met.get(found.year) ?? 0, found.sequence));
    },
  };
}
