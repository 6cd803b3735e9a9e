import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineLabel } from '../../../shared/law/deadline-labels.ts';
import { deadlineRules, rulesInForce } from '../../../shared/law/deadline-rules.ts';
import {
  computeDeadlines,
  type Deadline,
  type DeadlineEvent,
  type DeadlineExtension,
  daysLeft,
  deadlineState,
} from '../../../shared/law/deadlines.ts';
import { isWorkingDay } from '../../../shared/law/working-days.ts';
import { addDays, toShanghaiDate } from '../../../shared/text/dates.ts';
import { calendar } from './support/calendars.ts';
import { type ExampleCase, loadCase, loadCases } from './support/example-cases.ts';

/** The dated events of an example case, read from its own parts and not from its list of deadlines. */
function eventsOf(content: ExampleCase): DeadlineEvent[] {
  const events: DeadlineEvent[] = [
    { kind: 'applicationReceived', date: toShanghaiDate(content.application.receivedAt) },
    { kind: 'accepted', date: content.acceptance.decidedOn },
  ];
  const add = (kind: DeadlineEvent['kind'], date: string | null | undefined) => {
    if (date) events.push({ kind, date });
  };
  add('agreementEffective', content.agreement?.effectiveDate);
  add('mediationEnded', content.failure?.refusedOn);
  add('arbitrationReviewApplied', content.arbitrationReview?.appliedOn);
  add('arbitrationReviewAccepted', content.arbitrationReview?.acceptedOn);
  add('arbitrationReviewDecided', content.arbitrationReview?.resultOn);
  add('paymentOrderApplied', content.paymentOrder?.appliedOn);
  add('paymentOrderAccepted', content.paymentOrder?.acceptedOn);
  add('paymentOrderIssued', content.paymentOrder?.issuedOn);
  add('paymentOrderServed', content.paymentOrder?.servedOn);
  if (content.paymentOrder)
    add('paymentOrderAnswered', content.performance?.payments.find(({ daysLate }) => daysLate > 0)?.paidOn);
  return events;
}

function extensionsOf(content: ExampleCase): DeadlineExtension[] {
  return content.extensions.map((one) => ({
    rule: one.rule,
    agreedOn:
      one.consents
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? one.approvedOn,
    toDate: one.toDueDate,
    // Elected representatives consented with a sheet that all workers signed.
    isConsentedByAll: content.parties.every(({ id, side }) =>
      one.consents.some(
        ({ partyIds }) => partyIds.includes(id) || (side === '申请人' && partyIds.includes('P1')),
      ),
    ),
  }));
}

const get = (rows: readonly Deadline[], id: string): Deadline => {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
};

describe('the deadlines of the example cases', () => {
  it.each(loadCases().map(({ name, content }) => [name, content] as const))(
    'follow from the dated events of %s',
    (_, content) => {
      const computed = computeDeadlines(eventsOf(content), calendar, extensionsOf(content));
      for (const row of content.deadlines) {
        const found = computed.find((one) => deadlineLabel(one.id) === row.label && !one.isExtension);
        expect(found).toMatchObject({
          rule: row.rule,
          triggerDate: row.triggerDate,
          rawDueDate: row.rawDueDate,
          dueDate: row.dueDate,
          isRolledOver: row.rolledOver,
          doneOn: row.doneOn,
        });
        const rule = deadlineRules.find(({ id }) => id === found?.id);
        expect(rule?.length).toBe(row.length);
        expect(rule?.unit).toBe(row.unit === '工作日' ? 'workingDays' : 'naturalDays');
      }
    },
  );

  it('show an agreed extension as the limit that counts', () => {
    const content = loadCase('02');
    const rows = computeDeadlines(eventsOf(content), calendar, extensionsOf(content)).filter(
      ({ rule }) => rule === 'D04',
    );
    expect(rows).toMatchObject([
      { dueDate: '2026-06-22', isSuperseded: true, doneOn: null },
      { dueDate: '2026-07-03', isExtension: true, isSuperseded: false, doneOn: '2026-06-26', problem: null },
    ]);
  });
});

describe('the review of an agreement by the arbitration commission (办案规则 76)', () => {
  const accepted: DeadlineEvent = { kind: 'arbitrationReviewAccepted', date: '2026-06-05' };
  const dueWith = (...events: DeadlineEvent[]) =>
    computeDeadlines([accepted, ...events], calendar).map(({ id, dueDate }) => [id, dueDate]);

  it('takes five working days, and five more once that was approved', () => {
    expect(dueWith()).toEqual([['D07', '2026-06-12']]);
    // 06-19 is a holiday
    expect(dueWith({ kind: 'arbitrationReviewLengthened', date: '2026-06-11' })).toEqual([
      ['D07', '2026-06-22'],
    ]);
  });

  it('cannot be moved by the parties', () => {
    const extension = { rule: 'D07', agreedOn: '2026-06-10', toDate: '2026-07-31', isConsentedByAll: true };
    const [base, moved] = computeDeadlines([accepted], calendar, [extension]);
    expect(base).toMatchObject({ dueDate: '2026-06-12', isSuperseded: false });
    expect(moved).toMatchObject({ problem: 'extensionNotAllowed', isSuperseded: true });
  });
});

describe('a limit that nothing confirms for Beijing', () => {
  const events: DeadlineEvent[] = [{ kind: 'publicInstitutionAccepted', date: '2026-06-05' }];
  const rule = { isApplied: true, days: 20, source: '主任会议2026年第3次' };

  it('runs only where the office applies it, with its days and its ground', () => {
    expect(computeDeadlines(events, calendar)).toEqual([]);
    expect(computeDeadlines(events, calendar, [], rulesInForce({ ...rule, isApplied: false }))).toEqual([]);
    expect(computeDeadlines(events, calendar, [], rulesInForce(rule))).toMatchObject([
      { id: 'D22', dueDate: '2026-06-25', article: '主任会议2026年第3次' },
    ]);
  });
});

describe('extensions', () => {
  const events: DeadlineEvent[] = [{ kind: 'accepted', date: '2026-06-05' }];
  const extension: DeadlineExtension = {
    rule: 'D04',
    agreedOn: '2026-06-17',
    toDate: '2026-07-03',
    isConsentedByAll: true,
  };
  const problemOf = (change: Partial<DeadlineExtension>) =>
    computeDeadlines(events, calendar, [{ ...extension, ...change }]).at(-1)?.problem;

  it('need the consent of every party, in time, and a later day', () => {
    expect(problemOf({})).toBeNull();
    expect(problemOf({ isConsentedByAll: false })).toBe('extensionConsentMissing');
    expect(problemOf({ agreedOn: '2026-06-23' })).toBe('extensionAgreedTooLate');
    expect(problemOf({ agreedOn: '2026-06-22' })).toBeNull();
    expect(problemOf({ toDate: '2026-06-22' })).toBe('extensionNotLater');
  });

  it('without effect leave the first limit as it is', () => {
    const [base, failed] = computeDeadlines(events, calendar, [{ ...extension, isConsentedByAll: false }]);
    expect(base).toMatchObject({ isSuperseded: false, dueDate: '2026-06-22' });
    expect(failed).toMatchObject({ isSuperseded: true, isExtension: true });
  });

  it('may follow each other', () => {
    const rows = computeDeadlines(events, calendar, [
      { ...extension, agreedOn: '2026-07-02', toDate: '2026-07-20' },
      extension,
    ]);
    expect(rows.map(({ dueDate, isSuperseded }) => [dueDate, isSuperseded])).toEqual([
      ['2026-06-22', true],
      ['2026-07-03', true],
      ['2026-07-20', false],
    ]);
  });

  it('of new forms of employment add fifteen days at most in Beijing', () => {
    const accepted: DeadlineEvent[] = [{ kind: 'newEmploymentAccepted', date: '2026-06-05' }];
    const to = (toDate: string) =>
      computeDeadlines(accepted, calendar, [{ ...extension, rule: 'D05', toDate }]).at(-1)?.problem;
    expect(to('2026-07-05')).toBeNull();
    expect(to('2026-07-06')).toBeNull();
    expect(to('2026-07-07')).toBe('extensionTooLong');
  });

  it('of limits that nobody may extend have no effect', () => {
    const rows = computeDeadlines([{ kind: 'agreementEffective', date: '2026-06-05' }], calendar, [
      { ...extension, rule: 'D06' },
    ]);
    expect(rows.find(({ isExtension }) => isExtension)?.problem).toBe('extensionNotAllowed');
  });
});

describe('deadlines', () => {
  it('count fifteen days from 2 February 2026 to the 24th, past the Spring Festival', () => {
    expect(get(computeDeadlines([{ kind: 'accepted', date: '2026-02-02' }], calendar), 'D04')).toMatchObject({
      rawDueDate: '2026-02-17',
      dueDate: '2026-02-24',
      isRolledOver: true,
    });
  });

  it('say that a calendar is missing instead of guessing', () => {
    const rows = computeDeadlines([{ kind: 'applicationReceived', date: '2026-12-30' }], calendar);
    expect(get(rows, 'D02')).toMatchObject({ rawDueDate: null, dueDate: null, problem: 'calendarMissing' });
    expect(get(rows, 'D03')).toMatchObject({
      rawDueDate: '2027-01-14',
      dueDate: null,
      problem: 'calendarMissing',
    });
    expect(deadlineState(get(rows, 'D03'), '2026-12-31')).toBe('unknown');
  });

  it('keep each instalment apart and leave the day that the parties chose where it is', () => {
    const rows = computeDeadlines(
      [
        { kind: 'performanceDue', date: '2026-05-15', subject: 'O1/1' },
        { kind: 'performanceDue', date: '2026-06-20', subject: 'O1/2' },
        { kind: 'performed', date: '2026-05-14', subject: 'O1/1' },
      ],
      calendar,
    ).filter(({ rule }) => rule === 'D19');
    expect(rows).toMatchObject([
      { subject: 'O1/1', dueDate: '2026-05-15', doneOn: '2026-05-14' },
      { subject: 'O1/2', dueDate: '2026-06-20', doneOn: null, isRolledOver: false },
    ]);
  });

  it('start from the first event of a kind', () => {
    const rows = computeDeadlines(
      [
        { kind: 'accepted', date: '2026-06-10' },
        { kind: 'accepted', date: '2026-06-05' },
      ],
      calendar,
    );
    expect(rows.map(({ triggerDate }) => triggerDate)).toEqual(['2026-06-05']);
  });

  it('have a state for the traffic light', () => {
    const row = get(computeDeadlines([{ kind: 'accepted', date: '2026-06-05' }], calendar), 'D04');
    expect(deadlineState(row, '2026-06-18')).toBe('running');
    expect(deadlineState(row, '2026-06-19')).toBe('dueSoon');
    expect(deadlineState(row, '2026-06-22')).toBe('dueSoon');
    expect(deadlineState(row, '2026-06-23')).toBe('overdue');
    expect(daysLeft(row, '2026-06-23')).toBe(-1);
    const late = get(
      computeDeadlines(
        [
          { kind: 'accepted', date: '2026-06-05' },
          { kind: 'mediationEnded', date: '2026-06-23' },
        ],
        calendar,
      ),
      'D04',
    );
    expect(deadlineState(late, '2026-07-01')).toBe('doneLate');
    expect(daysLeft(late, '2026-07-01')).toBeNull();
    const right = get(
      computeDeadlines([{ kind: 'agreementEffective', date: '2026-06-05' }], calendar),
      'D06',
    );
    expect(deadlineState(right, '2026-07-01')).toBe('lapsed');
  });

  it('never end on a rest day and never before the counted day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3900 }), (offset) => {
        const date = addDays('2016-01-01', offset);
        for (const kind of ['applicationReceived', 'accepted', 'agreementEffective'] as const) {
          for (const row of computeDeadlines([{ kind, date }], calendar)) {
            if (row.dueDate === null || row.rawDueDate === null) continue;
            expect(isWorkingDay(row.dueDate, calendar)).toEqual({ ok: true, value: true });
            expect(row.dueDate >= row.rawDueDate).toBe(true);
            expect(row.isRolledOver).toBe(row.dueDate !== row.rawDueDate);
          }
        }
      }),
      { numRuns: process.env.NIGHTLY ? 3_900 : 200 },
    );
  });

  it('have unique ids, an article and a label in both languages', () => {
    expect(new Set(deadlineRules.map(({ id }) => id)).size).toBe(deadlineRules.length);
    expect(deadlineLabel('D04', 'en')).toMatch(/fifteen days/);
    expect(deadlineLabel('D12')).toContain('一年');
    expect(deadlineLabel('D99')).toBe('D99');
    const rules = new Set([...deadlineRules.map(({ rule }) => rule), 'D12', 'D13']);
    expect(rules.size).toBe(22);
  });
});
