import type { EntityOf } from '../case/entities.ts';
import { findEntity, isStanding, listStanding } from '../case/project.ts';
import type { Authorship, RefusedAction, TimelineEntry } from '../case/state.ts';
import { isEndOfRisk, riskLevels } from '../law/codes/index.ts';
import { type FieldConflict, findConflicts } from '../record/registers.ts';
import type { RiskState } from './state.ts';

/** A record of the register of risks as screens and papers read it. Plain data; sent to the window as it is. */
export type RiskView = {
  readonly riskId: string;
  readonly riskNumber: string;
  readonly risk: EntityOf<'risk'>;
  /** Code list 'riskStatuses'; what nobody said anything of is still being looked into. */
  readonly status: string;
  /** The day on which it ended here; '' while something is to be done about it. */
  readonly endedOn: string;
  /** 移出台账: it was no risk, or stands there twice. It leaves list, paper and figures; the record stays. */
  readonly isWithdrawn: boolean;
  /** The oldest first. */
  readonly followUps: readonly EntityOf<'riskFollowUp'>[];
  readonly reports: readonly EntityOf<'riskReport'>[];
  readonly cases: readonly EntityOf<'riskCase'>[];
  readonly conflicts: readonly FieldConflict[];
  readonly refused: readonly RefusedAction[];
  readonly timeline: readonly TimelineEntry[];
  /** What a newer program wrote: until this one is renewed, nothing is written in the record. */
  readonly unknown: readonly Authorship[];
};

export function getRiskView(riskId: string, state: RiskState): RiskView {
  const { entities } = state;
  const risk = findEntity(entities, 'risk', 'risk') ?? { id: 'risk' };
  const status = risk.status ?? 'checking';
  return {
    riskId,
    riskNumber: state.registered?.riskNumber ?? '',
    risk,
    status,
    endedOn: isEndOfRisk(status) ? (risk.statusOn ?? risk.foundOn ?? '') : '',
    isWithdrawn: !isStanding(entities.risk?.risk),
    followUps: byDay(listStanding(entities, 'riskFollowUp')),
    reports: byDay(listStanding(entities, 'riskReport')),
    cases: listStanding(entities, 'riskCase'),
    conflicts: findConflicts(entities),
    refused: state.refused,
    timeline: state.timeline,
    unknown: state.unknown,
  };
}

/** Of what was taken out nothing is settled any more, but whether it is out. */
export function hasOpenConflict({ conflicts, isWithdrawn }: RiskView): boolean {
  return conflicts.some(({ kind, field }) => !isWithdrawn || (kind === 'risk' && field === 'isWithdrawn'));
}

/** Those of one day stay as they came. */
function byDay<Item extends { readonly date?: string | null }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => (left.date ?? '').localeCompare(right.date ?? ''));
}

/** Heard of by the end of a period, and not done with before it began; the oldest first. */
export function risksOfPeriod(
  risks: readonly RiskView[],
  period: { readonly from: string; readonly to: string },
): RiskView[] {
  return risks
    .filter(({ risk, endedOn, isWithdrawn }) => {
      const isHeardOf = (risk.foundOn ?? '') <= period.to;
      return !isWithdrawn && isHeardOf && (endedOn === '' || endedOn >= period.from);
    })
    .sort(
      (left, right) =>
        (left.risk.foundOn ?? '').localeCompare(right.risk.foundOn ?? '') ||
        left.riskNumber.localeCompare(right.riskNumber),
    );
}

/** By their level, the gravest last; '' for those that nobody judged. @param day 'YYYY-MM-DD', its end */
export function countOpenRisks(
  risks: readonly RiskView[],
  day: string,
): { readonly code: string; readonly count: number }[] {
  const open = risks.filter(
    ({ risk, endedOn, isWithdrawn }) =>
      !isWithdrawn && (risk.foundOn ?? '') <= day && (endedOn === '' || endedOn > day),
  );
  return ['', ...riskLevels.map(({ code }) => code)].flatMap((code) => {
    const count = open.filter(({ risk }) => (risk.riskLevel ?? '') === code).length;
    return count === 0 ? [] : [{ code, count }];
  });
}
