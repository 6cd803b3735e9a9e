import { expect, it } from 'vitest';
import type { ReceiptRow } from '../../shared/contract/certificates.ts';
import { StoreError } from '../../src-main/store/store-error.ts';
import { createCertificateNews } from '../../src-main/sync/certificate-news.ts';

const receiptOf = (sequence: number): ReceiptRow => ({
  sequence,
  actionId: `action-${sequence}`,
  recordId: 'r',
  signedSha256: String(sequence).repeat(64),
  stampedSha256: 'f'.repeat(64),
  appended: '',
  stampedAt: '2026-04-13T01:00:00Z',
});

it('a signed file that is damaged here is fetched anew, and keeps no later receipt from coming', async () => {
  const kept = new Map<string, unknown>();
  const noted: string[] = [];
  const fetched: string[] = [];
  const answers = [[receiptOf(1)], [receiptOf(2)]];
  const news = createCertificateNews({
    store: {
      collections: {
        directory: {
          bulkUpsert: async (rows: readonly { id: string }[]) => {
            noted.push(...rows.map(({ id }) => id));
            return { error: [] };
          },
        },
      },
      guard: (work: Promise<unknown>) => work,
      blobs: {
        find: async (sha256: string) => {
          if (sha256 === receiptOf(1).signedSha256) throw new StoreError('store.damaged');
          return new Uint8Array([1]);
        },
      },
    } as never,
    settings: {
      find: async (id: string) => kept.get(id) ?? null,
      save: async (id: string, value: unknown) => void kept.set(id, value),
    } as never,
    account: {
      withSession: async () => ({ receipts: answers.shift() ?? [], isComplete: answers.length === 0 }),
    } as never,
    fetchBlob: async (sha256) => void fetched.push(sha256),
    onReceipts: () => {},
  });
  await news.refreshReceipts();
  expect(noted).toEqual(['receipt:action-1', 'receipt:action-2']);
  expect(fetched).toEqual([receiptOf(1).signedSha256]);
});
