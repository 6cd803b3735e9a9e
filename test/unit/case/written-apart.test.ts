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
