import { describe, expect, it } from 'vitest';
import { ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { caseReducer } from '../../../shared/case/reducer.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { foldActions } from '../../../shared/record/fold.ts';
import { agreementOrder, createDesks, signatureOrder } from '../record/desks.ts';

/** What two desks did to one case without a line, as papers, ledger and figures say it once both have everything. */
const viewOf = (desks: ReturnType<typeof createDesks>) =>
  getCaseView('case', foldActions(caseReducer, desks.actions()).state);
const patch = (type: string, kind: string, id: string, fields: Record<string, unknown>) => ({
  type,
  body: { patches: [{ kind, id, fields }] },
});
const signatures = (documentId: string) => [
  signatureOrder(documentId, 'P1'),
  signatureOrder(documentId, 'P2'),
  signatureOrder(documentId, 'M1', 'mediator'),
  signatureOrder(documentId, 'organisation', 'organisation'),
];

describe('a payment that both desks recorded', () => {
  const desks = createDesks(2);
  const instalments = [
    { number: 1, dueDate: '2026-05-01', amount: '5000.00' },
    { number: 2, dueDate: '2026-06-01', amount: '5000.00' },
  ];
  const owes = { isMonetary: true, kind: '工资', amount: '10000.00', debtorIds: ['P2'], creditorIds: ['P1'] };
  const obligation = { agreementVersion: '1', order: 1, ...owes, instalments };
  desks.write(0, patch('agreement.drafted', 'obligation', 'O1', obligation));
  for (const order of [agreementOrder('D1'), ...signatures('D1')]) desks.write(0, order);
  desks.exchange();
  const paid = { obligationId: 'O1', instalmentNumber: 1, doneOn: '2026-05-01', amount: '5000.00' };
  for (const desk of [0, 1])
    desks.write(desk, patch('performance.recorded', 'performance', `F${desk}`, paid));
  const view = viewOf(desks);

  it('pays no other instalment: the record of performance says what is still owed', () => {
    const paper = buildDocument(view, 'performanceRecord', '1', { mediationEndsOn: '', today: '2026-06-15' });
    const said = JSON.stringify(paper);
    expect(said).not.toContain('["尚欠","无"]');
    expect(said).toMatch(/\["尚欠","5,?000\.00/);
  });

  it('counts once in the ledger, as far as it was due', () => {
    const [entry] = ledgerEntriesOf(view, '2026-06-15', '');
    expect(entry).toMatchObject({ dueRows: 2, doneRows: 1, dueAmount: '10000.00', paidAmount: '5000.00' });
  });
});

describe('an agreement that both desks made final and had signed', () => {
  it.each([0, -365 * 24 * 3_600_000])(
    'stays in force when the other paper has one signature (%i)',
    (error) => {
      for (const [other, own] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const desks = createDesks(2);
        desks.setClockError(other, error);
        desks.write(other, agreementOrder('D-other'));
        desks.write(own, agreementOrder('D-own'));
        for (const order of signatures('D-own')) desks.write(own, order);
        desks.write(other, signatureOrder('D-other', 'P1'));
        const [agreement] = viewOf(desks).agreements;
        expect(agreement?.document?.documentId).toBe('D-own');
        expect(agreement?.effectiveness.isEffective).toBe(true);
      }
    },
  );
});

describe('an outcome taken back of two that stand beside each other', () => {
  const outcome = (code: string) => ({
    type: 'outcome.recorded',
    body: { code, closedOn: '2026-04-22', note: '' },
  });

  it.each([0, 1])('leaves the other (%i)', (taken) => {
    const desks = createDesks(2);
    const written = [desks.write(0, outcome('R05')), desks.write(1, outcome('R03'))];
    desks.exchange();
    const { id = '' } = written[taken] ?? {};
    desks.write(0, { type: 'action.withdrawn', body: { actionId: id, reason: '登记有误' } });
    const view = viewOf(desks);
    expect(view.refused).toEqual([]);
    expect(view.conflicts).toEqual([]);
    expect(view.outcome?.code).toBe(taken === 0 ? 'R03' : 'R05');
  });
});

describe('a decision taken apart', () => {
  const archived = (archiveNumber: string) => ({
    type: 'case.archived',
    body: {
      ...{ archiveNumber, filedOn: '2026-05-01', filedBy: '', checkedBy: '', retentionClass: 'long' },
      note: '',
    },
  });
  const received = (receivedBy: string) => ({
    type: 'case.received',
    body: { receivedOn: '2026-05-01', receivedBy, caseNumber: '', note: '' },
  });
  const handedOver = {
    type: 'case.handedOver',
    body: {
      toOfficeId: 'o',
      toOfficeName: '乙',
      handedOverOn: '2026-05-01',
      reason: '管辖',
      handedOverBy: '',
    },
  };
  const ended = { type: 'outcome.recorded', body: { code: 'R05', closedOn: '2026-04-22', note: '' } };

  it.each([
    ['archive', ended, archived],
    ['receipt', handedOver, received],
  ] as const)('about the %s is settled by taking one of the two again', (_, before, decided) => {
    const desks = createDesks(2);
    desks.write(0, before);
    desks.exchange();
    desks.write(0, decided('1'));
    desks.write(1, decided('2'));
    desks.exchange();
    expect(viewOf(desks).conflicts).toHaveLength(1);
    desks.write(0, decided('1'));
    const view = viewOf(desks);
    expect(view.refused).toEqual([]);
    expect(view.conflicts).toEqual([]);
    desks.write(0, decided('2'));
    expect(viewOf(desks).refused).toHaveLength(1);
  });
});
