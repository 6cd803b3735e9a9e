import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { PerformanceRow } from '../../../shared/case/agreement.ts';
import { ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { planVisits } from '../../../shared/case/visit-plan.ts';
import { mainFilePieces } from '../../../shared/documents/file-order.ts';
import { buildVisitRecord } from '../../../shared/documents/forms/visit-record.ts';
import { FollowUpRule } from '../../../shared/law/office-rules.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';
import { calendar } from '../law/support/calendars.ts';

/** A case with its visits, the last of which is final. */
function play() {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const last = view().visits.at(-1);
  const finalise = (id: string) =>
    line.write({
      type: 'document.finalised',
      body: finalisedBody({ documentId: `visitRecord-${id}`, form: 'visitRecord', subjectId: id }),
    });
  const record = (id: string, fields: Readonly<Record<string, unknown>>) =>
    line.write({ type: 'visit.recorded', body: { patches: [{ kind: 'visit', id, fields }] } });
  finalise(last?.id ?? '');
  return { view, last, finalise, record };
}

it('a final record is put right by another, which says why; both stay in the file', () => {
  const { view, last, finalise, record } = play();
  const { document: _, isCorrected: __, id, ...fields } = last ?? { id: '' };
  record(id, { satisfaction: 'dissatisfied' });
  expect(view().refused.map(({ code }) => code)).toEqual(['document.isFrozen']);

  const correction = { correctsVisitId: id, correctionReason: '满意度误选' };
  record('v-right', { ...fields, satisfaction: 'dissatisfied', ...correction });
  finalise('v-right');
  expect(view().refused).toHaveLength(1);
  expect(
    view()
      .visits.map((one) => [one.id, one.isCorrected])
      .slice(-2),
  ).toEqual([
    [id, true],
    ['v-right', false],
  ]);
  const paper = JSON.stringify(buildVisitRecord(view(), 'v-right').parts);
  expect(paper).toContain(`第${last?.number}次回访记录，原记录留卷。理由：满意度误选`);
  expect(JSON.stringify(buildVisitRecord(view(), id).parts)).not.toContain('更正');
  const linesOfIndex = mainFilePieces(view()).map(({ title, date }) => `${title} ${date}`);
  expect(linesOfIndex).toEqual(
    expect.arrayContaining([
      `回访记录表（第${last?.number}次） ${last?.date}`,
      `回访记录表（第${last?.number}次，更正） ${last?.date}`,
    ]),
  );
});

it('the arbitration of which a visit tells is printed with its day', () => {
  const { view, record } = play();
  record('v-told', { number: 9, date: '2026-12-01', proceeding: 'appliedForArbitration' });
  expect(JSON.stringify(buildVisitRecord(view(), 'v-told').parts)).toContain('["已提起的程序","申请仲裁"]');
  record('v-told', { proceedingOn: '2026-11-20' });
  expect(JSON.stringify(buildVisitRecord(view(), 'v-told').parts)).toContain('申请仲裁（2026年11月20日）');
});

it('what counts is the record that was put right, also where another visit came after it', () => {
  const { view, last, record } = play();
  const [first] = view().visits;
  const visitsCounted = () => ledgerEntriesOf(view(), '2026-12-31', '')[0]?.satisfaction;
  const before = visitsCounted();
  record('v-early', { number: first?.number, date: first?.date, correctsVisitId: first?.id });
  expect(visitsCounted()).toBe(before);
  record('v-late', {
    number: last?.number,
    date: last?.date,
    satisfaction: 'dissatisfied',
    correctsVisitId: last?.id,
  });
  expect(visitsCounted()).toBe('dissatisfied');
});

it('a plan is called off and asks for nothing any more; a visit that took place stays', () => {
  const { view, last, record } = play();
  record('v-plan', { number: 9, plannedOn: '2026-12-01', visitedPartyId: 'P1' });
  expect(view().visits.map(({ id }) => id)).toContain('v-plan');
  record('v-plan', { isWithdrawn: true });
  expect(view().visits.map(({ id }) => id)).not.toContain('v-plan');
  const taken = view().visits.find(({ id }) => id !== last?.id);
  record(taken?.id ?? '', { isWithdrawn: true });
  expect(view().visits.map(({ id }) => id)).toContain(taken?.id);
});

/** The agreement in force, before anybody was asked how it is kept, and what is proposed. */
function planned() {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const view = () => getCaseView('case-1', line.fold().state);
  const record = (id: string, fields: Readonly<Record<string, unknown>>) =>
    line.write({ type: 'visit.recorded', body: { patches: [{ kind: 'visit', id, fields }] } });
  const shipped = new URL('../../../assets/parameters/follow-up.json', import.meta.url);
  const followUp = FollowUpRule.parse(JSON.parse(readFileSync(shipped, 'utf8')));
  const proposed = () => planVisits(view(), followUp, calendar).visits;
  const [first, second, ...others] = proposed();
  if (first === undefined || second === undefined) throw new Error('The case proposes no visits.');
  const pay = (row: PerformanceRow | undefined) => {
    if (row === undefined) throw new Error('The case has no such payment.');
    const { obligationId, instalmentNumber, dueAmount: amount, dueDate: doneOn } = row;
    const id = `y-${obligationId}-${instalmentNumber}`;
    const fields = { obligationId, instalmentNumber, amount, doneOn };
    line.write({ type: 'performance.recorded', body: { patches: [{ kind: 'performance', id, fields }] } });
  };
  return { view, record, pay, proposed, first, second, others };
}

it('nobody is asked whether an instalment was paid that is recorded as paid; the follow-ups of the rule stay', () => {
  const { view, record, pay, proposed } = planned();
  const purposes = () => proposed().map(({ purpose }) => purpose);
  const duties = purposes().find((purpose) => purpose.includes('出具解除劳动合同证明')) ?? '';
  const [, , , second] = proposed();
  const money = (view().agreements[0]?.performance ?? []).filter(({ dueAmount }) => dueAmount !== '');
  expect(second?.purpose).toContain('7,500.00 元、支付加班工资第2期 1,500.00 元');

  // One of two that are due on a day: the other is asked about, and a plan that was moved before stays the plan of both.
  pay(money.find(({ dueAmount }) => dueAmount === '7500.00'));
  expect(purposes()).toContain('核实2026年6月15日到期的支付加班工资第2期 1,500.00 元是否履行');
  record('v-moved', { number: 9, ...second, plannedOn: '2026-12-31' });
  expect(purposes().filter((purpose) => purpose.includes('6月15日'))).toEqual([]);
  record('v-moved', { isWithdrawn: true, purpose: '', plannedOn: '2026-12-31' });

  for (const row of money) pay(row);
  expect(purposes()).toEqual([
    '协议生效15日回访：履行情况、满意度、有无新的争议',
    duties,
    '协议生效90日回访：履行情况、满意度、有无新的争议',
  ]);
  // Somebody has asked meanwhile, for whatever reason.
  record('v-called', { number: 10, date: '2026-05-04', purpose: '电话核实' });
  expect(purposes()).not.toContain('协议生效15日回访：履行情况、满意度、有无新的争议');
});

it('a visit that was called off or moved to another day is not proposed again', () => {
  const { record, proposed, first, second, others } = planned();
  record('v-first', { number: 1, ...first });
  record('v-second', { number: 2, ...second, plannedOn: '2026-12-31' });
  expect(proposed()).toEqual(others);
  record('v-first', { isWithdrawn: true });
  expect(proposed()).toEqual(others);
});

it('nobody is asked to visit on a day before the last visit that took place', () => {
  const { record, proposed, first, second, others } = planned();
  record('v-1', { number: 1, date: first.plannedOn, purpose: '电话核实' });
  expect(proposed()).toEqual([second, ...others]);
  record('v-2', { number: 2, date: '2027-12-31', purpose: '上门回访' });
  expect(proposed()).toEqual([]);
});
