import {
  findCaseNumberParts,
  findRiskNumberParts,
  formatCaseNumber,
  formatRiskNumber,
} from '../../shared/case/case-number.ts';

/** Where the last used number of each series and year is kept, durably. */
export type NumberLedger = {
  readonly findLast: (year: string) => Promise<number>;
  readonly save: (year: string, sequence: number) => Promise<void>;
};

const series = {
  case: { prefix: '', format: formatCaseNumber, findParts: findCaseNumberParts },
  risk: { prefix: 'risk-', format: formatRiskNumber, findParts: findRiskNumberParts },
} as const;

/**
 * Allots the numbers of this desk in one series. The ledger is written before a number is given out, so that a crash
 * leaves a gap at worst and never the same number twice.
 */
export function createRecordNumbers(parts: {
  readonly ledger: NumberLedger;
  readonly officeShortName: string;
  readonly deskLetter: string;
  readonly series: keyof typeof series;
}) {
  const { ledger, officeShortName, deskLetter } = parts;
  const { prefix, format, findParts } = series[parts.series];
  /** The highest number of each year met in a record: this desk may be a copy older than some of them. */
  const met = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();
  const allot = async (day: string): Promise<string> => {
    const year = day.slice(0, 4);
    const sequence = Math.max(await ledger.findLast(`${prefix}${year}`), met.get(year) ?? 0) + 1;
    await ledger.save(`${prefix}${year}`, sequence);
    return format({ officeShortName, year, deskLetter, sequence });
  };
  return {
    allot: (day: string): Promise<string> => {
      const result = turn.then(
        () => allot(day),
        () => allot(day),
      );
      turn = result;
      return result;
    },
    /** Takes note of a number that stands in a record of this desk or another. */
    noteMet: (number: string): void => {
      const found = findParts(number);
      if (found?.deskLetter !== deskLetter || found.officeShortName !== officeShortName) return;
      met.set(found.year, Math.max(met.get(found.year) ?? 0, found.sequence));
    },
  };
}
export type RecordNumbers = ReturnType<typeof createRecordNumbers>;
