import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, type Order, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { FormId } from '../../shared/case/actions.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { checkArchive } from '../../shared/documents/archive-check.ts';
import { subtractMoney } from '../../shared/text/money.ts';
import { demoMediator, demoOffice } from '../../src-main/demo-office.ts';
import type { Desk } from '../../src-main/desk.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { openPlainDesk } from '../fixtures/plain-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-ends-'));
const reader = createPageReader();
const file = readCase('01-restaurant-wage-arrears');
const orders = ordersOfCase(file);
let now = '2026-05-01T09:00:00+08:00';
let desk: Desk;

beforeAll(async () => {
  desk = await openPlainDesk(folder, { now: () => Date.parse(now), slowHashMemory: 1024 });
  await desk.handlers.session.setUp({
    office: demoOffice,
    deskLetter: 'A',
    person: demoMediator,
    pin: '246813',
  });
});
afterAll(async () => {
  await desk.close();
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const act = (caseId: string, type: string, body: unknown) =>
  desk.handlers.cases.act({ caseId, order: { type, body } as ActionOrder });
const viewOf = async (caseId: string) => (await desk.handlers.cases.open({ caseId })).view;
const textOf = async (caseId: string, form: FormId, subjectId = 'application') => {
  const { pdf } = await desk.handlers.documents.preview({ caseId, form, subjectId });
  return plain(reader.pagesOf(Buffer.from(pdf, 'base64')).join(''));
};
const isBeforeAgreement = ({ type }: Order) => type !== 'agreement.drafted';

/** A case with its meetings; its agreement only where asked for. */
async function enter(isWanted: (order: Order) => boolean = isBeforeAgreement): Promise<string> {
  const { caseId } = await desk.handlers.cases.create({ openedOn: orders.openedOn, externalNumber: null });
  for (const { type, body } of actionsBeforeDocuments(file).filter(isWanted)) await act(caseId, type, body);
  return caseId;
}

/** A case whose agreement is in force. */
async function enterSigned(): Promise<string> {
  const caseId = await enter(() => true);
  const { agreementChecks } = await desk.handlers.cases.open({ caseId });
  const overruled = agreementChecks
    .filter(({ severity }) => severity === 'warning')
    .map(({ rule }) => ({ rule, reason: '已核实' }));
  const { documentId } = await desk.handlers.documents.finalise({
    caseId,
    form: 'agreement',
    subjectId: '1',
    overruled,
  });
  for (const signature of orders.agreementSignatures)
    await act(caseId, 'document.signed', { ...signature, documentId });
  return caseId;
}

describe('an agreement that is not performed', () => {
  it('stands with its overdue sum on the first page, in the reminder and in the payment order, until it is paid', async () => {
    now = '2026-05-01T09:00:00+08:00';
    const caseId = await enterSigned();
    const overdue = async () => (await desk.handlers.cases.today({})).overduePerformance.map(({ id }) => id);
    expect((await viewOf(caseId)).agreements[0]?.effectiveness.isEffective).toBe(true);
    expect(await overdue()).not.toContain(caseId);
    now = '2026-12-01T09:00:00+08:00';
    expect(await overdue()).toContain(caseId);
    const debtor = file.parties.find((one) => one.side === '被申请人')?.id ?? '';
    const worker = file.parties.find((one) => one.side === '申请人')?.id ?? '';
    expect(await textOf(caseId, 'performanceReminder', debtor)).toContain('尚欠合计');
    expect(await textOf(caseId, 'paymentOrderApplication', worker)).toContain('支付令');
    await act(caseId, 'performance.recorded', { patches: orders.performances });
    expect(await overdue()).not.toContain(caseId);
    await expect(textOf(caseId, 'performanceReminder', debtor)).rejects.toThrow();
  });

  it('is visited: the round of a day lists who, where, why and what is still open, and a visit that was made leaves it', async () => {
    now = '2026-12-01T09:00:00+08:00';
    const caseId = await enterSigned();
    const worker = file.parties.find((one) => one.side === '申请人');
    const visit = {
      number: 1,
      plannedOn: '2026-12-03',
      method: 'inPerson',
      visitedPartyId: worker?.id,
      purpose: '督促履行',
    };
    await act(caseId, 'visit.recorded', { patches: [{ kind: 'visit', id: 'v1', fields: visit }] });
    const round = async () =>
      (await desk.handlers.cases.visitRound({ from: '2026-12-01', until: '2026-12-05' })).rows.filter(
        (row) => row.caseId === caseId,
      );
    const week = async () =>
      (await desk.handlers.cases.schedule({ from: '2026-11-30', until: '2026-12-06' })).entries
        .filter(({ caseItem }) => caseItem.id === caseId)
        .map(({ date, kind }) => `${date} ${kind}`);
    expect(await week()).toContain('2026-12-03 visit');
    const [row] = await round();
    expect(row).toMatchObject({ partyName: worker?.name, phone: worker?.phone, purpose: '督促履行' });
    expect(row?.address).toBe(worker?.deliveryAddress);
    // What was paid in part is open for the rest, and each thing is said of who owes it.
    const first = row?.open.find(({ amount }) => amount !== '');
    const { agreements, parties } = await viewOf(caseId);
    const instalment = agreements[0]?.performance.find(({ dueDate }) => dueDate === first?.dueDate);
    const payer = parties.find(({ kind }) => kind === 'employer');
    expect(first).toMatchObject({ debtors: [payer?.name], amount: instalment?.dueAmount });
    const paid = {
      obligationId: instalment?.obligationId,
      instalmentNumber: instalment?.instalmentNumber,
      doneOn: '2026-11-30',
      amount: '1000.00',
    };
    await act(caseId, 'performance.recorded', {
      patches: [{ kind: 'performance', id: 'part', fields: paid }],
    });
    const [rest] = await round();
    expect(
      rest?.open.find(({ dueDate, kind }) => dueDate === first?.dueDate && kind === first?.kind),
    ).toMatchObject({
      amount: subtractMoney(instalment?.dueAmount ?? '', '1000.00'),
    });
    await act(caseId, 'visit.recorded', {
      patches: [{ kind: 'visit', id: 'v1', fields: { date: '2026-12-03', findings: '尚未支付' } }],
    });
    expect(await round()).toEqual([]);
  });
});

describe('a case that ends without an agreement', () => {
  it.each([
    ['R02', 'applicationWithdrawal', '撤回'],
    ['R03', 'applicationWithdrawal', '撤回'],
    ['R05', 'terminationNotice', '申请仲裁'],
    ['R08', 'terminationNotice', '申请仲裁'],
  ] as const)('%s closes it with its paper', async (code, form, words) => {
    const caseId = await enter();
    await act(caseId, 'outcome.recorded', { code, closedOn: '2026-05-09', note: '' });
    expect(await textOf(caseId, form)).toContain(words);
    await expect(
      act(caseId, 'outcome.recorded', { code: 'R01', closedOn: '2026-05-09', note: '' }),
    ).rejects.toThrow('outcome.alreadyRecorded');
  });

  it('is opened again with a reason that stays, and goes on where it was', async () => {
    const caseId = await enter();
    await act(caseId, 'outcome.recorded', { code: 'R06', closedOn: '2026-05-09', note: '' });
    await act(caseId, 'case.archived', { ...orders.archive, filedOn: '2026-05-10' });
    await expect(act(caseId, 'intake.recorded', { patches: [] })).rejects.toThrow();
    const body = { reopenedOn: '2026-05-20', reason: '双方愿意继续调解' };
    await act(caseId, 'case.reopened', body);
    const view = await viewOf(caseId);
    expect([view.archive, view.outcome]).toEqual([null, null]);
    expect(view.timeline.at(-1)).toMatchObject({ type: 'case.reopened', body });
    await act(caseId, 'minutes.entryWritten', {
      patches: [{ kind: 'undisputedFact', id: 'later', fields: { order: 9, text: '重开后确认的事实' } }],
    });
    await expect(act(caseId, 'case.reopened', body)).rejects.toThrow('reopening.notClosed');
  });

  it('is handed over whole: from then on this office only looks, and records what is on paper', async () => {
    const caseId = await enterSigned();
    const body = {
      toOfficeId: 'other',
      toOfficeName: '北京市海淀区某街道调解委员会',
      handedOverOn: '2026-12-02',
      reason: '劳动合同履行地在该街道',
      handedOverBy: demoMediator.name,
    };
    const inHand = async () => (await desk.handlers.cases.today({})).openCases;
    const before = await inHand();
    await act(caseId, 'case.handedOver', body);
    // Neither Today nor the report of the period counts it among what this office still has to end.
    expect(await inHand()).toBe(before - 1);
    const { pdf } = await desk.handlers.ledger.preview({
      form: 'statisticalReport',
      from: '2026-01-01',
      to: '2026-12-31',
      isMasked: false,
    });
    const report = plain(reader.pagesOf(Buffer.from(pdf, 'base64')).join(''));
    expect(report).toContain('本期移送其他调解组织1件，不计入结案');
    await expect(act(caseId, 'outcome.recorded', orders.outcome)).rejects.toThrow('case.handedOver');
    const { documents, handover, nextStep, steps } = await viewOf(caseId);
    expect(handover?.reason).toBe(body.reason);
    // It is the other office that receives it: nothing of the case is offered or next here.
    expect(nextStep).toBeNull();
    expect(steps.find(({ id }) => id === 'receiveCase')?.refusal).toBe('case.handedOver');
    expect(steps.filter(({ refusal }) => refusal === null).map(({ id }) => id)).toEqual(['handlePaper']);
    const documentId = documents[0]?.documentId;
    await act(caseId, 'document.printed', { documentId, copies: 3, printer: 'Desk-1' });
  });

  it('may be performed at once: the minutes hold it, the receipt and the report say it, the ledger counts it', async () => {
    const caseId = await enter();
    const { meetings, claims } = await viewOf(caseId);
    const meetingId = meetings[0]?.id ?? '';
    const [claim] = claims;
    await act(caseId, 'minutes.entryWritten', {
      patches: [
        {
          kind: 'minutesEntry',
          id: 'n1',
          fields: { meetingId, order: 999, time: '11:00', kind: 'result', text: '即时履行完毕' },
        },
        {
          kind: 'immediatePerformance',
          id: 'i1',
          fields: {
            meetingId,
            entryId: 'n1',
            isMonetary: true,
            kind: '工资差额',
            debtorIds: ['P2'],
            creditorIds: ['P1'],
            claimIds: [claim?.id ?? ''],
            amount: '3000.00',
            doneOn: '2026-05-09',
            method: '现金',
          },
        },
      ],
    });
    await desk.handlers.documents.finalise({ caseId, form: 'minutes', subjectId: meetingId, overruled: [] });
    expect((await viewOf(caseId)).nextStep).toBe('recordOutcome');
    await act(caseId, 'outcome.recorded', { code: 'R01a', closedOn: '2026-05-09', note: '' });
    expect(await textOf(caseId, 'paymentReceipt', 'i1')).toContain(
      '当场支付的工资差额，计3,000.00元（大写：人民币叁仟元整）',
    );
    expect(await textOf(caseId, 'closingReport')).toContain('未制作调解协议书，调解结果记入第1次调解会笔录');
    const items = checkArchive(await viewOf(caseId)).map(({ id }) => id);
    expect(items).toContain('performanceProof');
    expect(items).not.toContain('agreement');
    const { today } = desk.handlers.cases;
    expect((await today({})).waitingForSignature.map(({ id }) => id)).not.toContain(caseId);
  });
});

describe('many hands at once', () => {
  it('two windows’ worth of clicks lose nothing and double nothing', async () => {
    const caseId = await enter();
    const meetingId = (await viewOf(caseId)).meetings[0]?.id ?? '';
    const before = (await viewOf(caseId)).meetings[0]?.entries.length ?? 0;
    const entries = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(
      entries.map((index) =>
        act(caseId, 'minutes.entryWritten', {
          patches: [
            {
              kind: 'minutesEntry',
              id: `r${index}`,
              fields: { meetingId, order: 1000 + index, text: `第${index}句` },
            },
          ],
        }),
      ),
    );
    const { meetings, conflicts } = await viewOf(caseId);
    expect(meetings[0]?.entries.slice(before).map(({ text }) => text)).toEqual(
      entries.map((index) => `第${index}句`),
    );
    expect(conflicts).toEqual([]);
  });

  it('a double click on 定稿 makes one document', async () => {
    const caseId = await enter();
    const finalise = () =>
      desk.handlers.documents.finalise({
        caseId,
        form: 'minutes',
        subjectId: 'M1',
        overruled: [],
      });
    const results = await Promise.allSettled([finalise(), finalise(), finalise()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { documents } = await viewOf(caseId);
    expect(documents.filter(({ form, isLate }) => form === 'minutes' && !isLate)).toHaveLength(1);
  });

  it('a paste of 5,000 characters is kept to the last one, and printed', async () => {
    const caseId = await enter();
    const pasted = Array.from({ length: 5_000 }, (_, index) => '申请人自述工资欠付经过'[index % 11]).join('');
    await act(caseId, 'intake.recorded', {
      patches: [{ kind: 'application', id: 'application', fields: { factsAndReasons: pasted } }],
      reason: '补录',
    });
    expect((await viewOf(caseId)).application.factsAndReasons).toBe(pasted);
    expect(await textOf(caseId, 'mediationApplication')).toContain(pasted.slice(-300));
  });
});
