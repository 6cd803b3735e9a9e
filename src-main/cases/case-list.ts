import type { z } from 'zod';
import type { MeetingPlan } from '../../shared/case/meeting-plans.ts';
import { type CaseSummary, findNextDeadline, isRemote } from '../../shared/case/summary.ts';
import {
  type CaseFilter,
  CaseListItem,
  type casesContract,
  type ScheduleEntry,
} from '../../shared/contract/cases.ts';
import { addDays } from '../../shared/text/dates.ts';

/** What the lists need of the store: summaries by index or by search words. */
export type SummaryPages = {
  readonly page: (filter: CaseFilter) => Promise<{ rows: CaseSummary[]; total: number }>;
};
export type DueCases = {
  /** Open cases that may ask for something on the day or before, and how many cases are open. */
  readonly due: (day: string) => Promise<{ rows: CaseSummary[]; total: number }>;
};

export type CaseList = {
  readonly list: (filter: CaseFilter, today: string) => Promise<{ rows: CaseListItem[]; total: number }>;
  readonly today: (date: string) => Promise<Today>;
  readonly schedule: (from: string, until: string, today: string) => Promise<ScheduleEntry[]>;
};

type Today = z.infer<(typeof casesContract)['queries']['today']['response']>;

/** Deadlines, meetings and visits this near stand on the first page. */
const nearDays = 7;

/** Lists of cases, from the index alone: no case file is opened for them. */
export function createCaseList(index: SummaryPages & DueCases): CaseList {
  return {
    list: async (filter, today) => {
      const { rows, total } = await index.page(filter);
      return { rows: rows.map((row) => toListItem(row, today)), total };
    },
    today: async (date) => {
      const soon = addDays(date, nearDays);
      const found = await index.due(soon);
      const rows = found.rows.map((row) => toListItem(row, date));
      const dayAndHour = ({ plan }: { readonly plan: MeetingPlan }) => `${plan.date} ${plan.startTime}`;
      const meetings = rows
        .flatMap((caseItem) => (caseItem.summary.meetings ?? []).map((plan) => ({ caseItem, plan })))
        .sort((left, right) => (dayAndHour(left) < dayAndHour(right) ? -1 : 1));
      return {
        date,
        meetings: meetings.filter(({ plan }) => plan.date === date),
        soonMeetings: meetings.filter(({ plan }) => plan.date > date && plan.date <= soon),
        deadlines: rows
          .filter(({ nextDeadlineOn }) => nextDeadlineOn !== '' && nextDeadlineOn <= soon)
          .sort((left, right) => (left.nextDeadlineOn < right.nextDeadlineOn ? -1 : 1)),
        waitingForSignature: rows.filter(({ summary }) => summary.missingSignatures > 0),
        overduePerformance: rows.filter(({ summary }) => summary.overduePerformance > 0),
        visits: rows
          .filter(({ summary }) => summary.nextVisitOn !== '' && summary.nextVisitOn <= soon)
          .sort((left, right) => (left.summary.nextVisitOn < right.summary.nextVisitOn ? -1 : 1)),
        toReceive: rows.filter(({ summary }) => summary.nextStep === 'receiveCase'),
        conflicts: rows.filter(({ summary }) => summary.conflicts > 0),
        openCases: found.total,
      };
    },
    schedule: async (from, until, today) =>
      (await index.due(until)).rows
        .map((row) => toListItem(row, today))
        .flatMap(listEntries)
        .filter(({ date }) => date >= from && date <= until)
        .sort(byDayAndHour),
  };
}

/** Everything that a case holds for some day. Rights and openings that only pass are nothing to be done. */
function listEntries(caseItem: CaseListItem): ScheduleEntry[] {
  const { meetings = [], deadlines = [], openDueDates = [], nextVisitOn } = caseItem.summary;
  return [
    ...meetings.map((plan) => ({ kind: 'meeting' as const, date: plan.date, caseItem, plan })),
    ...deadlines
      .filter(({ isDuty }) => isDuty)
      .map(({ dueDate, rule }) => ({ kind: 'deadline' as const, date: dueDate, caseItem, rule })),
    ...[...new Set(openDueDates)].map((date) => ({ kind: 'payment' as const, date, caseItem })),
    ...(nextVisitOn === '' ? [] : [{ kind: 'visit' as const, date: nextVisitOn, caseItem }]),
  ];
}

/** Meetings by their hour first: the day is arranged around them. */
function byDayAndHour(left: ScheduleEntry, right: ScheduleEntry): number {
  const placeOf = (one: ScheduleEntry) => `${one.date} ${one.kind === 'meeting' ? one.plan.startTime : '~'}`;
  return placeOf(left) < placeOf(right) ? -1 : 1;
}

/** A summary without what only the machine needs; what is due and overdue is reckoned for the day of the reader. */
function toListItem(stored: CaseSummary, today: string): CaseListItem {
  const { openDueDates, deadlines } = stored.summary;
  const next = deadlines && findNextDeadline(deadlines, today);
  return CaseListItem.parse({
    ...stored,
    ...(deadlines === undefined ? {} : { nextDeadlineOn: next?.dueDate ?? '' }),
    summary: {
      ...stored.summary,
      ...(deadlines === undefined ? {} : { nextDeadlineRule: next?.rule ?? '' }),
      ...(openDueDates === undefined
        ? {}
        : { overduePerformance: openDueDates.filter((dueDate) => dueDate < today).length }),
    },
    isHere: !isRemote(stored),
  });
}
