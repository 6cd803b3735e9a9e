import { type Selectable, sql } from 'kysely';
import { findBody } from '../../shared/case/reducer.ts';
import type { Action } from '../../shared/record/action.ts';
import { anyOf } from '../database/any-of.ts';
import { compiledOnce } from '../database/compiled-once.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import type { AuthenticAction } from './authenticity.ts';
import { selectFeedActions } from './feed-actions.ts';
import { isStorable } from './storable.ts';

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
  const recordIds = listRecordIds(authentic);
  for (const { action } of authentic) {
    const receiver = findReceivingOffice(action);
    if (receiver !== null) offices.add(receiver);
  }
  if (authentic.some(({ action }) => action.header.type === 'case.received')) {
    for (const recordId of recordIds) {
      const sender = await findSendingOffice(change, officeId, recordId);
      if (sender !== null) offices.add(sender);
    }
  }
  const locked = await askOfficesToLock(change, [...offices], recordIds);
  return new Map(locked.map((office) => [office.id, office.feed_sequence]));
}

const askOfficesToLock = compiledOnce((change, offices: readonly string[], recordIds: readonly string[]) =>
  sql<{ readonly id: string; readonly feed_sequence: number }>`
    select id, feed_sequence from offices
     where id = any(array(select unnest(${offices}::text[])
                          union all select unnest(array[office_id, holder_office_id]) from records
                                     where id = ${anyOf(recordIds)}))
     order by id for update`.compile(change),
);

/** The office that an action hands its file over to; null of any other action, and of an id that no office can have. */
export function findReceivingOffice(action: Action): string | null {
  const body = action.header.type === 'case.handedOver' ? findBody(action) : undefined;
  return body?.type === 'case.handedOver' && isStorable(body.body.toOfficeId) ? body.body.toOfficeId : null;
}

export type KnownRecord = Selectable<Tables['records']>;

/**
 * Holds the records that this push adds to, and answers those that are here, by id and kind. The wording of an office lies
 * under the office's id, which everybody knows, and never goes elsewhere: another office's is none of it.
 */
export async function lockRecords(
  change: Database,
  officeId: string,
  authentic: readonly AuthenticAction[],
): Promise<Map<string, KnownRecord>> {
  const locked = await askRecordsToLock(change, officeId, listRecordIds(authentic));
  return new Map(locked.map((record) => [recordKeyOf(record.id, record.kind), record]));
}

const askRecordsToLock = compiledOnce((change, officeId: string, recordIds: readonly string[]) =>
  change
    .selectFrom('records')
    .select(['office_id', 'id', 'kind', 'holder_office_id', 'action_count'])
    .where('id', '=', anyOf(recordIds))
    .where((where) => where.or([where('kind', '<>', 'wording'), where('office_id', '=', officeId)]))
    .orderBy('id')
    .orderBy('kind')
    .forUpdate()
    .compile(),
);

/** A case and its side file share their id, and nothing else. */
export function recordKeyOf(recordId: string, kind: string): string {
  return `${recordId} ${kind}`;
}

function listRecordIds(authentic: readonly AuthenticAction[]): string[] {
  return [...new Set(authentic.map(({ stored }) => stored.recordId))];
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
