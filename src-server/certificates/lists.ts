import { createHash } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import type { Authority } from './authority.ts';

const day = 86_400_000;
/** How long a list is good for a desk without a line; it is made anew at half of that, and at each revocation. */
const listLifetime = 14 * day;

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/**
 * The authority's revocation list, kept in the database so that all processes give out the same one and its number
 * only rises. Made when it is asked for: there is no clock that could be forgotten to run.
 */
export function createRevocationLists(parts: { readonly authority: Authority; readonly now: () => number }) {
  const issuer = createHash('sha256').update(parts.authority.intermediate).digest('hex');

  const findNewest = (database: Database) =>
    database
      .selectFrom('revocation_lists')
      .selectAll()
      .where('issuer', '=', issuer)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();

  const listRevocations = async (database: Database) => {
    const rows = await database
      .selectFrom('certificates')
      .select(['serial_number', 'revoked_at', 'revocation_reason'])
      .where('revoked_at', 'is not', null)
      .orderBy('serial_number')
      .execute();
    return rows.flatMap(({ serial_number, revoked_at, revocation_reason }) =>
      revoked_at === null
        ? []
        : [
            {
              serialNumber: serial_number,
              revokedAt: new Date(revoked_at),
              reason: revocation_reason ?? ('unspecified' as const),
            },
          ],
    );
  };

  return {
    /** The list in force and the root's, DER. */
    current: async (database: Database): Promise<Uint8Array[]> => {
      const newest = await findNewest(database);
      const revocations = await listRevocations(database);
      const age = parts.now() - Date.parse(newest?.made_at ?? '');
      const isCurrent = newest?.revoked === revocations.length && age >= 0 && age < listLifetime / 2;
      if (newest !== undefined && isCurrent) {
        return [bytesOf(newest.list), parts.authority.rootRevocationList];
      }
      const now = new Date(parts.now());
      const number = (newest?.number ?? 0) + 1;
      const list = await parts.authority.revocationList(revocations, {
        number,
        now,
        nextUpdate: new Date(now.getTime() + listLifetime),
      });
      await database
        .insertInto('revocation_lists')
        .values({
          issuer,
          number,
          revoked: revocations.length,
          made_at: now.toISOString(),
          list: Buffer.from(list).toString('base64'),
        })
        // Another process was quicker: its list is of the same number, and ours of the same content.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return [list, parts.authority.rootRevocationList];
    },
  };
}
export type RevocationLists = ReturnType<typeof createRevocationLists>;
