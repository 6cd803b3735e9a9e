import type { Authorship, RefusedAction, TimelineEntry } from '../case/state.ts';
import type { Entities } from '../record/registers.ts';

/** What the actions of one record of the register add up to. Everything shown is projected from it (view.ts). */
export type RiskState = {
  /** Who registered it, and under which number; null before its first action has come. */
  readonly registered: (Authorship & { readonly riskNumber: string }) | null;
  readonly entities: Entities;
  readonly timeline: readonly TimelineEntry[];
  readonly refused: readonly RefusedAction[];
  /** Actions of a newer program: kept, passed on, not understood. */
  readonly unknown: readonly Authorship[];
};

export const emptyRiskState: RiskState = {
  registered: null,
  entities: {},
  timeline: [],
  refused: [],
  unknown: [],
};
