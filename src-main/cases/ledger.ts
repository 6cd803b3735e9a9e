import {
  entriesOfPeriod,
  type LedgerEntry,
  type LedgerPeriod,
  ledgerEntriesOf,
} from '../../shared/case/ledger.ts';
import type { CaseSummary } from '../../shared/case/summary.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { Reckoning } from './reckoning.ts';

/**
 * The lines of the ledger for a period. Only the cases of the period are opened, and a case that did not change since
 * is not opened again. Throws 'ledger.notAllHere' when one of them is still at the central server and there is no line:
 * figures without it would be wrong.
 */
export function createLedger(parts: {
  readonly index: { readonly ofPeriod: (from: string, to: string) => Promise<CaseSummary[]> };
  /** The whole case, fetched when it is not here yet. Throws 'case.notHere'. */
  readonly openView: (caseId: string) => Promise<CaseView>;
  readonly reckoning: Pick<Reckoning, 'calendar' | 'mediationEndsOn'>;
}) {
  const known = new Map<string, { readonly state: string; readonly entries: readonly LedgerEntry[] }>();
  let reckonedBy = parts.reckoning.calendar;

  const entriesOf = async ({ id, heads }: CaseSummary, today: string): Promise<readonly LedgerEntry[]> => {
    const state = `${today} ${heads.join(' ')}`;
    const before = known.get(id);
    if (before?.state === state) return before.entries;
    const view = await parts.openView(id).catch((error: unknown) => {
      const isAway = error instanceof CodedError && error.code === 'case.notHere';
      throw isAway ? new CodedError('ledger.notAllHere') : error;
    });
    const entries = ledgerEntriesOf(view, today, parts.reckoning.mediationEndsOn(view));
    known.set(id, { state, entries });
    return entries;
  };

  return async (period: LedgerPeriod, today: string): Promise<LedgerEntry[]> => {
    // A calendar that the office took in meanwhile moves last days.
    if (reckonedBy !== parts.reckoning.calendar) known.clear();
    reckonedBy = parts.reckoning.calendar;
    const entries: LedgerEntry[] = [];
    for (const row of await parts.index.ofPeriod(period.from, period.to))
      entries.push(...(await entriesOf(row, today)));
    return entriesOfPeriod(entries, period);
  };
}
