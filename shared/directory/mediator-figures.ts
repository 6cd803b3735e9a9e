import { Decimal } from 'decimal.js';
import type { CertificateBook, Qualification, RegisterEntry } from '../contract/certificates.ts';
import type { Mediator } from '../contract/desk.ts';
import { average, share } from '../text/rates.ts';

/** A mediator as the figures of the office count him: by the register of the centre, or by the desk's own list. */
export type CountedMediator = Pick<
  RegisterEntry,
  'certificateNumber' | 'licensedFrom' | 'licensedUntil' | 'appointedFrom' | 'appointedUntil' | 'revokedOn'
> & {
  /** Null where only the centre's register says it. */
  readonly employment: RegisterEntry['employment'] | null;
  readonly qualification: Pick<Qualification, 'trainings' | 'appraisals'> | null;
};

/** The mediators of an office at the end of a period (DOMAIN 3.8; 京人社仲发〔2023〕18号 13). */
export type MediatorFigures = {
  readonly count: number;
  readonly certified: number;
  /** '66.7%', '' without a mediator. */
  readonly certifiedRate: string;
  /** Null where nobody told the desk: it has no centre, or whoever works here is not told. */
  readonly employment: { readonly fullTime: number; readonly partTime: number } | null;
  readonly training: {
    readonly people: number;
    readonly hours: string;
    readonly hoursEach: string;
  } | null;
  readonly appraisals: readonly { readonly grade: string; readonly count: number }[] | null;
  /** Cases registered in the period by each, one decimal. */
  readonly casesEach: string;
};

/** By the centre's register; where none is kept, by the desk's own list. A seal that stands in it is nobody who mediates. */
export function listCountedMediators(
  book: CertificateBook | null,
  ofDesk: readonly Mediator[],
): CountedMediator[] {
  const registered = (book?.register ?? []).filter(({ capacity }) => capacity === 'mediator');
  if (registered.length > 0)
    return registered.map((entry) => ({
      ...entry,
      qualification: book?.qualifications?.find(({ registerId }) => registerId === entry.id) ?? null,
    }));
  return ofDesk.map(({ certificateNumber, validFrom, validTo }) => ({
    certificateNumber,
    licensedFrom: validFrom || null,
    licensedUntil: validTo || null,
    appointedFrom: null,
    appointedUntil: null,
    revokedOn: null,
    employment: null,
    qualification: null,
  }));
}

/**
 * @param until the last day of the period, or today while it runs: on it somebody is a mediator and certified, or not
 * @param received cases registered in the period
 */
export function countMediators(
  all: readonly CountedMediator[],
  { from, until, received }: { readonly from: string; readonly until: string; readonly received: number },
): MediatorFigures {
  const isWithin = (start: string | null, end: string | null) =>
    (start === null || start <= until) && (end === null || end >= until);
  const own = all.filter(
    (one) =>
      isWithin(one.appointedFrom, one.appointedUntil) && (one.revokedOn === null || one.revokedOn > until),
  );
  const certified = own.filter(
    (one) => one.certificateNumber !== '' && isWithin(one.licensedFrom, one.licensedUntil),
  ).length;
  const employments = own.flatMap(({ employment }) => employment ?? []);
  const qualifications = own.flatMap(({ qualification }) => qualification ?? []);
  const isToldOfAll = (told: readonly unknown[]) => own.length > 0 && told.length === own.length;
  const trained = qualifications
    .map(({ trainings }) => trainings.filter(({ heldOn }) => from <= heldOn && heldOn <= until))
    .filter((trainings) => trainings.length > 0);
  const hours = trained.flat().reduce((sum, one) => sum.plus(one.hours), new Decimal(0));
  const grades = qualifications.flatMap(({ appraisals }) =>
    appraisals
      .filter(({ year }) => Number(from.slice(0, 4)) <= year && year <= Number(until.slice(0, 4)))
      .map(({ grade }) => grade),
  );
  return {
    count: own.length,
    certified,
    certifiedRate: share(certified, own.length),
    employment: isToldOfAll(employments)
      ? {
          fullTime: employments.filter((one) => one === 'fullTime').length,
          partTime: employments.filter((one) => one === 'partTime').length,
        }
      : null,
    training: isToldOfAll(qualifications)
      ? {
          people: trained.length,
          hours: hours.toString(),
          hoursEach: average(hours, own.length),
        }
      : null,
    appraisals: isToldOfAll(qualifications)
      ? [...new Set(grades)].map((grade) => ({
          grade,
          count: grades.filter((one) => one === grade).length,
        }))
      : null,
    casesEach: average(received, own.length),
  };
}
