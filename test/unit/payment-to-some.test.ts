import { describe, expect, it } from 'vitest';
import type { EntityOf } from '../../shared/case/entities.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { findApplicationObstacles } from '../../shared/documents/application-obstacles.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { dueRowsOf, owedTo, receivedBy } from '../../shared/documents/due-rows.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { formatMoney, sumMoney } from '../../shared/text/money.ts';
import { isAskedToSign, signersOf } from '../../src-renderer/signing/signers.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

const { view } = foldWholeCase('02-construction-collective-wages', { end: 'paid', paidUntil: '2026-08-01' });
const today = '2026-08-15';
const [agreement] = view.agreements;
const second = agreement && dueRowsOf(agreement).find(({ row }) => row.instalmentNumber === 2);
if (agreement === undefined || second === undefined) throw new Error('The case has no second instalment.');
const { row } = second;
const workers = second.obligation.creditorIds ?? [];
const paid = workers.slice(0, 8);
const shares = new Map(workers.map((id) => [id, owedTo(view, second, id) ?? '']));
const sumOf = (ids: readonly string[]) => sumMoney(ids.map((id) => shares.get(id) ?? ''));

/** The case after a part of the second instalment was paid, as it was written down. */
function afterPayment(fields: Partial<EntityOf<'performance'>>) {
  const entry: EntityOf<'performance'> = { id: 'y9', amount: sumOf(paid), doneOn: '2026-08-10', ...fields };
  const changed = { ...row, entries: [entry], paidAmount: entry.amount ?? '', doneOn: '2026-08-10' };
  const performance = agreement?.performance.map((one) => (one === row ? changed : one)) ?? [];
  const own = { ...agreement, performance } as CaseView['agreements'][number];
  const due = dueRowsOf(own).find((one) => one.row === changed);
  if (due === undefined) throw new Error('no row');
  return { due, agreement: own, view: { ...view, agreements: [own] } };
}

describe('an instalment that was paid to eight of twelve workers', () => {
  const after = afterPayment({ creditorIds: [...paid] });
  const [received = '', , , , , , , , left = ''] = workers;

  it('is owed to the other four, each the own sum', () => {
    expect(workers.map((id) => owedTo(after.view, after.due, id))).toEqual(
      workers.map((id) => (paid.includes(id) ? '0.00' : shares.get(id))),
    );
    expect(receivedBy(after.view, after.due, received)).toBe(shares.get(received));
  });

  it('lets these four apply for a payment order, and nobody who has the money', () => {
    const orders = listPaperSlots(after.view, today).filter(({ form }) => form === 'paymentOrderApplication');
    expect(orders.map(({ subjectId }) => subjectId)).toEqual(workers.slice(8));
    const obstaclesOf = (creditorId: string) =>
      findApplicationObstacles(after.view, after.agreement, 'paymentOrder', {
        today,
        lastDay: null,
        creditorId,
      })
        .filter(({ severity }) => severity === 'refusal')
        .map(({ id }) => id);
    expect(obstaclesOf(left)).toEqual([]);
    expect(obstaclesOf(received)).toEqual(['notDue']);
  });

  it('has a receipt of those who received it, whose lines come to what was paid', () => {
    const receipt = buildDocument(after.view, 'paymentReceipt', `${row.obligationId}.2`, {
      mediationEndsOn: '',
      today,
    }) as Paper;
    const lines = receipt.parts.flatMap((part) => (part.kind === 'table' ? part.rows : []));
    expect(lines).toHaveLength(paid.length + 1);
    const document = { form: 'paymentReceipt', subjectId: `${row.obligationId}.2` } as CaseDocument;
    const asked = signersOf(after.view).filter((signer) => isAskedToSign(after.view, signer, document));
    expect(asked.map(({ signerId }) => signerId).sort()).toEqual([...paid].sort());
  });

  it('stands on the record of performance with the day, the sum and the names of those eight alone', () => {
    const record = buildDocument(after.view, 'performanceRecord', after.agreement.version, {
      mediationEndsOn: '',
      today,
    }) as Paper;
    const names = view.parties.filter(({ id }) => paid.includes(id)).map(({ name }) => name);
    const lines = record.parts.flatMap((part) =>
      part.kind === 'table' && part.head.includes('收款人') ? part.rows : [],
    );
    expect(lines).toEqual([
      [expect.stringContaining('第2期'), '2026年8月10日', formatMoney(sumOf(paid)), names.join('、')],
    ]);
  });
});

describe('a part of which nobody wrote down who received it', () => {
  it('leaves open what each is owed, until it is told', () => {
    const { due, view: after } = afterPayment({});
    expect(workers.map((id) => owedTo(after, due, id))).toEqual(workers.map(() => null));
  });

  it('is his own where one worker received another sum than his share', () => {
    const [first = '', second = ''] = workers;
    const { due, view: after } = afterPayment({ creditorIds: [first], amount: '100.00' });
    expect(receivedBy(after, due, first)).toBe('100.00');
    expect(owedTo(after, due, second)).toBe(shares.get(second));
  });
});
