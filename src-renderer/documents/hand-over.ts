import type { PrintJobState } from '../../shared/contract/documents.ts';
import { countCopies, type PrintLine } from '../../shared/documents/print-batch.ts';
import type { Batch, HandedJob } from './open-batches.ts';

/** What went wrong, in words; and whether the queue may have the job all the same. */
export type HandOverTrouble = { readonly text: string; readonly mayBeHanded: boolean };

/** Hands one order over after the other; the first that fails is the last. */
export async function handOver(
  begun: Batch,
  jobs: readonly PrintLine[],
  parts: {
    readonly print: (job: PrintLine) => Promise<{ readonly jobId: string }>;
    readonly keep: (batch: Batch) => Promise<void>;
    readonly explain: (error: unknown) => HandOverTrouble;
  },
): Promise<void> {
  let now = begun;
  for (const job of jobs) {
    // Written down before it is handed over: a program that ends in between asks about it too.
    const unanswered = { ...now, handed: [...now.handed, { ...job, jobId: null }] };
    await parts.keep(unanswered);
    try {
      const { jobId } = await parts.print(job);
      now = { ...now, handed: [...now.handed, { ...job, jobId }] };
      await parts.keep(now);
    } catch (error) {
      const { text, mayBeHanded } = parts.explain(error);
      // What may come out is asked for, as nothing else would ever count it.
      now = { ...(mayBeHanded ? unanswered : now), trouble: text };
      break;
    }
  }
  await parts.keep({ ...now, isHanding: false });
}

/**
 * Orders that the queue still has though fewer copies are said to have come out: they would come out after all, beside what
 * is printed again. What all came out of is let be, though the queue has not noticed yet.
 */
export function listLeftBehind(
  handed: readonly HandedJob[],
  cameOut: readonly PrintLine[],
  stateOf: (jobId: string) => PrintJobState | 'unknown',
): string[] {
  const copiesOf = (lines: readonly PrintLine[], documentId: string) =>
    countCopies(lines.filter((one) => one.documentId === documentId));
  return handed
    .filter(({ documentId }) => copiesOf(cameOut, documentId) < copiesOf(handed, documentId))
    .flatMap(({ jobId }) => jobId ?? [])
    .filter((jobId) => ['waiting', 'stopped'].includes(stateOf(jobId)));
}
