import {
  entriesOfPeriod,
  type LedgerEntry,
  type LedgerPeriod,
  ledgerEntryOf,
} from '../../shared/case/ledger.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { SummaryPages } from './case-list.ts';

const pageLength = 200;

/**
 * The lines of the ledger for a period. Only the cases of the period are opened, and a case that did not change since
 * is not opened again.
 */
export function createLedger(parts: {
  readonly index: SummaryPages;
  readonly openView: (caseId: string) => Promise<CaseView>;
}) {
  const known = new Map<string, { readonly state: string; readonly entry: LedgerEntry }>();

  const entryOf = async ({ id, heads }: CaseSummary, today: string): Promise<LedgerEntry> => {
    const state = `${today} ${heads.join(' ')}`;
    const before = known.get(id);
    if (before?.state === state) return before.entry;
    const entry = ledgerEntryOf(await parts.openView(id), today);
    known.set(id, { state, entry });
    return entry;
  };

  return async (period: LedgerPeriod, today: string): Promise<LedgerEntry[]> => {
    const entries: LedgerEntry[] = [];
    for (let offset = 0; ; offset += pageLength) {
      const { rows, total } = await parts.index.page({
        search: '',
        stage: null,
        isClosed: null,
        mediatorId: null,
        order: 'newest',
        offset,
        limit: pageLength,
      });
      for (const row of rows) if (mayBeIn(row, period)) entries.push(await entryOf(row, today));
      if (rows.length === 0 || offset + rows.length >= total) return entriesOfPeriod(entries, period);
    }
  };
}

/** By the summary alone; a case whose days it does not hold is opened to see. */
function mayBeIn({ summary: { registeredOn, closedOn } }: CaseSummary, { from, to }: LedgerPeriod): boolean {
  if (registeredOn === undefined || closedOn === undefined) return true;
  return registeredOn <= to && (closedOn === '' || closedOn >= from);
}
