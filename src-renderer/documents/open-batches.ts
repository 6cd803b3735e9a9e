import { create } from 'zustand';
import type { PrintLine } from '../../shared/documents/print-batch.ts';
import { findDraft, saveDraft } from '../drafts/draft-store.ts';
import type { PaperName } from '../shell/routes.ts';

/** One order for the queue; without a number while the queue has not answered, or when the program ended before it did. */
export type HandedJob = PrintLine & { readonly jobId: string | null };

/** What was handed to a printer, until somebody says what came out. */
export type Batch = {
  readonly caseId: string;
  readonly caseNumber: string;
  /** The one paper that is printed; null when several are printed in one go. */
  readonly paper: PaperName | null;
  readonly printer: string;
  readonly planned: number;
  readonly handed: readonly HandedJob[];
  /** Why the handing over stopped before its end, in words; null while it goes on or when all went. */
  readonly trouble: string | null;
  readonly isHanding: boolean;
  /** The program ended while it was handing over. */
  readonly isInterrupted: boolean;
};
type Batches = Readonly<Record<string, Batch>>;

const draftName = 'printing';

/** Batches whose question is still open; kept with the drafts, so that a program that ended asks again. */
export const useOpenBatches = create<{ readonly owner: string; readonly batches: Batches }>(() => ({
  owner: '',
  batches: {},
}));

export function batchKey(caseId: string, paper: PaperName | null): string {
  return paper === null ? caseId : `${caseId} ${paper.form} ${paper.subjectId}`;
}

/**
 * Keeps a batch, or forgets it once its question is answered. Ends when the draft is written; a disk that does not take it
 * is told of as for every draft, and keeps nobody from printing.
 */
export async function keepBatch(key: string, batch: Batch | null): Promise<void> {
  const { [key]: _former, ...others } = useOpenBatches.getState().batches;
  const batches = batch === null ? others : { ...others, [key]: batch };
  useOpenBatches.setState({ batches });
  await saveDraft(draftName, batches);
}

/** Takes up the questions that a person left open. Called after the drafts were opened, as often as one likes. */
export async function restoreBatches(personId: string): Promise<void> {
  if (useOpenBatches.getState().owner === personId) return;
  useOpenBatches.setState({ owner: personId, batches: {} });
  const kept = ((await findDraft(draftName)) ?? {}) as Batches;
  if (useOpenBatches.getState().owner !== personId) return;
  useOpenBatches.setState(({ batches }) => ({ batches: { ...asLeft(kept), ...batches } }));
}

/** Nobody hands anything over any more, and what nothing was handed of asks nothing. */
function asLeft(kept: Batches): Batches {
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([, { handed }]) => handed.length > 0)
      .map(([key, batch]) => [
        key,
        { ...batch, isHanding: false, isInterrupted: batch.isInterrupted || batch.isHanding },
      ]),
  );
}
