import { CaseHandedOver } from './actions.ts';
import type { TimelineEntry } from './state.ts';

/** 移送: a time in which the case was one office's to work on. */
export type Stay = {
  /** The day on which another office handed it over; '' where it was registered here. */
  readonly arrivedOn: string;
  /** The day on which it was handed over to another office; '' while it is here. */
  readonly leftOn: string;
  /** Whether the end that stands was recorded here, or before the case came; null where it has none, or got it later. */
  readonly ended: 'here' | 'before' | null;
};

/**
 * The times in which a case was an office's, the first one first; none where it never was.
 * @param office null for a desk without others, which has all there is
 */
export function listStays(timeline: readonly TimelineEntry[], office: string | null): Stay[] {
  const end = timeline.findLastIndex(({ type }) => type === 'outcome.recorded' || type === 'case.reopened');
  const endedAt = timeline[end]?.type === 'outcome.recorded' ? end : null;
  const handovers = timeline.flatMap(({ type, body, office: from }, at) => {
    const { data } = CaseHandedOver.safeParse(type === 'case.handedOver' ? body : null);
    return data === undefined ? [] : [{ at, from, to: data.toOfficeId, on: data.handedOverOn }];
  });
  const stays: Stay[] = [];
  const stay = (begun: { readonly at: number; readonly on: string }, left: typeof begun): void => {
    const isBefore = endedAt !== null && endedAt < begun.at;
    const isHere = endedAt !== null && !isBefore && endedAt < left.at;
    stays.push({ arrivedOn: begun.on, leftOn: left.on, ended: isBefore ? 'before' : isHere ? 'here' : null });
  };
  let begun = (handovers[0]?.from ?? office) === office || office === null ? { at: -1, on: '' } : null;
  for (const one of office === null ? [] : handovers) {
    if (begun !== null && one.to !== office) {
      stay(begun, one);
      begun = null;
    } else if (begun === null && one.to === office) begun = one;
  }
  if (begun !== null) stay(begun, { at: timeline.length, on: '' });
  return stays;
}
