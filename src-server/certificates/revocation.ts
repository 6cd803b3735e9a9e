import type { z } from 'zod';
import type { CertificateRevocation, RevocationReason } from '../../shared/contract/certificates.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import { ServerError } from '../http/server-error.ts';
import type { RegisterParts } from './register.ts';

/** Revokes what is in force of somebody's certificates; answers how many. A revocation is never taken back. */
export async function revokeCertificates(
  database: Database,
  order: {
    readonly officeId: string;
    readonly column: 'serial_number' | 'register_id' | 'person_id' | 'desk_id';
    readonly value: string;
    readonly at: string;
    readonly reason: RevocationReason;
    readonly by: string | null;
  },
): Promise<number> {
  const done = await database
    .updateTable('certificates')
    .set({ revoked_at: order.at, revocation_reason: order.reason, revoked_by: order.by })
    .where('office_id', '=', order.officeId)
    .where(order.column, '=', order.value)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** What an administrator revokes of a certificate by itself. Throws ServerError for one that is unknown or was revoked. */
export function createRevocation({ database, now, onChanged }: RegisterParts) {
  return async (visitor: Visitor, order: z.output<typeof CertificateRevocation>): Promise<void> => {
    const revoked = await revokeCertificates(database, {
      officeId: order.officeId,
      column: 'serial_number',
      value: order.serialNumber,
      // Never of the future: whoever revokes does it now, or says since when the key was in wrong hands.
      at: new Date(Math.min(Date.parse(order.revokedAt), now())).toISOString(),
      reason: order.reason,
      by: visitor.personId,
    });
    if (revoked === 0) {
      const known = await database
        .selectFrom('certificates')
        .select('serial_number')
        .where('office_id', '=', order.officeId)
        .where('serial_number', '=', order.serialNumber)
        .executeTakeFirst();
      throw known === undefined
        ? new ServerError(404, 'certificate.unknown')
        : new ServerError(409, 'certificate.revokedAlready');
    }
    await onChanged(order.officeId);
  };
}
