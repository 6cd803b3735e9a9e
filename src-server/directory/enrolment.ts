import type { Enrolment } from '../../shared/contract/sync.ts';
import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';
import { digestOfCode } from './secrets.ts';

/**
 * Enrols a desk. The same code and the same desk key once more get the same answer: the first may have been lost on
 * its way. Throws ServerError 'sync.codeWrong', 'sync.deskKnown', 'sync.deskLetterTaken'.
 */
export async function enrolDesk(
  database: Database,
  order: Enrolment,
  now: string,
): Promise<{ officeId: string; officeName: string }> {
  return database.transaction().execute(async (change) => {
    const code = await change
      .selectFrom('enrolment_codes')
      .select(['office_id', 'used_at', 'expires_at'])
      .where('code_hash', '=', digestOfCode(order.code))
      .forUpdate()
      .executeTakeFirst();
    if (code === undefined) throw new ServerError(403, 'sync.codeWrong');
    const officeId = code.office_id;
    if (order.officeId !== undefined && order.officeId !== officeId) {
      throw new ServerError(403, 'sync.codeWrong');
    }
    const office = await change
      .selectFrom('offices')
      .select('name')
      .where('id', '=', officeId)
      // Two that ask for one letter at once by two codes: the second sees the first.
      .forUpdate()
      .executeTakeFirstOrThrow();
    const answer = { officeId, officeName: office.name };
    const former = await change
      .selectFrom('desks')
      .select('letter')
      .where('office_id', '=', officeId)
      .execute();
    const same = await change
      .selectFrom('desks')
      .select(['office_id', 'public_key', 'revoked_at'])
      .where('id', '=', order.deskId)
      .executeTakeFirst();
    const isRepeated =
      same?.office_id === officeId && same.public_key === order.deskPublicKey && same.revoked_at === null;
    if (code.used_at !== null && isRepeated) return answer;
    if (code.used_at !== null || code.expires_at < now) {
      throw new ServerError(403, 'sync.codeWrong');
    }
    if (same !== undefined) throw new ServerError(409, 'sync.deskKnown');
    // Its own name for its office is no other office's: with that one it would go on writing in files that it has
    // handed over.
    const isOffice = await change
      .selectFrom('offices')
      .select('id')
      .where('id', '=', order.localOfficeId)
      .executeTakeFirst();
    if (isOffice !== undefined) throw new ServerError(400, 'sync.requestMalformed');
    // The letter makes case numbers unique without a line: two desks must not share it.
    if (former.some((desk) => desk.letter === order.deskLetter)) {
      throw new ServerError(409, 'sync.deskLetterTaken', { letter: order.deskLetter });
    }
    await change
      .updateTable('enrolment_codes')
      .set({ used_at: now })
      .where('office_id', '=', officeId)
      .where('code_hash', '=', digestOfCode(order.code))
      .execute();
    await change
      .insertInto('desks')
      .values({
        office_id: officeId,
        id: order.deskId,
        letter: order.deskLetter,
        public_key: order.deskPublicKey,
        local_office_id: order.localOfficeId,
        revoked_at: null,
      })
      .execute();
    return answer;
  });
}
