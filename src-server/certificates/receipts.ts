import type { ReceiptRow } from '../../shared/contract/certificates.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import type { NewReceipt } from './judgement.ts';

/** Kept with the action, in its transaction: whoever receives the one receives the other. */
export async function saveReceipt(
  change: Database,
  action: { readonly officeId: string; readonly id: string; readonly recordId: string },
  receipt: NewReceipt,
): Promise<void> {
  await change
    .insertInto('receipts')
    .values({
      office_id: action.officeId,
      action_id: action.id,
      record_id: action.recordId,
      signed_sha256: receipt.signedSha256,
      stamped_sha256: receipt.stampedSha256,
      appended: receipt.appended,
      stamped_at: receipt.stampedAt,
    })
    .execute();
}

/** Receipts in the order of the office's feed, those of files that were handed over to it included. */
export function createReceipts(database: Database) {
  return async (
    visitor: Visitor,
    after: number,
    limit: number,
  ): Promise<{ receipts: ReceiptRow[]; isComplete: boolean }> => {
    const rows = await database
      .selectFrom('feed')
      .innerJoin('receipts', (join) =>
        join
          .onRef('receipts.office_id', '=', 'feed.action_office_id')
          .onRef('receipts.action_id', '=', 'feed.action_id'),
      )
      .selectAll('receipts')
      .select('feed.sequence')
      .where('feed.office_id', '=', visitor.officeId)
      .where('feed.audience', 'is', null)
      .where('feed.sequence', '>', after)
      .orderBy('feed.sequence')
      .limit(limit)
      .execute();
    return {
      receipts: rows.map((row) => ({
        sequence: row.sequence,
        actionId: row.action_id,
        recordId: row.record_id,
        signedSha256: row.signed_sha256,
        stampedSha256: row.stamped_sha256,
        appended: row.appended,
        stampedAt: row.stamped_at,
      })),
      isComplete: rows.length < limit,
    };
  };
}
export type Receipts = ReturnType<typeof createReceipts>;
