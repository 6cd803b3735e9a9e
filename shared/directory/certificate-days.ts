import { type CalendarDate, compareDates, daysBetween } from '../text/dates.ts';

/** 调解员证 on paper: what is known of its days. */
type PaperCertificate = {
  readonly certificateNumber: string;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
};

export type CertificateDays = {
  readonly state: 'missing' | 'notYetValid' | 'expired' | 'expiresSoon' | 'valid';
  /** To its last day; null where it has none. */
  readonly daysLeft: number | null;
};

/** Said sixty days ahead, so that a new one can still be applied for. */
const soonDays = 60;

/** 持证上岗 (京人社仲发〔2023〕18号 13): how a mediator's certificate stands on a day. */
export function certificateDays(given: PaperCertificate, day: CalendarDate): CertificateDays {
  const daysLeft = given.validTo === null ? null : daysBetween(day, given.validTo);
  if (given.certificateNumber.trim() === '') return { state: 'missing', daysLeft };
  if (given.validFrom !== null && compareDates(day, given.validFrom) < 0)
    return { state: 'notYetValid', daysLeft };
  if (daysLeft === null || daysLeft > soonDays) return { state: 'valid', daysLeft };
  return { state: daysLeft < 0 ? 'expired' : 'expiresSoon', daysLeft };
}
