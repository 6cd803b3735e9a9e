import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { PrintLine } from '../../shared/documents/print-batch.ts';
import { call, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { useAct } from '../casepage/useCase.ts';
import { useOrder } from '../ui/index.tsx';

/** A finalised paper in its place of a batch. */
export type PrintPiece = {
  readonly document: CaseDocument;
  readonly label: string;
  /** How many copies are proposed; 0 leaves the paper out until somebody asks for it. */
  readonly copies: number;
};

/** One order that the queue took. */
type HandedJob = PrintLine & { readonly jobId: string };
export type JobState = 'waiting' | 'stopped' | 'cancelled' | 'handedOver';

type Batch = {
  readonly printer: string;
  readonly planned: number;
  readonly handed: readonly HandedJob[];
  /** Why the handing over stopped before its end, in words; null while it goes on or when all went. */
  readonly trouble: string | null;
  readonly isHanding: boolean;
};

const pollPause = 1_000;

/** Batches whose question is still open, by case and place: it is asked again when the paper is looked at again. */
const useOpenBatches = create<Readonly<Record<string, Batch | null>>>(() => ({}));

/**
 * Hands several papers to one printer, one order after the other, and waits for the word of the person at the
 * printer. Nothing is printed until that word; what the queue does is only shown.
 * @param place what is printed: the id of one document, or the batch of the whole file
 */
export function usePrintBatch(caseId: string, place: string) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const queries = useQueryClient();
  const key = `${caseId} ${place}`;
  const batch = useOpenBatches((open) => open[key] ?? null);
  const setBatch = (next: Batch | null) => useOpenBatches.setState({ [key]: next });
  const [recorded, setRecorded] = useState(0);
  const jobIds = (batch?.handed ?? []).map((one) => one.jobId);
  const { data: states = {}, error: unanswered } = useQuery({
    queryKey: ['printJobs', ...jobIds],
    queryFn: async (): Promise<Readonly<Record<string, JobState>>> => {
      const answers = await Promise.all(
        jobIds.map(async (jobId) => [jobId, (await call(desk.documents.printJob({ jobId }))).state] as const),
      );
      return Object.fromEntries(answers);
    },
    enabled: batch !== null && !batch.isHanding && jobIds.length > 0,
    refetchInterval: pollPause,
  });

  const hand = useOrder(async (printer: string, isTwoSided: boolean, jobs: readonly PrintLine[]) => {
    setRecorded(0);
    let now: Batch = { printer, planned: jobs.length, handed: [], trouble: null, isHanding: true };
    setBatch(now);
    for (const job of jobs) {
      try {
        const { jobId } = await call(desk.documents.print({ caseId, ...job, printer, isTwoSided }));
        now = { ...now, handed: [...now.handed, { ...job, jobId }] };
        setBatch(now);
      } catch (error) {
        now = { ...now, trouble: errorText(error, t) };
        // It may be gone, or stopped by now.
        void queries.invalidateQueries({ queryKey: ['printers'] });
        break;
      }
    }
    setBatch({ ...now, isHanding: false });
  });

  const record = useOrder(async (cameOut: readonly PrintLine[]) => {
    if (batch === null) return;
    let left = batch;
    for (const { documentId, copies } of cameOut) {
      if (copies > 0) {
        await act('document.printed', { documentId, copies, printer: batch.printer });
        setRecorded((count) => count + copies);
      }
      // What is written down is not asked again, should the next one fail.
      left = { ...left, handed: left.handed.filter((one) => one.documentId !== documentId) };
      setBatch(left);
    }
    setBatch(null);
  });

  const cancelWaiting = useOrder(async () => {
    for (const jobId of jobIds.filter((id) => states[id] === 'waiting' || states[id] === 'stopped'))
      await call(desk.documents.cancelPrintJob({ jobId }));
  });

  return { batch, states, unanswered, recorded, hand, record, cancelWaiting };
}
export type PrintBatchState = ReturnType<typeof usePrintBatch>;
