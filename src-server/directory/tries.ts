import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';
import { digestOf } from './secrets.ts';
import { selectKeysOfPeople } from './signing-keys.ts';

const longestWait = 3600;
/** Milliseconds after which a try is forgotten. */
const memory = 24 * 3_600_000;

/** What wrong passwords are counted under, and how many are free. */
type Count = { readonly key: string; readonly free: number; readonly isForgiven: boolean };

/**
 * An account is counted at each desk by itself, so that nobody shuts a colleague out from another desk; and so is a desk,
 * whatever accounts are typed there. All desks at which nobody has ever signed in with an account are counted together as
 * well, more patiently: else whoever has many desks would have as many times the tries.
 */
function listCounts(account: string, deskId: string, isOwnDesk: boolean): readonly Count[] {
  // Also of accounts that are not there, so it does not lie in the open: some type their password into this field.
  const atDesk = { key: digestOf(`${deskId}\n${account}`), free: 5, isForgiven: true };
  // Whoever tries others' accounts may know his own password: it takes back that try alone.
  const ofDesk = { key: digestOf(`${deskId}\n`), free: 50, isForgiven: false };
  const elsewhere = { key: digestOf(account), free: 30, isForgiven: true };
  return isOwnDesk ? [atDesk, ofDesk] : [atDesk, ofDesk, elsewhere];
}

/**
 * Counts tries at a password before they are judged, so that many at once count as many, at whatever process of the
 * server. After the free ones each further one doubles the wait, from half a minute to an hour. Throws ServerError
 * 429 'sync.tooManyTries'; answers what takes the tries back when the password was right.
 */
export function createTries(parts: { readonly database: Database; readonly now: () => number }) {
  const { database, now } = parts;

  const hasSignedIn = async (officeId: string, account: string, deskId: string): Promise<boolean> => {
    const found = await selectKeysOfPeople(database)
      .select('signing_keys.fingerprint')
      .where('people.office_id', '=', officeId)
      .where('people.account', '=', account)
      .where('signing_keys.desk_id', '=', deskId)
      .executeTakeFirst();
    return found !== undefined;
  };

  return async (officeId: string, account: string, deskId: string): Promise<() => Promise<void>> => {
    const counts = listCounts(account, deskId, await hasSignedIn(officeId, account, deskId));
    await database
      .deleteFrom('sign_in_tries')
      .where('until', '<', now() - memory)
      .execute();
    await database.transaction().execute(async (change) => {
      const waits: number[] = [];
      for (const { key, free } of counts) {
        const place = { office_id: officeId, account_hash: key };
        await change
          .insertInto('sign_in_tries')
          .values({ ...place, count: 0, until: 0 })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const { count, until } = await change
          .selectFrom('sign_in_tries')
          .select(['count', 'until'])
          .where((where) => where.and(place))
          .forUpdate()
          .executeTakeFirstOrThrow();
        waits.push(until - now());
        const further = count + 1 - free;
        const wait = further < 0 ? 0 : Math.min(30 * 2 ** further, longestWait);
        await change
          .updateTable('sign_in_tries')
          .set({ count: count + 1, until: now() + wait * 1000 })
          .where((where) => where.and(place))
          .execute();
      }
      const wait = Math.max(...waits);
      // A try that is not judged counts for nothing: all of this is taken back.
      if (wait > 0)
        throw new ServerError(429, 'sync.tooManyTries', { retryAfterSeconds: Math.ceil(wait / 1000) });
    });
    return async () => {
      for (const { key, isForgiven } of counts) {
        const place = { office_id: officeId, account_hash: key };
        const update = database
          .updateTable('sign_in_tries')
          .set((set) => ({ count: isForgiven ? 0 : set('count', '-', 1), until: now() }))
          .where((where) => where.and(place));
        await update.execute();
      }
    };
  };
}
