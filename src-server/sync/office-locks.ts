import { findBody } from '../../shared/case/reducer.ts';
import type { Database } from '../database/open-database.ts';
import type { AuthenticAction } from './authenticity.ts';
import { selectFeedActions } from './feed-actions.ts';

/**
 * Holds the feeds that this push will add to, and answers their last numbers: all at once and everybody in one order.
 * Taken one by one, between the locks of records, two pushes of one office, or two offices that hand files to each
 * other, would wait in a circle.
 */
export async function lockOffices(
  change: Database,
  officeId: string,
  authentic: readonly AuthenticAction[],
): Promise<Map<string, number>> {
  const offices = new Set([officeId]);
  for (const { action } of authentic) {
    const body = action.header.type === 'case.handedOver' ? findBody(action) : undefined;
    if (body?.type === 'case.handedOver') offices.add(body.body.toOfficeId);
  }
  const recordIds = [...new Set(authentic.map(({ stored }) => stored.recordId))];
  if (recordIds.length > 0) {
    const records = await change
      .selectFrom('records')
      .select(['office_id', 'holder_office_id'])
      .where('id', 'in', recordIds)
      .execute();
    for (const one of records) offices.add(one.office_id).add(one.holder_office_id);
    if (authentic.some(({ action }) => action.header.type === 'case.received')) {
      for (const recordId of recordIds) {
        const sender = await findSendingOffice(change, officeId, recordId);
        if (sender !== null) offices.add(sender);
      }
    }
  }
  const locked = await change
    .selectFrom('offices')
    .select(['id', 'feed_sequence'])
    .where('id', 'in', [...offices])
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(locked.map((office) => [office.id, office.feed_sequence]));
}

/** The office that handed a file over to this one last; null when none did. */
export async function findSendingOffice(
  change: Database,
  officeId: string,
  recordId: string,
): Promise<string | null> {
  const found = await selectFeedActions(change, officeId)
    .select('feed.action_office_id')
    .where('feed.record_id', '=', recordId)
    .where('actions.type', '=', 'case.handedOver')
    .where('actions.rejection', 'is', null)
    .orderBy('feed.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.action_office_id ?? null;
}
