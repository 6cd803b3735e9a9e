import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { PrintJobState } from '../../shared/contract/documents.ts';
import type { PrintLine } from '../../shared/documents/print-batch.ts';
import { call, DeskError, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { useAct } from '../casepage/useCase.ts';
import type { PaperName } from '../shell/routes.ts';
import { useOrder } from '../ui/index.tsx';
import { handOver, listLeftBehind } from './hand-over.ts';
import { type Batch, batchKey, keepBatch, useOpenBatches } from './open-batches.ts';

/** A finalised paper in its place of a batch. */
export type PrintPiece = {
  readonly document: CaseDocument;
  readonly label: string;
  /** How many copies are proposed; 0 leaves the paper out until somebody asks for it. */
  readonly copies: number;
};

/** What is known of an order: what the queue tells, or that nobody knows. */
export type JobState = PrintJobState | 'unknown';

const pollPause = 1_000;

/**
 * Hands several papers to one printer, one order after the other, and waits for the word of the person at the
 * printer. Nothing is printed until that word; what the queue does is only shown.
 * @param paper the one that is printed; null for several in one go
 */
export function usePrintBatch(view: CaseView, caseId: string, paper: PaperName | null) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const queries = useQueryClient();
  const key = batchKey(caseId, paper);
  const batch = useOpenBatches(({ batches }) => batches[key] ?? null);
  const setBatch = (next: Batch | null) => keepBatch(key, next);
  /** How many were written down at last; null before the first answer. */
  const [recorded, setRecorded] = useState<number | null>(null);
  const jobIds = (batch?.handed ?? []).flatMap(({ jobId }) => jobId ?? []);
  const { data: states = {}, error: unanswered } = useQuery({
    queryKey: ['printJobs', ...jobIds],
    queryFn: async (): Promise<Readonly<Record<string, PrintJobState>>> => {
      const answers = await Promise.all(
        jobIds.map(async (jobId) => [jobId, (await call(desk.documents.printJob({ jobId }))).state] as const),
      );
      return Object.fromEntries(answers);
    },
    enabled: batch !== null && !batch.isHanding && jobIds.length > 0,
    refetchInterval: pollPause,
    // While the word of the printer is written down, one paper after the other, the rest is not queued anew.
    placeholderData: keepPreviousData,
  });

  const hand = useOrder(async (printer: string, isTwoSided: boolean, jobs: readonly PrintLine[]) => {
    setRecorded(null);
    const begun: Batch = {
      ...{ caseId, caseNumber: view.opened.caseNumber, paper, printer, planned: jobs.length },
      ...{ handed: [], trouble: null, isHanding: true, isInterrupted: false },
    };
    await handOver(begun, jobs, {
      print: (job) => call(desk.documents.print({ caseId, ...job, printer, isTwoSided })),
      keep: setBatch,
      explain: (error) => {
        // It may be gone, or stopped by now.
        void queries.invalidateQueries({ queryKey: ['printers'] });
        const mayBeHanded = error instanceof DeskError && error.code === 'print.queueHangs';
        return { text: errorText(error, t), mayBeHanded };
      },
    });
  });

  /** Of one order; 'waiting' until the queue was asked for the first time. */
  const stateOf = (jobId: string | null): JobState =>
    jobId === null || unanswered ? 'unknown' : (states[jobId] ?? 'waiting');
  const cancelHeld = async (cameOut: readonly PrintLine[]) => {
    for (const jobId of listLeftBehind(batch?.handed ?? [], cameOut, stateOf))
      await call(desk.documents.cancelPrintJob({ jobId }));
  };
  const cancelWaiting = useOrder(() => cancelHeld([]));

  const record = useOrder(async (cameOut: readonly PrintLine[]) => {
    if (batch === null) return;
    let left = batch;
    setRecorded(0);
    await cancelHeld(cameOut);
    for (const { documentId, copies } of cameOut) {
      if (copies > 0) {
        await act('document.printed', { documentId, copies, printer: batch.printer });
        setRecorded((count) => (count ?? 0) + copies);
      }
      // What is written down is not asked again, should the next one fail.
      left = { ...left, handed: left.handed.filter((one) => one.documentId !== documentId) };
      await setBatch(left);
    }
    await setBatch(null);
  });

  return { batch, stateOf, unanswered, recorded, hand, record, cancelWaiting };
}
export type PrintBatchState = ReturnType<typeof usePrintBatch>;
