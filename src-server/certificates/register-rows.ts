import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { IssuedCertificate, RegisterEntry, RegisterOrder } from '../../shared/contract/certificates.ts';
import type { Tables } from '../database/schema.ts';

/** Certificates and requests stand in their rows as DER in base64. */
export const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
export const base64Of = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A line of the register as it is told. */
export function toEntry(row: Selectable<Tables['register']>): RegisterEntry {
  return {
    id: row.id,
    capacity: row.capacity,
    personId: row.person_id,
    name: row.name,
    certificateNumber: row.certificate_number,
    issuer: row.issuer,
    licensedFrom: row.licensed_from,
    licensedUntil: row.licensed_until,
    appointedFrom: row.appointed_from,
    appointedUntil: row.appointed_until,
    employment: row.employment,
    trainings: row.trainings,
    appraisals: row.appraisals,
    suspendedFrom: row.suspended_from,
    suspendedUntil: row.suspended_until,
    suspensionReason: row.suspension_reason,
    revokedOn: row.revoked_on,
    revocationReason: row.revocation_reason,
  };
}

/** What an administrator fills in; suspension and revocation are decided by themselves. */
export function toColumns(entry: z.output<typeof RegisterOrder>['entry']) {
  return {
    capacity: entry.capacity,
    person_id: entry.personId,
    name: entry.name,
    certificate_number: entry.certificateNumber,
    issuer: entry.issuer,
    licensed_from: entry.licensedFrom,
    licensed_until: entry.licensedUntil,
    appointed_from: entry.appointedFrom,
    appointed_until: entry.appointedUntil,
    employment: entry.employment,
    trainings: JSON.stringify(entry.trainings),
    appraisals: JSON.stringify(entry.appraisals),
  };
}

/** A certificate as it is told. */
export function toIssued(row: Selectable<Tables['certificates']>): IssuedCertificate {
  return {
    serialNumber: row.serial_number,
    officeId: row.office_id,
    registerId: row.register_id,
    capacity: row.capacity,
    certificateNumber: row.certificate_number,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    certificate: row.certificate,
    keyFingerprint: row.key_fingerprint,
    sm2PublicKey: row.sm2_public_key,
    revokedAt: row.revoked_at,
    revocationReason: row.revocation_reason,
  };
}
