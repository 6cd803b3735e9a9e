import type { CaseView } from './view.ts';

/**
 * The numbers of the entries that stand, by their ids: they run on over the meetings of a case, on the screen as on the
 * paper. An entry that was struck has none.
 */
export function numberEntries({ meetings }: Pick<CaseView, 'meetings'>): ReadonlyMap<string, number> {
  const standing = meetings.flatMap(({ entries }) => entries.filter((entry) => !entry.isWithdrawn));
  return new Map(standing.map(({ id }, index) => [id, index + 1]));
}
