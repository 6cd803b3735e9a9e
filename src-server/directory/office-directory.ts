import type { Directory } from '../../shared/contract/sync.ts';
import type { Database } from '../database/open-database.ts';

/** What a desk of this office has to know of people and keys. */
export async function readDirectory(database: Database, officeId: string): Promise<Directory> {
  // Also of offices from which files were handed over: their people's names stand in them, and their actions
  // have to verify here.
  const senders = await database
    .selectFrom('feed')
    .select('action_office_id')
    .distinct()
    .where('office_id', '=', officeId)
    .whereRef('action_office_id', '<>', 'office_id')
    .execute();
  const known = [officeId, ...senders.map((one) => one.action_office_id)];
  const [offices, people, keys, desks] = await Promise.all([
    database.selectFrom('offices').select(['id', 'name', 'kind', 'district', 'grace_days']).execute(),
    database.selectFrom('people').selectAll().where('office_id', 'in', known).execute(),
    database.selectFrom('signing_keys').selectAll().where('office_id', 'in', known).execute(),
    database.selectFrom('desks').selectAll().where('office_id', '=', officeId).execute(),
  ]);
  return {
    offices: offices.map(({ grace_days: _own, ...office }) => office),
    graceDays: offices.find(({ id }) => id === officeId)?.grace_days ?? 0,
    people: people.map(({ id, office_id, name, roles, revoked_at }) => ({
      id,
      officeId: office_id,
      name,
      roles,
      isRevoked: revoked_at !== null,
    })),
    keys: keys.map((key) => ({
      fingerprint: key.fingerprint,
      publicKey: key.public_key,
      personId: key.local_person_id,
      accountId: key.person_id,
      deskId: key.desk_id,
      isRevoked: key.revoked_at !== null,
    })),
    desks: desks.map(({ id, letter, revoked_at }) => ({ id, letter, isRevoked: revoked_at !== null })),
  };
}
