import { describe, expect, it } from 'vitest';
import type { PrintJobState } from '../../../shared/contract/documents.ts';
import { handOver, listLeftBehind } from '../../../src-renderer/documents/hand-over.ts';
import type { Batch } from '../../../src-renderer/documents/open-batches.ts';

const begun: Batch = {
  caseId: 'C1',
  caseNumber: 'n',
  paper: null,
  printer: 'Desk',
  planned: 3,
  handed: [],
  trouble: null,
  isHanding: true,
  isInterrupted: false,
};
const jobs = ['a', 'b', 'c'].map((documentId) => ({ documentId, copies: 2 }));

/** The second of three orders fails. */
async function stopAtSecond(mayBeHanded: boolean): Promise<Batch | undefined> {
  const kept: Batch[] = [];
  await handOver(begun, jobs, {
    print: async ({ documentId }) => {
      if (documentId === 'b') throw new Error();
      return { jobId: `Desk-${documentId}` };
    },
    keep: async (batch) => {
      kept.push(batch);
    },
    explain: () => ({ text: 'why', mayBeHanded }),
  });
  return kept.at(-1);
}

describe('a batch that stops in its middle', () => {
  it('asks for what was handed over before, and no more of what the queue refused', async () => {
    const last = await stopAtSecond(false);
    expect(last).toMatchObject({ trouble: 'why', isHanding: false });
    expect(last?.handed).toEqual([{ ...jobs[0], jobId: 'Desk-a' }]);
  });

  it('asks for what the queue has taken perhaps without an answer: it may come out', async () => {
    const last = await stopAtSecond(true);
    expect(last?.handed).toEqual([
      { ...jobs[0], jobId: 'Desk-a' },
      { ...jobs[1], jobId: null },
    ]);
  });
});

describe('what the queue still has when the copies are counted', () => {
  const handed = [
    { documentId: 'a', copies: 1, jobId: '1' },
    { documentId: 'b', copies: 1, jobId: '2' },
    { documentId: 'a', copies: 1, jobId: '3' },
    { documentId: 'a', copies: 1, jobId: null },
  ];
  const states = new Map<string, PrintJobState>([
    ['1', 'handedOver'],
    ['2', 'waiting'],
    ['3', 'stopped'],
  ]);
  const left = (a: number, b: number) =>
    listLeftBehind(
      handed,
      [
        { documentId: 'a', copies: a },
        { documentId: 'b', copies: b },
      ],
      (jobId) => states.get(jobId) ?? 'unknown',
    );

  it('is taken out of each paper of which fewer came out, and of nothing that all came out of', () => {
    expect(left(1, 0)).toEqual(['2', '3']);
    expect(left(2, 1)).toEqual(['3']);
    expect(left(3, 1)).toEqual([]);
  });
});
