import { z } from 'zod';
import { CertificateBook, ReceiptAnswer, ReceiptRow } from '../../shared/contract/certificates.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import type { Store } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

const bookPlace = 'certificates.book';
const reachedPlace = 'certificates.receiptsReached';
const receiptPrefix = 'receipt:';

/** What the desk keeps of the server's certificates, so that it signs and checks without a line. */
export function createCertificateNews(parts: {
  readonly store: Store;
  readonly settings: SyncSettings;
  readonly account: SyncAccount;
  /** Brings a signed file that is not here, for signing on it and checking it without a line. */
  readonly fetchBlob: (sha256: string) => Promise<unknown>;
  /** Told of the records whose documents got a receipt. */
  readonly onReceipts: (recordIds: readonly string[]) => void;
}) {
  const { account, settings, store } = parts;
  const { directory } = store.collections;
  /** Whoever begins anew must not be told by another, who asked before, how far he is. */
  const inTurn = createTurns();

  const refreshBook = async (): Promise<void> => {
    const book = await account.withSession((client, token) =>
      client.ask(CertificateBook, { method: 'GET', path: '/v1/certificates', token }),
    );
    await settings.save(bookPlace, book);
  };

  const refreshReceipts = async (): Promise<void> => {
    for (let isComplete = false; !isComplete; ) {
      const after = (await settings.find(reachedPlace, z.number().int())) ?? 0;
      const answer = await account.withSession((client, token) =>
        client.ask(ReceiptAnswer, { method: 'GET', path: `/v1/receipts?after=${after}`, token }),
      );
      const rows = answer.receipts.map((receipt) => ({
        id: `${receiptPrefix}${receipt.actionId}`,
        value: receipt,
      }));
      if (rows.length > 0) {
        const { error } = await store.guard(directory.bulkUpsert(rows));
        if (error.length > 0) throw new StoreError('store.ioError');
      }
      for (const { signedSha256 } of answer.receipts) {
        // In the place of a damaged one a good one is put.
        const isHere = (await store.blobs.find(signedSha256).catch(() => null)) !== null;
        if (!isHere) await parts.fetchBlob(signedSha256);
      }
      await settings.save(reachedPlace, Math.max(after, ...answer.receipts.map((one) => one.sequence)));
      parts.onReceipts([...new Set(answer.receipts.map((one) => one.recordId))]);
      isComplete = answer.isComplete;
    }
  };

  return {
    refreshBook: () => ofNewServer(refreshBook),
    refreshReceipts: () => inTurn(() => ofNewServer(refreshReceipts)),
    /** The server was restored from a backup: what is new there stands at places that were read before. */
    readReceiptsAnew: () => inTurn(() => settings.save(reachedPlace, 0)),
    /** As it came last; null before the first time. */
    findBook: (): Promise<CertificateBook | null> => settings.find(bookPlace, CertificateBook),
    /** The server's receipt for the file of an action; null until it came. */
    findReceipt: async (actionId: string): Promise<ReceiptRow | null> => {
      const found = await store.guard(directory.findOne(`${receiptPrefix}${actionId}`).exec());
      const parsed = ReceiptRow.safeParse(found?.toJSON().value);
      return parsed.success ? parsed.data : null;
    },
  };
}
export type CertificateNews = ReturnType<typeof createCertificateNews>;

/** A server that is older than this desk has no certificates yet; that is no failure of the line. */
async function ofNewServer(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SyncFailure) || error.code !== 'sync.routeUnknown') throw error;
  }
}
