import { z } from 'zod';
import { SigningCertificate } from '../directory/mediator-standing.ts';
import { Sm2Seal } from '../signatures/sm2-seal.ts';

/** Certificates and the register of mediators, as desk, window and central server speak of them. */

const Id = z.string().min(1).max(64);
const Day = z.iso.date();
const Base64 = z.base64().min(1).max(20_000);
const Serial = z.string().regex(/^[0-9a-f]{2,64}$/);
const Note = z.string().trim().max(500);

/** As what somebody signs: as mediator, or with the organisation's seal that he keeps. */
export const SigningCapacity = z.enum(['mediator', 'organisation']);
export type SigningCapacity = z.infer<typeof SigningCapacity>;

/** Why a certificate ends before its day (RFC 5280 5.3.1). */
export const RevocationReason = z.enum([
  'unspecified',
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
]);
export type RevocationReason = z.infer<typeof RevocationReason>;

/**
 * One line of the register (18号文 13: 持证上岗, 培训考核; 企业劳动争议协商调解规定 18 to 20). A seal stands in it as well,
 * under the person who keeps it; then without licence and appointment.
 */
export const RegisterEntry = z.object({
  id: Id,
  capacity: SigningCapacity,
  /** The account of whoever signs. */
  personId: Id,
  name: z.string().trim().min(1).max(100),
  certificateNumber: z.string().trim().max(100),
  issuer: z.string().trim().max(200),
  licensedFrom: Day.nullable(),
  licensedUntil: Day.nullable(),
  appointedFrom: Day.nullable(),
  appointedUntil: Day.nullable(),
  employment: z.enum(['fullTime', 'partTime']),
  trainings: z
    .array(z.object({ heldOn: Day, title: Note.min(1), hours: z.number().min(0).max(10_000) }))
    .max(200),
  appraisals: z
    .array(z.object({ year: z.number().int().min(1990).max(2200), grade: Note.min(1), note: Note }))
    .max(100),
  suspendedFrom: Day.nullable(),
  suspendedUntil: Day.nullable(),
  suspensionReason: Note,
  revokedOn: Day.nullable(),
  revocationReason: Note,
});
export type RegisterEntry = z.infer<typeof RegisterEntry>;

export const RequestState = z.enum(['open', 'approved', 'refused', 'replaced']);

/** A request as its author and the administrator see it. */
export const RequestLine = z.object({
  id: Id,
  capacity: SigningCapacity,
  personId: Id,
  personName: z.string(),
  deskLetter: z.string(),
  askedAt: z.iso.datetime(),
  state: RequestState,
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string(),
  /** SHA-256 of the public key, hex: read out by the mediator, compared by the administrator. */
  keyFingerprint: z.string(),
});
export type RequestLine = z.infer<typeof RequestLine>;

export const IssuedCertificate = SigningCertificate.extend({
  registerId: Id,
  capacity: SigningCapacity,
  /** DER, base64. */
  certificate: z.string(),
  keyFingerprint: z.string(),
  /** Hex; the SM2 key that the same person registered with it; '' where a token holds the signing key. */
  sm2PublicKey: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  revocationReason: RevocationReason.nullable(),
});
export type IssuedCertificate = z.infer<typeof IssuedCertificate>;

/** Over the line: a desk asks for a certificate. */
export const CertificateRequest = z.object({
  capacity: SigningCapacity,
  /** PKCS#10, DER, base64: signed by the key it asks for. */
  request: Base64,
  /** The SM2 key signs the request's SM3 digest: proof that it is held as well. Null for a token, which has none. */
  sm2Proof: Sm2Seal.nullable(),
});
export const RequestTaken = z.object({ requestId: Id });

/** 培训, 考评 of one mediator, for the figures of the office alone: how much and with which result, not about what. */
export const Qualification = z.object({
  registerId: Id,
  trainings: z.array(z.object({ heldOn: Day, hours: z.number() })),
  appraisals: z.array(z.object({ year: z.number().int(), grade: z.string() })),
});
export type Qualification = z.infer<typeof Qualification>;

/** Over the line: everything about certificates that a desk of the office has to know; replaced as a whole. */
export const CertificateBook = z.object({
  /** Certificates of the authority, DER, base64; null where none was founded. */
  authority: z.object({ root: z.string(), intermediate: z.string() }).nullable(),
  /** DER, base64: the intermediate's list, those of former ones, and the root's. */
  revocationLists: z.array(z.string()),
  register: z.array(RegisterEntry.omit({ trainings: true, appraisals: true })),
  /** Only for whoever reads the office's figures; not from an older server. */
  qualifications: z.array(Qualification).optional(),
  certificates: z.array(IssuedCertificate),
  /** Only the asking person's. */
  requests: z.array(RequestLine),
});
export type CertificateBook = z.infer<typeof CertificateBook>;

/**
 * The server's receipt for one signed file: what is appended to it. The desk puts both together, so not one signed
 * byte travels back or can change.
 */
export const ReceiptRow = z.object({
  sequence: z.number().int(),
  actionId: z.string(),
  recordId: Id,
  signedSha256: z.string(),
  stampedSha256: z.string(),
  /** Base64. */
  appended: z.string(),
  stampedAt: z.iso.datetime(),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;
export const ReceiptAnswer = z.object({ receipts: z.array(ReceiptRow), isComplete: z.boolean() });

/** What an administrator sees: from the window and over the line. */
export const CertificateOverview = z.object({
  officeId: Id,
  hasAuthority: z.boolean(),
  requests: z.array(RequestLine),
  register: z.array(RegisterEntry),
  certificates: z.array(IssuedCertificate),
});
export type CertificateOverview = z.infer<typeof CertificateOverview>;

const OfOffice = z.object({ officeId: Id });
/** Adds a line to the register, or replaces what it says; suspension and revocation have orders of their own. */
export const RegisterOrder = OfOffice.extend({
  /** Null for a new line. */
  id: Id.nullable(),
  entry: RegisterEntry.omit({
    id: true,
    suspendedFrom: true,
    suspendedUntil: true,
    suspensionReason: true,
    revokedOn: true,
    revocationReason: true,
  }),
});
export const RegisterSaved = z.object({ id: Id });
/** 暂停, 恢复 (`from` null) and 撤销 of a line of the register. */
export const SuspensionOrder = OfOffice.extend({
  registerId: Id,
  from: Day.nullable(),
  until: Day.nullable(),
  reason: Note.min(1),
});
export const RegisterRevocation = OfOffice.extend({ registerId: Id, on: Day, reason: Note.min(1) });
export const RequestDecision = z.union([
  OfOffice.extend({ requestId: Id, decision: z.literal('approve'), registerId: Id }),
  OfOffice.extend({ requestId: Id, decision: z.literal('refuse'), reason: Note.min(1) }),
]);
/** 吊销: from this moment the certificate counts for nothing that no earlier receipt proves. */
export const CertificateRevocation = OfOffice.extend({
  serialNumber: Serial,
  revokedAt: z.iso.datetime(),
  reason: RevocationReason,
});
