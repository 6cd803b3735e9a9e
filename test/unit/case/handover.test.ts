import { describe, expect, it } from 'vitest';
import { entriesOfPeriod, ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { countPeriodFigures } from '../../../shared/case/period-figures.ts';
import { findRefusal } from '../../../shared/case/step-refusals.ts';
import { summariseCase } from '../../../shared/case/summarise.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { buildOfficePaper } from '../../../shared/documents/build-office.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const own = (line: ReturnType<typeof foldWholeCase>['line']) => getCaseView('case-1', line.fold().state);
const agreementOf = (view: ReturnType<typeof own>) =>
  JSON.stringify(buildDocument(view, 'agreement', '1', { mediationEndsOn: '', today: '' }));

const handedOver = {
  type: 'case.handedOver',
  body: {
    toOfficeId: 'other',
    toOfficeName: '某区劳动人事争议调解中心',
    handedOverOn: '2026-04-25',
    reason: '用人单位所在地不在本街道',
    handedOverBy: '某',
  },
} as const;
const received = { receivedOn: '2026-04-26', receivedBy: '某', caseNumber: '', note: '' };

describe('移送: the office that received a case', () => {
  it('stands on what is made from then on, with its seal, where the one it came from stood', () => {
    const { line, view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    const former = view.opened.office;
    const office = { ...former, id: 'other', name: '某区劳动人事争议调解中心', court: '某区人民法院' };
    line.write(handedOver);
    expect(own(line).opened.office).toEqual(former);
    line.write({ type: 'case.received', body: { ...received, office } }, undefined, 'other');
    const { opened } = own(line);
    expect(opened.office).toEqual(office);
    expect(opened.caseNumber).toBe(view.opened.caseNumber);
    expect(agreementOf(view)).toContain(former.name);
    expect(agreementOf(own(line))).toContain(office.name);
    expect(agreementOf(own(line))).not.toContain(former.name);
  });

  it('is alone asked to receive it, and alone works on it; the other records what is on paper', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    const seenBy = (office: string) => getCaseView('case-1', line.fold().state, office);
    expect(seenBy('other').nextStep).toBe('receiveCase');
    expect(seenBy('office').nextStep).toBeNull();
    const openTo = () => seenBy('office').steps.flatMap(({ id, refusal }) => (refusal === null ? [id] : []));
    expect(openTo()).toEqual(['handlePaper']);
    line.write({ type: 'case.received', body: received }, undefined, 'other');
    expect(openTo()).toEqual(['handlePaper']);
    expect(findRefusal(seenBy('office'), 'recordVisit')).toBe('case.handedOver');
    expect(findRefusal(seenBy('other'), 'recordVisit')).toBeNull();
  });

  it('has its last days and its next step in the lists, and the other none of them', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    const listedBy = (office: string) =>
      summariseCase(getCaseView('case-1', line.fold().state, office), line.fold(), {
        today: '2026-04-26',
        deadlines: [{ rule: 'D08', dueDate: '2026-05-25', isDuty: false }],
        toSearchTokens: (text) => text,
      });
    expect(listedBy('other')).toMatchObject({
      nextDeadlineOn: '2026-05-25',
      summary: { nextStep: 'receiveCase' },
    });
    expect(listedBy('other').summary.openDueDates).not.toEqual([]);
    expect(listedBy('office')).toMatchObject({
      nextDeadlineOn: '',
      summary: {
        nextStep: '',
        nextDeadlineRule: '',
        openDueDates: [],
        deadlines: [],
        handedOverTo: '某区劳动人事争议调解中心',
      },
    });
    expect(listedBy('other').summary.handedOverTo).toBe('');
  });

  it('has it in hand and counts its end; the other counts it as passed on, and neither as closed nor as open', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    const viewOf = (office: string) => getCaseView('case-1', line.fold().state, office);
    const facts = { today: '2026-04-26', deadlines: [], toSearchTokens: (text: string) => text };
    const isOver = (office: string) => summariseCase(viewOf(office), line.fold(), facts).closed;
    expect([isOver('other'), isOver('office')]).toEqual([false, true]);
    const april = { from: '2026-04-01', to: '2026-04-30' };
    const may = { from: '2026-05-01', to: '2026-05-31' };
    const countedBy = (office: string, period: typeof april) => {
      const entries = ledgerEntriesOf(viewOf(office), '2026-05-31', '2026-05-08');
      const { openBefore, received, arrived, closed, handedOver, openAfter, openLate } = countPeriodFigures(
        entriesOfPeriod(entries, period),
        period,
        '2026-05-31',
      );
      return { openBefore, received, arrived, closed, handedOver, openAfter, openLate };
    };
    const none = {
      openBefore: 0,
      received: 0,
      arrived: 0,
      closed: 0,
      handedOver: 0,
      openAfter: 0,
      openLate: 0,
    };
    expect(countedBy('office', april)).toEqual({ ...none, received: 1, handedOver: 1 });
    expect(countedBy('office', may)).toEqual(none);
    expect(countedBy('other', april)).toEqual({ ...none, arrived: 1, openAfter: 1 });
    expect(countedBy('other', may)).toMatchObject({ openBefore: 1, openAfter: 1 });
    const paper = (form: 'ledger' | 'statisticalReport', office: string) =>
      JSON.stringify(
        buildOfficePaper(form, {
          ...{ office: viewOf(office).opened.office, period: april, filledBy: '某', filledOn: '2026-04-30' },
          ...{ entries: ledgerEntriesOf(viewOf(office), '2026-04-30', ''), risks: [], mediators: [] },
          isMasked: false,
        }),
      );
    expect(paper('ledger', 'other')).toContain('2026-04-25\\n接收移送');
    expect(paper('statisticalReport', 'other')).toContain('"本期接收其他调解组织移送","1 件，不计入登记"');
    expect(paper('ledger', 'office')).not.toContain('接收移送');
    expect(paper('statisticalReport', 'office')).not.toContain('接收其他');
  });

  it('handed back within a period, stands in the ledger with both times, and once among the risks', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    line.write({ type: 'case.received', body: received }, undefined, 'other');
    const back = { ...handedOver.body, toOfficeId: 'office', handedOverOn: '2026-04-28' };
    line.write({ type: 'case.handedOver', body: back }, undefined, 'other');
    const view = getCaseView('case-1', line.fold().state, 'office');
    const paper = (form: 'ledger' | 'riskLedger') =>
      JSON.stringify(
        buildOfficePaper(form, {
          ...{ office: view.opened.office, period: { from: '2026-04-01', to: '2026-04-30' } },
          ...{ filledBy: '某', filledOn: '2026-04-30', risks: [], mediators: [], isMasked: false },
          entries: ledgerEntriesOf(view, '2026-04-30', ''),
        }),
      );
    expect(paper('ledger').split(`${view.opened.caseNumber}`)).toHaveLength(3);
    expect(paper('ledger')).toContain('2026-04-25\\n移送');
    expect(paper('ledger')).toContain('2026-04-28\\n接收移送');
    expect(paper('riskLedger').split(`${view.opened.caseNumber}`)).toHaveLength(2);
  });

  it('waits for the signatures that are missing, and the other waits for none', () => {
    const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    const missing = [{ kind: 'organisation', id: 'organisation', name: '某' } as const];
    const waitingAt = (office: string) => {
      const view = getCaseView('case-1', line.fold().state, office);
      const agreements = view.agreements.map((one) => ({
        ...one,
        effectiveness: { ...one.effectiveness, missing },
      })) as unknown as typeof view.agreements;
      const facts = { today: '2026-04-26', deadlines: [], toSearchTokens: (text: string) => text };
      return summariseCase({ ...view, agreements }, line.fold(), facts).summary.missingSignatures;
    };
    expect(waitingAt('other')).toBe(1);
    expect(waitingAt('office')).toBe(0);
  });

  it('is not known of what an earlier program received: the office that opened it stays', () => {
    const { line, view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
    line.write(handedOver);
    line.write({ type: 'case.received', body: received }, undefined, 'other');
    expect(own(line).opened.office).toEqual(view.opened.office);
  });
});
