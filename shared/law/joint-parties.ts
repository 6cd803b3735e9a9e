type Party = {
  readonly id: string;
  readonly kind?: 'person' | 'employer' | null | undefined;
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
  const dispatched = parties.find(
    ({ kind, employmentForm }) => kind !== 'employer' && employmentForm === 'dispatched',
  );
  const isDispatch = dispatched !== undefined || typeCodes.includes('114');
  const employers = parties.filter(({ kind }) => kind === 'employer').length;
  return isDispatch && employers < 2 ? { workerId: dispatched?.id ?? null } : null;
}
