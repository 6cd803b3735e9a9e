import { z } from 'zod';
import {
  CertificateOverview,
  CertificateRevocation,
  RegisterOrder,
  RegisterRevocation,
  RegisterSaved,
  RequestDecision,
  RequestState,
  SigningCapacity,
  SuspensionOrder,
} from './certificates.ts';
import { Done, defineContract, Nothing } from './ipc.ts';

/** What will soon stand against signing: words `standing.<code>`; `daysLeft` null for revocation lists. */
export const StandingWarning = z.object({
  code: z.enum([
    'standing.licenceEndsSoon',
    'standing.appointmentEndsSoon',
    'standing.certificateEndsSoon',
    'standing.revocationListOld',
    'standing.revocationListMissing',
  ]),
  /** Urgent from 30 days before the end, the first warning is at 60. */
  isUrgent: z.boolean(),
  daysLeft: z.number().int().nullable(),
});

/** How the signed-in person stands in one capacity, by what came with the last sync. */
export const CertificateHolding = z.object({
  capacity: SigningCapacity,
  /**
   * none: never asked here; requested: waits for the administrator; refused: see `reason`; inForce: may sign;
   * keyMissing: there is a certificate, but its key is on another desk or was forgotten; the others say what stands
   * against it (licence and appointment as well as the certificate), the first of `refusals`.
   */
  state: z.enum([
    'none',
    'requested',
    'refused',
    'inForce',
    'keyMissing',
    'suspended',
    'revoked',
    'expired',
    'notInForce',
  ]),
  requestedAt: z.string().nullable(),
  /** Of the last request's refusal; ''. */
  reason: z.string(),
  /** Of the last request's key, for reading out to the administrator; ''. */
  keyFingerprint: z.string(),
  serialNumber: z.string().nullable(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  /** The label of the token that holds the key; null for the desk's own. */
  token: z.string().nullable(),
  /** Codes with words `errors.standing.*`. */
  refusals: z.array(z.string()),
  warnings: z.array(StandingWarning),
});
export type CertificateHolding = z.infer<typeof CertificateHolding>;

export const CertificateStanding = z.object({
  /** notEnrolled: this desk works alone; notFounded: the server has no authority. Then nothing can be asked. */
  authority: z.enum(['notEnrolled', 'notFounded', 'founded']),
  holdings: z.array(CertificateHolding),
});
export type CertificateStanding = z.infer<typeof CertificateStanding>;

const Pin = z.string().min(1).max(128);

export const deskCertificatesContract = defineContract({
  area: 'certificates',
  queries: {
    /** My certificates: works without a line. */
    standing: { request: Nothing, response: CertificateStanding },
    /** What a document is checked by on this desk: roots, revocation lists (DER, base64), registered SM2 keys (hex). */
    trust: {
      request: Nothing,
      response: z.object({
        roots: z.array(z.string()),
        revocationLists: z.array(z.string()),
        sm2PublicKeys: z.array(z.string()),
      }),
    },
    /** The UKeys plugged in. `library` is the file name of the maker's driver, null until one was chosen. */
    tokens: {
      request: Nothing,
      response: z.object({
        library: z.string().nullable(),
        /** Words `errors.<code>`: why the tokens cannot be read. */
        problem: z.string().nullable(),
        tokens: z.array(z.object({ serialNumber: z.string(), label: z.string() })),
      }),
    },
    /** For administrators, from the server: requests, register and certificates of an office. */
    overview: {
      request: z.object({ officeId: z.string().max(64).optional() }),
      response: CertificateOverview,
    },
  },
  commands: {
    /** Asks the person for the maker's PKCS#11 library in a dialog of main; the window never names a path. */
    chooseTokenLibrary: { request: Nothing, response: Done },
    /**
     * Makes keys, on this desk and sealed under its PIN, or on the token named, with the token's own PIN; asks the
     * server for a certificate. Needs the line.
     */
    request: {
      request: z.object({
        capacity: SigningCapacity,
        pin: Pin,
        /** Null for this desk's own key. */
        tokenSerial: z.string().min(1).max(64).nullable().default(null),
      }),
      response: z.object({ state: RequestState, keyFingerprint: z.string() }),
    },
    saveRegisterEntry: { request: RegisterOrder, response: RegisterSaved },
    suspend: { request: SuspensionOrder, response: Done },
    revokeRegistration: { request: RegisterRevocation, response: Done },
    decideRequest: { request: RequestDecision, response: Done },
    revokeCertificate: { request: CertificateRevocation, response: Done },
  },
});
