import { z } from 'zod';
import type { Action } from '../record/action.ts';
import { ParameterEntry, type ParameterTable, parameterKeys } from './calculators/parameters.ts';
import { CertificateRule, FollowUpRule, PersonnelRule, RetentionRule } from './office-rules.ts';
import { CalendarTable } from './working-days.ts';

/** A table of the law that somebody brought in: the holidays of a later year, a new minimum wage. */
export const LawTable = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar'), calendar: CalendarTable }),
  z.object({
    kind: z.literal('figures'),
    figures: z
      .array(ParameterEntry.extend({ key: z.enum(parameterKeys) }))
      .min(1)
      .max(500),
  }),
]);
export type LawTable = z.infer<typeof LawTable>;

/**
 * What an office adds to what is shipped: a table of the law, or a rule that is its own to give. Each names its document or
 * ground; who brought it in and when stands in the record.
 */
export const LawTableAdded = z.discriminatedUnion('kind', [
  ...LawTable.options,
  z.object({ kind: z.literal('followUp'), followUp: FollowUpRule }),
  z.object({ kind: z.literal('certificate'), certificate: CertificateRule }),
  z.object({ kind: z.literal('personnel'), personnel: PersonnelRule }),
  z.object({ kind: z.literal('retention'), retention: RetentionRule }),
]);
export type LawTableAdded = z.infer<typeof LawTableAdded>;

export const lawTableAdded = { type: 'lawTable.added', version: 1 } as const;

/** One addition as the record keeps it. */
export type OfficeTable = {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  readonly added: LawTableAdded;
};

/** Every addition of the office, the oldest first. What was put out of force, or is of a newer program, is none. */
export function listOfficeTables(actions: readonly Action[]): OfficeTable[] {
  const orderOf = ({ id, header }: Action) => `${header.clock} ${id}`;
  return [...actions]
    .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1))
    .flatMap(({ id, header, body, rejection }): OfficeTable[] => {
      if (rejection !== null || header.type !== lawTableAdded.type) return [];
      if (header.version > lawTableAdded.version) return [];
      const { data } = LawTableAdded.safeParse(body);
      return data === undefined ? [] : [{ id, at: header.at, person: header.person, added: data }];
    });
}

/** The calendars with those of the office: a later table of a year takes the place of an earlier one. */
export function withOfficeCalendars(
  shipped: readonly CalendarTable[],
  office: readonly OfficeTable[],
): CalendarTable[] {
  const byYear = new Map(shipped.map((table) => [table.year, table]));
  for (const { added } of office) {
    if (added.kind === 'calendar') byYear.set(added.calendar.year, added.calendar);
  }
  return [...byYear.values()].sort((left, right) => left.year - right.year);
}

/** The figures with those of the office: one from the same day takes the place of what stood there. */
export function withOfficeFigures(shipped: ParameterTable, office: readonly OfficeTable[]): ParameterTable {
  const added = office.flatMap((one) => (one.added.kind === 'figures' ? one.added.figures : []));
  return {
    ...shipped,
    parameters: shipped.parameters.map((parameter) => {
      const entries = new Map(parameter.entries.map((entry) => [entry.effectiveFrom, entry]));
      for (const { key, ...entry } of added) {
        if (key === parameter.key) entries.set(entry.effectiveFrom, entry);
      }
      return { ...parameter, entries: [...entries.values()] };
    }),
  };
}

/** What the law leaves to the office. */
export type OfficeRules = {
  readonly followUp: FollowUpRule;
  readonly certificate: CertificateRule;
  readonly personnel: PersonnelRule;
  readonly retention: RetentionRule;
};

/** The rules that the office gave itself last; those that are shipped while it gave none. */
export function withOfficeRules(shipped: OfficeRules, office: readonly OfficeTable[]): OfficeRules {
  const added = office.map((one) => one.added);
  return {
    followUp: added.findLast((one) => one.kind === 'followUp')?.followUp ?? shipped.followUp,
    certificate: added.findLast((one) => one.kind === 'certificate')?.certificate ?? shipped.certificate,
    personnel: added.findLast((one) => one.kind === 'personnel')?.personnel ?? shipped.personnel,
    retention: added.findLast((one) => one.kind === 'retention')?.retention ?? shipped.retention,
  };
}
