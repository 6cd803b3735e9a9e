import { addDays, addYears, type CalendarDate, compareDates, daysBetween } from '../text/dates.ts';
import type { DeadlineEventKind, DeadlineRule } from './deadline-rule.ts';
import { rulesInForce } from './deadline-rules.ts';
import { addWorkingDays, rollToWorkingDay, type WorkingCalendar } from './working-days.ts';

/**
 * Time limits of a case from its dated events. The day of the event is not counted; a last day on which
 * nobody works moves to the next working day (民法典 201 and 203). "工作日" only where the rule says so.
 */

/** Something dated that happened. `subject` tells several of a kind apart, e.g. the instalments of an obligation. */
export type DeadlineEvent = {
  readonly kind: DeadlineEventKind;
  readonly date: CalendarDate;
  readonly subject?: string;
};

/** 延期: all parties agree on a later last day. */
export type DeadlineExtension = {
  /** 'D04', 'D05', ... */
  readonly rule: string;
  /** The day on which the last consent was given. */
  readonly agreedOn: CalendarDate;
  readonly toDate: CalendarDate;
  readonly isConsentedByAll: boolean;
};

export type DeadlineProblem =
  | 'calendarMissing'
  | 'extensionNotAllowed'
  | 'extensionConsentMissing'
  | 'extensionAgreedTooLate'
  | 'extensionNotLater'
  | 'extensionTooLong';

export type Deadline = {
  /** The row of the rules: 'D04', 'D10-issue'. */
  readonly id: string;
  readonly rule: string;
  readonly subject: string | null;
  readonly triggerDate: CalendarDate;
  /** The last day as counted; null when a working-day limit needs a calendar that is missing. */
  readonly rawDueDate: CalendarDate | null;
  /** The last day after moving from a rest day; null when the calendar of that year is missing. */
  readonly dueDate: CalendarDate | null;
  readonly isRolledOver: boolean;
  /** When what it asks for was done; null when it was not, or another row took its place. */
  readonly doneOn: CalendarDate | null;
  /** When what it is about was over, in time or not: then nobody waits for it any more. */
  readonly endedOn: CalendarDate | null;
  /** This row is the agreed extension of the row before it. */
  readonly isExtension: boolean;
  /** An agreed extension took its place. */
  readonly isSuperseded: boolean;
  readonly nature: DeadlineRule['nature'];
  readonly boundBy: DeadlineRule['boundBy'];
  readonly article: string;
  /** Why it cannot be reckoned, or why an extension has no effect. */
  readonly problem: DeadlineProblem | null;
};

/**
 * Every time limit that the events started, in the order of the rules, extensions after their base.
 * @param rules those in force at the office
 */
export function computeDeadlines(
  events: readonly DeadlineEvent[],
  calendar: WorkingCalendar,
  extensions: readonly DeadlineExtension[] = [],
  rules: readonly DeadlineRule[] = rulesInForce(null),
): Deadline[] {
  return rules.flatMap((rule) =>
    triggersOf(rule, events).flatMap((trigger) => {
      const base = reckon(rule, trigger, events, calendar);
      const own = extensions.filter((one) => one.rule === rule.rule || one.rule === rule.id);
      return own.length === 0 ? [base] : extend(rule, base, trigger, own, events, calendar);
    }),
  );
}

export type DeadlineState =
  | 'done'
  | 'doneLate'
  | 'superseded'
  | 'unknown'
  | 'running'
  | 'dueSoon'
  | 'overdue'
  | 'lapsed';

/**
 * Where a limit stands today. `dueSoon`: three days or fewer are left (`soonDays`). After the last day a
 * duty is `overdue`; a right or an opening is `lapsed`, which is no fault of anyone.
 */
export function deadlineState(deadline: Deadline, today: CalendarDate, soonDays = 3): DeadlineState {
  if (deadline.isSuperseded) return 'superseded';
  if (deadline.doneOn !== null) {
    const isLate = deadline.dueDate !== null && compareDates(deadline.doneOn, deadline.dueDate) > 0;
    return isLate ? 'doneLate' : 'done';
  }
  const left = daysLeft(deadline, today);
  if (left === null) return 'unknown';
  if (left < 0) return deadline.nature === 'duty' ? 'overdue' : 'lapsed';
  return left <= soonDays ? 'dueSoon' : 'running';
}

/** Days from today to the last day, negative when it has passed; null when done, superseded or not reckonable. */
export function daysLeft(deadline: Deadline, today: CalendarDate): number | null {
  if (deadline.isSuperseded || deadline.doneOn !== null || deadline.dueDate === null) return null;
  return daysBetween(today, deadline.dueDate);
}

/** The first event of the kind starts the limit, once for each subject. */
function triggersOf(rule: DeadlineRule, events: readonly DeadlineEvent[]): DeadlineEvent[] {
  const first = new Map<string, DeadlineEvent>();
  for (const event of events) {
    if (event.kind !== rule.trigger) continue;
    const known = first.get(event.subject ?? '');
    if (known === undefined || compareDates(event.date, known.date) < 0)
      first.set(event.subject ?? '', event);
  }
  return [...first.values()].sort((left, right) => compareDates(left.date, right.date));
}

function reckon(
  rule: DeadlineRule,
  trigger: DeadlineEvent,
  events: readonly DeadlineEvent[],
  calendar: WorkingCalendar,
): Deadline {
  const raw = countFrom(rule, trigger.date, lengthOf(rule, trigger, events), calendar);
  const due = raw === null ? null : movedFromRestDay(rule, raw, calendar);
  const doneOn = findDone(rule, trigger, events);
  const isTooLateToMatter =
    rule.nature !== 'duty' && doneOn !== null && due !== null && compareDates(doneOn, due) > 0;
  return {
    id: rule.id,
    rule: rule.rule,
    subject: trigger.subject ?? null,
    triggerDate: trigger.date,
    rawDueDate: raw,
    dueDate: due,
    isRolledOver: due !== null && due !== raw,
    doneOn: isTooLateToMatter ? null : doneOn,
    endedOn: doneOn,
    isExtension: false,
    isSuperseded: false,
    nature: rule.nature,
    boundBy: rule.boundBy,
    article: rule.article,
    problem: due === null ? 'calendarMissing' : null,
  };
}

/** The length with what was added to it since it began. */
function lengthOf(
  { length, lengthenedBy }: DeadlineRule,
  trigger: DeadlineEvent,
  events: readonly DeadlineEvent[],
): number {
  const isLengthened = events.some(
    ({ kind, date }) => kind === lengthenedBy?.event && compareDates(date, trigger.date) >= 0,
  );
  return isLengthened ? length + (lengthenedBy?.length ?? 0) : length;
}

function countFrom(
  rule: DeadlineRule,
  from: CalendarDate,
  length: number,
  calendar: WorkingCalendar,
): CalendarDate | null {
  switch (rule.unit) {
    case 'naturalDays':
      return addDays(from, length);
    case 'years':
      return addYears(from, length);
    case 'workingDays': {
      const counted = addWorkingDays(from, length, calendar);
      return counted.ok ? counted.value : null;
    }
  }
}

/** A day that the parties chose themselves (length 0) is no end of a counted period and stays where it is. */
function movedFromRestDay(
  rule: DeadlineRule,
  raw: CalendarDate,
  calendar: WorkingCalendar,
): CalendarDate | null {
  if (rule.length === 0) return raw;
  const rolled = rollToWorkingDay(raw, calendar);
  return rolled.ok ? rolled.value : null;
}

function findDone(
  rule: DeadlineRule,
  trigger: DeadlineEvent,
  events: readonly DeadlineEvent[],
): CalendarDate | null {
  const done = events
    .filter((event) => rule.doneBy.includes(event.kind))
    .filter((event) => trigger.subject === undefined || event.subject === trigger.subject)
    .map((event) => event.date)
    // A payment before its agreed day is performance all the same.
    .filter((date) => rule.length === 0 || compareDates(date, trigger.date) >= 0)
    .sort(compareDates);
  return done[0] ?? null;
}

function extend(
  rule: DeadlineRule,
  base: Deadline,
  trigger: DeadlineEvent,
  extensions: readonly DeadlineExtension[],
  events: readonly DeadlineEvent[],
  calendar: WorkingCalendar,
): Deadline[] {
  const rows: Deadline[] = [base];
  let current = base;
  const doneOn = findDone(rule, trigger, events);
  for (const extension of [...extensions].sort((left, right) =>
    compareDates(left.agreedOn, right.agreedOn),
  )) {
    const problem = findExtensionProblem(rule, base, current, extension, calendar);
    const due = rollToWorkingDay(extension.toDate, calendar);
    const row: Deadline = {
      ...base,
      rawDueDate: extension.toDate,
      dueDate: due.ok ? due.value : null,
      isRolledOver: due.ok && due.value !== extension.toDate,
      doneOn: problem === null ? doneOn : null,
      endedOn: doneOn,
      isExtension: true,
      isSuperseded: problem !== null,
      problem: problem ?? (due.ok ? null : 'calendarMissing'),
    };
    if (problem === null) {
      rows[rows.indexOf(current)] = { ...current, isSuperseded: true, doneOn: null };
      current = row;
    }
    rows.push(row);
  }
  return rows;
}

function findExtensionProblem(
  rule: DeadlineRule,
  base: Deadline,
  current: Deadline,
  extension: DeadlineExtension,
  calendar: WorkingCalendar,
): DeadlineProblem | null {
  if (rule.extension === null) return 'extensionNotAllowed';
  if (!extension.isConsentedByAll) return 'extensionConsentMissing';
  if (current.dueDate === null || base.rawDueDate === null) return 'calendarMissing';
  if (compareDates(extension.agreedOn, current.dueDate) > 0) return 'extensionAgreedTooLate';
  if (compareDates(extension.toDate, current.dueDate) <= 0) return 'extensionNotLater';
  if (rule.extension.daysAtMost !== null) {
    const latest = rollToWorkingDay(addDays(base.rawDueDate, rule.extension.daysAtMost), calendar);
    if (!latest.ok) return 'calendarMissing';
    if (compareDates(extension.toDate, latest.value) > 0) return 'extensionTooLong';
  }
  return null;
}
