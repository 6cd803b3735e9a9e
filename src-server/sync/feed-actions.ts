import type { Database } from '../database/open-database.ts';

/** What an office hears of: its feed, each number with the action it stands for, whichever office that came from. */
export function selectFeedActions(database: Database, officeId: string) {
  return database
    .selectFrom('feed')
    .innerJoin('actions', (join) =>
      join
        .onRef('actions.office_id', '=', 'feed.action_office_id')
        .onRef('actions.id', '=', 'feed.action_id'),
    )
    .where('feed.office_id', '=', officeId);
}
