import { randomUUID } from 'node:crypto';
import type { Selectable, Updateable } from 'kysely';
import type { z } from 'zod';
import type {
  RegisterEntry,
  RegisterOrder,
  RegisterRevocation,
  SuspensionOrder,
} from '../../shared/contract/certificates.ts';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/schema.ts';
import type { Visitor } from '../directory/access.ts';
import { ServerError } from '../http/server-error.ts';
import type { RegisterParts } from './register.ts';
import { toColumns, toEntry } from './register-rows.ts';
import { revokeCertificates } from './revocation.ts';

/** One line of an office's register. Throws ServerError 404. */
export async function getRegisterLine(
  database: Database,
  officeId: string,
  registerId: string,
): Promise<Selectable<Tables['register']>> {
  const line = await database
    .selectFrom('register')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', registerId)
    .executeTakeFirst();
  if (line === undefined) throw new ServerError(404, 'certificate.registerUnknown');
  return line;
}

/** 登记簿: who may sign, since when and until when, and what ends it. */
export function createRegisterLines(parts: RegisterParts) {
  const { database } = parts;
  const changeLine = async (
    officeId: string,
    registerId: string,
    change: Updateable<Tables['register']>,
  ): Promise<void> => {
    await getRegisterLine(database, officeId, registerId);
    await database
      .updateTable('register')
      .set(change)
      .where('office_id', '=', officeId)
      .where('id', '=', registerId)
      .execute();
    await parts.onChanged(officeId);
  };

  return {
    list: async (officeId: string): Promise<RegisterEntry[]> => {
      const rows = await database
        .selectFrom('register')
        .selectAll()
        .where('office_id', '=', officeId)
        .orderBy('name')
        .execute();
      return rows.map(toEntry);
    },
    saveEntry: async (order: z.output<typeof RegisterOrder>): Promise<string> => {
      const { officeId, entry } = order;
      const person = await database
        .selectFrom('people')
        .select('id')
        .where('office_id', '=', officeId)
        .where('id', '=', entry.personId)
        .executeTakeFirst();
      if (person === undefined) throw new ServerError(404, 'sync.personUnknown');
      const columns = toColumns(entry);
      const others = await database
        .selectFrom('register')
        .select('id')
        .where('office_id', '=', officeId)
        .where('person_id', '=', entry.personId)
        .where('capacity', '=', entry.capacity)
        .executeTakeFirst();
      if (others !== undefined && others.id !== order.id) {
        throw new ServerError(409, 'certificate.registerTaken');
      }
      if (order.id !== null) {
        await changeLine(officeId, order.id, columns);
        return order.id;
      }
      const id = randomUUID();
      await database
        .insertInto('register')
        .values({
          office_id: officeId,
          id,
          ...columns,
          suspended_from: null,
          suspended_until: null,
          suspension_reason: '',
          revoked_on: null,
          revocation_reason: '',
        })
        .execute();
      await parts.onChanged(officeId);
      return id;
    },
    suspend: (order: z.output<typeof SuspensionOrder>): Promise<void> =>
      changeLine(order.officeId, order.registerId, {
        suspended_from: order.from,
        suspended_until: order.from === null ? null : order.until,
        suspension_reason: order.reason,
      }),
    /** 撤销: the line stays readable, and its certificates end with it. */
    revokeEntry: async (visitor: Visitor, order: z.output<typeof RegisterRevocation>): Promise<void> => {
      await changeLine(order.officeId, order.registerId, {
        revoked_on: order.on,
        revocation_reason: order.reason,
      });
      await revokeCertificates(database, {
        officeId: order.officeId,
        column: 'register_id',
        value: order.registerId,
        at: new Date(parts.now()).toISOString(),
        reason: 'cessationOfOperation',
        by: visitor.personId,
      });
      await parts.onChanged(order.officeId);
    },
  };
}
