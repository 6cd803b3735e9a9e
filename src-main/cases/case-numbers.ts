import { formatCaseNumber } from '../../shared/case/case-number.ts';

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
}): { readonly allot: (openedOn: string) => Promise<string> } {
  let turn: Promise<unknown> = Promise.resolve();
  const allot = async (openedOn: string): Promise<string> => {
    const year = openedOn.slice(0, 4);
    const sequence = (await parts.ledger.findLast(year)) + 1;
    await parts.ledger.save(year, sequence);
    const { officeShortName, deskLetter } = parts;
    return formatCaseNumber({ officeShortName, year, deskLetter, sequence });
  };
  return {
    allot: (openedOn) => {
      const result = turn.then(
        () => allot(openedOn),
        () => allot(openedOn),
      );
      turn = result;
      return result;
    },
  };
}
