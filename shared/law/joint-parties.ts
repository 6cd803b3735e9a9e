import { isWorker } from './party-kind.ts';

type Party = {
  readonly id: string;
  readonly side?: string | null | undefined;
  readonly kind?: 'person' | 'employer' | null | undefined;
  readonly businessStanding?: string | null | undefined;
  readonly employmentForm?: string | null | undefined;
};

/**
 * 劳务派遣: the dispatching and the using employer are joint parties (劳动争议调解仲裁法 22). Answers where the file says that
 * it is about dispatch while it names one of them alone; null where it names both, or it is about something else.
 * @param typeCodes of the disputes and claims (code list 3.1)
 */
export function findLoneDispatch(
  parties: readonly Party[],
  typeCodes: readonly (string | null | undefined)[],
): { readonly workerId: string | null } | null {
  const dispatched = parties.find((party) => isWorker(party) && party.employmentForm === 'dispatched');
  const isDispatch = dispatched !== undefined || typeCodes.includes('114');
  const employers = parties.filter(({ kind }) => kind === 'employer').length;
  return isDispatch && employers < 2 ? { workerId: dispatched?.id ?? null } : null;
}

/**
 * An employer that is not, or no longer, licensed and those who set it up are joint parties (办案规则 6); so are who gives an
 * enterprise out and the person who runs it on contract (办案规则 7). Answers the employer that stands alone on its side.
 */
export function findLoneUnlicensed(
  parties: readonly Party[],
): { readonly employerId: string; readonly isContracted: boolean } | null {
  const employer = parties.find(({ kind, businessStanding }) => kind === 'employer' && businessStanding);
  if (employer === undefined) return null;
  const isAlone = !parties.some(({ id, side }) => id !== employer.id && side === employer.side);
  return isAlone
    ? { employerId: employer.id, isContracted: employer.businessStanding === 'contracted' }
    : null;
}
