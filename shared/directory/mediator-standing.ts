import { z } from 'zod';
import { type CalendarDate, compareDates, daysBetween, toShanghaiDate } from '../text/dates.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The X.509 certificate of a mediator as the register and the last synced list know it. */
export const SigningCertificate = z.object({
  /** Lower-case hex. */
  serialNumber: z.string(),
  officeId: z.string(),
  certificateNumber: z.string(),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime(),
});
export type SigningCertificate = z.infer<typeof SigningCertificate>;

/** What the register says about a mediator (18号文 13: 持证上岗; 企业劳动争议协商调解规定 18 to 20). */
export const MediatorRegistration = z.object({
  id: z.string(),
  officeId: z.string(),
  certificateNumber: z.string(),
  /** The licence (调解员证) on paper, both days included; null where the register has none. */
  licensedFrom: Day.nullable(),
  licensedUntil: Day.nullable(),
  /** The appointment (聘期), both days included. */
  appointedFrom: Day.nullable(),
  appointedUntil: Day.nullable(),
  suspendedFrom: Day.nullable(),
  /** Null while the suspension has no end. */
  suspendedUntil: Day.nullable(),
  revokedOn: Day.nullable(),
  signingCertificate: SigningCertificate.nullable(),
});
export type MediatorRegistration = z.infer<typeof MediatorRegistration>;

/** Serial numbers revoked, from the last list that the desk or the server has. */
export type KnownRevocations = {
  /** ISO-8601; after it a newer list should be there. */
  readonly nextUpdate: string;
  readonly revoked: readonly { readonly serialNumber: string; readonly revokedAt: string }[];
};

/** What a case says about who mediates in it. */
export type CaseStanding = {
  readonly officeId: string;
  readonly appointedMediatorIds: readonly string[];
  /** 回避: by the mediator's own word or by decision (特邀调解规定 15; 在线调解规则 13, 14). */
  readonly excludedMediatorIds: readonly string[];
};

export type SigningQuestion = {
  readonly mediator: MediatorRegistration;
  readonly case: CaseStanding;
  /** Null when the desk never had a list: it signs, and the warning says so. */
  readonly revocations: KnownRevocations | null;
  /** ISO-8601; days are counted in Beijing time. */
  readonly now: string;
};

export const standingRefusals = [
  'standing.excludedFromCase',
  'standing.otherOffice',
  'standing.notAppointedToCase',
  'standing.revoked',
  'standing.suspended',
  'standing.notYetLicensed',
  'standing.licenceExpired',
  'standing.notYetAppointed',
  'standing.appointmentEnded',
  'standing.certificateMissing',
  'standing.certificateOfAnother',
  'standing.certificateRevoked',
  'standing.certificateNotYetValid',
  'standing.certificateExpired',
] as const;
export type StandingRefusal = (typeof standingRefusals)[number];

const isBefore = (one: CalendarDate, other: CalendarDate) => compareDates(one, other) < 0;
const hasNotBegun = (from: CalendarDate | null, today: CalendarDate) =>
  from !== null && isBefore(today, from);
const hasEnded = (until: CalendarDate | null, today: CalendarDate) =>
  until !== null && isBefore(until, today);

function isSuspended({ suspendedFrom, suspendedUntil }: MediatorRegistration, today: CalendarDate): boolean {
  return suspendedFrom !== null && !isBefore(today, suspendedFrom) && !hasEnded(suspendedUntil, today);
}

function listCertificateRefusals(question: SigningQuestion): StandingRefusal[] {
  const { mediator, revocations } = question;
  const certificate = mediator.signingCertificate;
  if (certificate === null) return ['standing.certificateMissing'];
  const now = Date.parse(question.now);
  const isAnothers =
    certificate.officeId !== mediator.officeId ||
    certificate.certificateNumber !== mediator.certificateNumber;
  const isRevoked = revocations?.revoked.some(
    (one) => one.serialNumber === certificate.serialNumber && Date.parse(one.revokedAt) <= now,
  );
  return [
    ...(isAnothers ? (['standing.certificateOfAnother'] as const) : []),
    ...(isRevoked ? (['standing.certificateRevoked'] as const) : []),
    ...(now < Date.parse(certificate.validFrom) ? (['standing.certificateNotYetValid'] as const) : []),
    ...(now > Date.parse(certificate.validUntil) ? (['standing.certificateExpired'] as const) : []),
  ];
}

/**
 * Why this mediator may not sign in this case now; empty when nothing stands against it. The same rule on
 * the desk, with its last list, and on the server when it receives.
 */
export function listSigningRefusals(question: SigningQuestion): readonly StandingRefusal[] {
  const { mediator } = question;
  const today = toShanghaiDate(question.now);
  const facts: readonly (readonly [boolean, StandingRefusal])[] = [
    [question.case.excludedMediatorIds.includes(mediator.id), 'standing.excludedFromCase'],
    [question.case.officeId !== mediator.officeId, 'standing.otherOffice'],
    [!question.case.appointedMediatorIds.includes(mediator.id), 'standing.notAppointedToCase'],
    [mediator.revokedOn !== null && !isBefore(today, mediator.revokedOn), 'standing.revoked'],
    [isSuspended(mediator, today), 'standing.suspended'],
    [hasNotBegun(mediator.licensedFrom, today), 'standing.notYetLicensed'],
    [hasEnded(mediator.licensedUntil, today), 'standing.licenceExpired'],
    [hasNotBegun(mediator.appointedFrom, today), 'standing.notYetAppointed'],
    [hasEnded(mediator.appointedUntil, today), 'standing.appointmentEnded'],
  ];
  return [
    ...facts.flatMap(([applies, code]) => (applies ? [code] : [])),
    ...listCertificateRefusals(question),
  ];
}

export type StandingWarning = {
  readonly code:
    | 'standing.licenceEndsSoon'
    | 'standing.appointmentEndsSoon'
    | 'standing.certificateEndsSoon'
    | 'standing.revocationListOld'
    | 'standing.revocationListMissing';
  /** Urgent from 30 days before the end, or at once for a list. */
  readonly isUrgent: boolean;
  /** Days left, the last day included as 0; null for lists. */
  readonly daysLeft: number | null;
};

const firstWarningDays = 60;
const urgentWarningDays = 30;

/** What will soon stand against signing: 60 and, urgent, 30 days ahead; and lists too old to rely on. */
export function listStandingWarnings(
  question: Pick<SigningQuestion, 'mediator' | 'revocations' | 'now'>,
): readonly StandingWarning[] {
  const { mediator, revocations, now } = question;
  const today = toShanghaiDate(now);
  const certificate = mediator.signingCertificate;
  const ends = [
    { code: 'standing.licenceEndsSoon', until: mediator.licensedUntil },
    { code: 'standing.appointmentEndsSoon', until: mediator.appointedUntil },
    {
      code: 'standing.certificateEndsSoon',
      until: certificate === null ? null : toShanghaiDate(certificate.validUntil),
    },
  ] as const;
  const warnings: StandingWarning[] = ends.flatMap(({ code, until }) => {
    if (until === null) return [];
    const daysLeft = daysBetween(today, until);
    if (daysLeft < 0 || daysLeft > firstWarningDays) return [];
    return [{ code, isUrgent: daysLeft <= urgentWarningDays, daysLeft }];
  });
  if (certificate === null) return warnings;
  if (revocations === null)
    return [...warnings, { code: 'standing.revocationListMissing', isUrgent: true, daysLeft: null }];
  const isOld = Date.parse(revocations.nextUpdate) < Date.parse(now);
  return isOld
    ? [...warnings, { code: 'standing.revocationListOld', isUrgent: true, daysLeft: null }]
    : warnings;
}
