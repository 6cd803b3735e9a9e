import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';
import { digestOf } from './secrets.ts';

const freeTries = 5;
const longestWait = 3600;
/** Milliseconds after which a try is forgotten. */
const memory = 24 * 3_600_000;

/**
 * Counts tries at a password before they are judged, so that many at once count as many, at whatever process of the
 * server. After five wrong ones each further one doubles the wait, from half a minute to an hour. Throws ServerError
 * 429 'sync.tooManyTries'; answers what takes the tries back when the password was right.
 */
export function createTries(parts: { readonly database: Database; readonly now: () => number }) {
  const { database, now } = parts;
  return async (officeId: string, account: string): Promise<() => Promise<void>> => {
    // Also of accounts that are not there, so it does not lie in the open: some type their password into this field.
    const key = { office_id: officeId, account_hash: digestOf(account) };
    await database
      .deleteFrom('sign_in_tries')
      .where('until', '<', now() - memory)
      .execute();
    await database.transaction().execute(async (change) => {
      const none = { ...key, count: 0, until: 0 };
      await change
        .insertInto('sign_in_tries')
        .values(none)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { count, until } = await change
        .selectFrom('sign_in_tries')
        .select(['count', 'until'])
        .where((where) => where.and(key))
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (until > now()) {
        const retryAfterSeconds = Math.ceil((until - now()) / 1000);
        throw new ServerError(429, 'sync.tooManyTries', { retryAfterSeconds });
      }
      const further = count + 1 - freeTries;
      const wait = further < 0 ? 0 : Math.min(30 * 2 ** further, longestWait);
      await change
        .updateTable('sign_in_tries')
        .set({ count: count + 1, until: now() + wait * 1000 })
        .where((where) => where.and(key))
        .execute();
    });
    return async () => {
      await database
        .deleteFrom('sign_in_tries')
        .where((where) => where.and(key))
        .execute();
    };
  };
}
