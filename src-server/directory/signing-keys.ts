import type { Database } from '../database/open-database.ts';

/** The signing keys of people, each with whose it is. */
export function selectKeysOfPeople(database: Database) {
  return database
    .selectFrom('signing_keys')
    .innerJoin('people', (join) =>
      join
        .onRef('people.office_id', '=', 'signing_keys.office_id')
        .onRef('people.id', '=', 'signing_keys.person_id'),
    );
}
