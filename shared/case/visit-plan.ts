import type { FollowUpRule } from '../law/office-rules.ts';
import { addWorkingDays, rollToWorkingDay, type WorkingCalendar } from '../law/working-days.ts';
import { addDays, formatChineseDate } from '../text/dates.ts';
import { formatMoney } from '../text/money.ts';
import { type AgreementView, findAgreementInForce, type PerformanceRow } from './agreement.ts';
import type { CaseView } from './view.ts';

export type PlannedVisit = {
  /** 'YYYY-MM-DD', a working day. */
  readonly plannedOn: string;
  /** Whom to ask: who is owed what fell due, else the first applicant. '' when the file names nobody. */
  readonly visitedPartyId: string;
  /** Words of the visit's record, which is a Chinese document. */
  readonly purpose: string;
};

export type VisitPlan = {
  readonly visits: readonly PlannedVisit[];
  /** Years whose calendar is not on this desk: days in them are not guessed. */
  readonly missingYears: readonly number[];
};

/** A visit as the rule asks for it, in the words in which it may have been planned before something was paid. */
type Wanted = PlannedVisit & { readonly plannedAs: string };

/**
 * 回访计划 from the due days of the agreement in force, without what was performed, planned or visited already. A plan that
 * was moved to another day or called off was decided on: it is not proposed again; nor is a day before a visit that took
 * place since.
 */
export function planVisits(view: CaseView, rule: FollowUpRule, calendar: WorkingCalendar): VisitPlan {
  const agreement = findAgreementInForce(view.agreements);
  const effectiveDate = agreement?.effectiveness.effectiveDate;
  if (agreement === undefined || !effectiveDate) return { visits: [], missingYears: [] };
  const missing = new Set<number>();
  const applicant = view.parties.find((party) => party.side === 'applicant')?.id ?? '';

  const dueDates = [...new Set(agreement.performance.flatMap((row) => row.dueDate ?? []))].sort();
  const known = [...view.visits, ...view.withdrawn.visits];
  const afterDue = dueDates.flatMap((dueDate): Wanted[] => {
    const day = addWorkingDays(dueDate, rule.workingDaysAfterDue, calendar);
    if (!day.ok) {
      missing.add(day.year);
      return [];
    }
    const rows = agreement.performance.filter((row) => row.dueDate === dueDate);
    const open = rows.filter((row) => !row.isDone);
    // What is recorded as performed, with its proof, nobody has to be asked about.
    if (open.length === 0) return [];
    const [creditor] = creditorsOf(agreement, open);
    const purposeOf = (asked: readonly PerformanceRow[]) =>
      `核实${formatChineseDate(dueDate)}到期的${asked.map(wordsOf).join('、')}是否履行`;
    return [
      {
        plannedOn: day.value,
        visitedPartyId: creditor ?? applicant,
        purpose: purposeOf(open),
        plannedAs: purposeOf(rows),
      },
    ];
  });

  const atCheckpoints = [...rule.checkpoints]
    .sort((left, right) => left - right)
    .flatMap((days, index, all): Wanted[] => {
      const from = addDays(effectiveDate, all[index - 1] ?? 0);
      const until = addDays(effectiveDate, days);
      const isBetween = (visit: { readonly plannedOn?: string | null; readonly date?: string | null }) => {
        const on = visit.date || visit.plannedOn || '';
        return on > from && on <= until;
      };
      if (afterDue.some(isBetween) || known.some(isBetween)) return [];
      const day = rollToWorkingDay(until, calendar);
      if (!day.ok) {
        missing.add(day.year);
        return [];
      }
      const purpose = `协议生效${days}日回访：履行情况、满意度、有无新的争议`;
      return [{ plannedOn: day.value, visitedPartyId: applicant, purpose, plannedAs: purpose }];
    });

  const days = new Set(known.flatMap((visit) => [visit.plannedOn, visit.date]));
  const lastVisited =
    view.visits
      .map(({ date }) => date ?? '')
      .sort()
      .at(-1) ?? '';
  const isPlanned = ({ plannedAs, purpose }: Wanted) =>
    known.some((visit) => [plannedAs, purpose].some((words) => visit.purpose?.includes(words)));
  const visits = mergeDays([...afterDue, ...atCheckpoints].filter((one) => !isPlanned(one)))
    .filter(({ plannedOn }) => plannedOn > lastVisited && !days.has(plannedOn))
    .sort((left, right) => (left.plannedOn < right.plannedOn ? -1 : 1));
  return { visits, missingYears: [...missing].sort() };
}

/** 工资第2期 9,000.00 元. */
function wordsOf(row: PerformanceRow): string {
  const instalment = row.instalmentNumber > 0 ? `第${row.instalmentNumber}期` : '';
  const amount = row.dueAmount === '' ? '' : ` ${formatMoney(row.dueAmount)} 元`;
  return `${row.kind}${instalment}${amount}`;
}

function creditorsOf(agreement: AgreementView, rows: readonly PerformanceRow[]): string[] {
  return rows.flatMap(
    (row) => agreement.obligations.find((one) => one.id === row.obligationId)?.creditorIds ?? [],
  );
}

/** Two reasons for one day are one visit. */
function mergeDays(wanted: readonly Wanted[]): PlannedVisit[] {
  const byDay = new Map<string, PlannedVisit>();
  for (const { plannedAs: _, ...visit } of wanted) {
    const before = byDay.get(visit.plannedOn);
    byDay.set(
      visit.plannedOn,
      before === undefined ? visit : { ...before, purpose: `${before.purpose}；${visit.purpose}` },
    );
  }
  return [...byDay.values()];
}
