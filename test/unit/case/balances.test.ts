import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entriesOfPeriod, ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { countPeriodFigures } from '../../../shared/case/period-figures.ts';
import { caseReducer } from '../../../shared/case/reducer.ts';
import type { TimelineEntry } from '../../../shared/case/state.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { foldActions } from '../../../shared/record/fold.ts';
import { addDays, endOfMonth } from '../../../shared/text/dates.ts';
import { createLine } from '../../fixtures/fold-case.ts';
import { plainOffice } from '../../fixtures/plain-office.ts';

/**
 * 上期未结 is what 期末未结 was, at every office and in every month: each month is reckoned of what had been recorded by its
 * end, as it was printed then. Each thing is recorded on its own day.
 */
const offices = ['甲', '乙', '丙'] as const;
const months = ['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => ({
  from: `${month}-01`,
  to: endOfMonth(`${month}-01`),
}));
const step = fc.record({
  later: fc.integer({ min: 0, max: 25 }),
  does: fc.constantFrom('handOver', 'handOver', 'receive', 'receive', 'close'),
  to: fc.constantFrom(...offices),
});
const course = fc.record({
  office: fc.constantFrom(...offices),
  openedOn: fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days)),
  steps: fc.array(step, { maxLength: 8 }),
});

/** Writes a case as it went; answers what had been recorded by the end of a day. */
function play(
  id: string,
  { office, openedOn, steps }: typeof course extends fc.Arbitrary<infer Value> ? Value : never,
) {
  const line = createLine(id);
  const days: string[] = [];
  let [day, holder, isOnItsWay, isClosed] = [openedOn, office as string, false, false];
  const write = (type: string, body: Record<string, unknown>): void => {
    line.write({ type, body }, undefined, holder);
    days.push(day);
  };
  write('case.opened', {
    ...{ caseNumber: id, externalNumber: null, openedOn },
    office: { ...plainOffice, id: office },
  });
  const mediator = { id: 'M1', name: '丙', role: 'leadMediator' };
  const party = (id: string, fields: object) => ({ kind: 'party', id, fields });
  write('intake.recorded', {
    patches: [
      party('P1', { side: 'applicant', kind: 'person', name: '王某' }),
      party('E1', { side: 'respondent', kind: 'employer', name: '某公司' }),
    ],
  });
  write('acceptance.decided', {
    ...{ decision: 'accepted', decidedOn: openedOn, reason: '因', approvedBy: '某', noticeNumber: '' },
    ...{ recorder: '', mediators: [{ ...mediator, certificateNumber: '', validFrom: null, validTo: null }] },
  });
  for (const one of steps) {
    day = addDays(day, one.later);
    if (one.does === 'handOver' && one.to !== holder && !isOnItsWay) {
      const body = { toOfficeId: one.to, toOfficeName: one.to, handedOverOn: day };
      write('case.handedOver', { ...body, reason: '管辖', handedOverBy: '某' });
      holder = one.to;
      isOnItsWay = true;
    } else if (one.does === 'receive' && isOnItsWay) {
      write('case.received', { receivedOn: day, receivedBy: '某', caseNumber: '', note: '' });
      isOnItsWay = false;
    } else if (one.does === 'close' && !isOnItsWay && !isClosed) {
      write('outcome.recorded', { code: 'R09', closedOn: day, note: '' });
      isClosed = true;
    }
  }
  return (until: string) => {
    const { state } = foldActions(
      caseReducer,
      line.actions.filter((_, index) => (days[index] ?? '') <= until),
    );
    expect(state.refused).toEqual([]);
    return state.opened === null ? null : state;
  };
}

/** An office has the files that it wrote in or that it was given. */
const isGivenTo = ({ body }: TimelineEntry, office: string): boolean =>
  (body as { readonly toOfficeId?: string }).toOfficeId === office;

it('what was left at the end of a month is there at the beginning of the next, wherever a case is handed over', () => {
  fc.assert(
    fc.property(fc.array(course, { minLength: 1, maxLength: 5 }), (courses) => {
      const cases = courses.map((one, index) => play(`case-${index}`, one));
      const leftBefore = new Map<string, number>();
      for (const month of months) {
        const states = cases.flatMap((stateAt, index) => {
          const state = stateAt(month.to);
          return state === null ? [] : [{ id: `case-${index}`, state }];
        });
        let [openAfter, registered, closed] = [0, 0, 0];
        for (const office of offices) {
          const entries = states
            .map(({ id, state }) => getCaseView(id, state, office))
            .filter(({ timeline }) => timeline.some((one) => one.office === office || isGivenTo(one, office)))
            .flatMap((view) => ledgerEntriesOf(view, month.to, ''));
          const found = countPeriodFigures(entriesOfPeriod(entries, month), month, month.to);
          expect([office, month.from, found.openBefore]).toEqual([
            office,
            month.from,
            leftBefore.get(office) ?? 0,
          ]);
          expect(found.openBefore + found.received + found.arrived - found.closed - found.handedOver).toBe(
            found.openAfter,
          );
          leftBefore.set(office, found.openAfter);
          openAfter += found.openAfter;
          registered += found.received;
          closed += found.closed;
        }
        // Together the offices have every case once.
        const ofMonth = states.filter(({ state }) => (state.opened?.openedOn ?? '') >= month.from);
        expect(registered).toBe(ofMonth.length);
        const views = states.map(({ id, state }) => getCaseView(id, state));
        expect(openAfter).toBe(views.filter(({ outcome }) => outcome === null).length);
        expect(closed).toBe(views.filter(({ outcome }) => (outcome?.closedOn ?? '') >= month.from).length);
      }
    }),
    { numRuns: process.env.NIGHTLY ? 600 : 60 },
  );
});
