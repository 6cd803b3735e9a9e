import { createHash } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import type { Authority, RevokingIssuer } from './authority.ts';

const day = 86_400_000;
/** How long a list is good for a desk without a line; it is made anew at half of that, and at each revocation. */
const listLifetime = 14 * day;

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/**
 * The authority's revocation lists, one of the intermediate in use and one of each former one, kept in the database so that
 * all processes give out the same ones and their numbers only rise. Made when they are asked for: there is no clock that
 * could be forgotten to run. Each names all revoked certificates, whoever of them issued it: serial numbers are random, and
 * whoever asks about a person looks into the list in use.
 */
export function createRevocationLists(parts: { readonly authority: Authority; readonly now: () => number }) {
  const findNewest = (database: Database, issuer: string) =>
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

  /** The issuer's list in force, DER. */
  const currentOf = async (database: Database, { intermediate, revocationList }: RevokingIssuer) => {
    const issuer = createHash('sha256').update(intermediate).digest('hex');
    const newest = await findNewest(database, issuer);
    const revocations = await listRevocations(database);
    const age = parts.now() - Date.parse(newest?.made_at ?? '');
    const isCurrent = newest?.revoked === revocations.length && age >= 0 && age < listLifetime / 2;
    if (newest !== undefined && isCurrent) return bytesOf(newest.list);
    const now = new Date(parts.now());
    const number = (newest?.number ?? 0) + 1;
    const list = await revocationList(revocations, {
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
    return list;
  };

  return {
    /** The lists in force, first that of the intermediate in use and last the root's, DER. */
    current: async (database: Database): Promise<Uint8Array[]> => {
      const lists: Uint8Array[] = [];
      for (const issuer of [parts.authority, ...parts.authority.former])
        lists.push(await currentOf(database, issuer));
      return [...lists, parts.authority.rootRevocationList];
    },
  };
}
export type RevocationLists = ReturnType<typeof createRevocationLists>;
