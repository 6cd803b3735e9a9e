import type { CertificateBook, IssuedCertificate, RegisterEntry } from '../contract/certificates.ts';
import type { MediatorRegistration } from './mediator-standing.ts';

type RegisterLine = CertificateBook['register'][number] | RegisterEntry;

/**
 * A line of the register with a certificate, as the rule of standing reads it.
 * @param id as the case names this mediator, so that appointment and exclusion are found
 */
export function toRegistration(
  entry: RegisterLine,
  certificate: IssuedCertificate | null,
  { officeId, id }: { readonly officeId: string; readonly id: string },
): MediatorRegistration {
  const { certificateNumber, licensedFrom, licensedUntil, appointedFrom, appointedUntil } = entry;
  const { suspendedFrom, suspendedUntil, revokedOn } = entry;
  return {
    id,
    officeId,
    certificateNumber,
    licensedFrom,
    licensedUntil,
    appointedFrom,
    appointedUntil,
    suspendedFrom,
    suspendedUntil,
    revokedOn,
    signingCertificate: certificate,
  };
}
