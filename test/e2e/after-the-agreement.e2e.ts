import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { addDays, daysBetween, toShanghaiDate } from '../../shared/text/dates.ts';
import { readCase } from '../fixtures/fold-case.ts';
import { expect, test } from './desk.ts';
import { enterCase, orderActions } from './seed.ts';

/** Ten days ago by the clock of the PC: whatever day it is, what was due then is late. */
const lateDay = addDays(toShanghaiDate(new Date().toISOString()), -10);
const given = readCase('01-restaurant-wage-arrears');
const file = {
  ...given,
  agreement: given.agreement && {
    ...given.agreement,
    obligations: given.agreement.obligations.map((one) => ({
      ...one,
      dueDate: lateDay,
      instalments: one.instalments?.map((instalment) => ({ ...instalment, dueDate: lateDay })),
    })),
  },
};

/** The agreement made final and signed by all, as it stands when nobody pays. */
async function bringIntoForce(page: Page, caseId: string): Promise<void> {
  const made = await page.evaluate(async (id) => {
    const value = <Value>(answer: { ok: true; value: Value } | { ok: false; code: string }): Value => {
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const { agreementChecks, view } = value(await window.desk.cases.open({ caseId: id }));
    const overruled = agreementChecks.map(({ rule }) => ({ rule, reason: '双方已当面确认' }));
    const order = { caseId: id, form: 'agreement', subjectId: '1', overruled } as const;
    const { documentId } = value(await window.desk.documents.finalise(order));
    return { documentId, mediatorId: view.acceptance?.mediators[0]?.id ?? '' };
  }, caseId);
  const signatures = ordersOfCase(file).agreementSignatures.map((one) => ({
    ...one,
    signerId: one.capacity === 'mediator' ? made.mediatorId : one.signerId,
  }));
  await orderActions(
    page,
    caseId,
    signatures.map((body) => ({ type: 'document.signed', body: { documentId: made.documentId, ...body } })),
  );
}

test('what is late is reminded of, visited from the list of the day and reopened; another case is withdrawn', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  const caseId = await enterCase(page, file, 'agreement');
  await bringIntoForce(page, caseId);
  const withdrawnId = await enterCase(page, given, 'acceptance');
  const paper = (name: string) => page.locator(`[data-paper="${name}"]`);
  const makeFinal = async (form: string, subjectId: string) => {
    await paper(`${form}.${subjectId}`).locator(`[data-action="finalise-${form}"]`).click();
    await expect(paper(`${form}.${subjectId}`).locator('.tag-green')).toBeVisible();
  };

  // A rule that the office gives itself changes what the case proposes.
  const openVisits = async () => {
    await driver.goTo('cases');
    await page.locator(`main [data-case="${caseId}"]`).click();
    await driver.section('visits');
  };
  const plan = page.locator('[data-value="visitPlan"]');
  const plannedDays = () =>
    plan.locator('[data-planned]').evaluateAll((rows) => rows.map((one) => one.getAttribute('data-planned')));
  await openVisits();
  await expect(plan).toContainText('第 3 个工作日');
  const shipped = await plannedDays();
  await driver.goTo('settings');
  await driver.field('officeRules.workingDaysAfterDue').fill('0');
  await driver.field('officeRules.followUpSource').fill('主任会议2026年第3次');
  await expect(page.locator('[data-action="save-follow-up-rule"]')).toBeDisabled();
  await driver.field('officeRules.workingDaysAfterDue').fill('7');
  await driver.field('officeRules.checkpoints').fill('20、40');
  await driver.press('save-follow-up-rule');
  await expect(page.locator('[data-value="rule-followUp"]')).toContainText('主任会议2026年第3次');
  await openVisits();
  await expect(plan).toContainText('第 7 个工作日');
  expect(await plannedDays()).not.toEqual(shipped);

  await driver.goTo('today');
  await page.locator(`[data-list="overduePerformance"] [data-case="${caseId}"]`).click();
  await driver.section('performance');
  await expect(page.locator('[data-value="overdue"] .tag-red').first()).toBeVisible();
  // A receipt that was registered by mistake is taken back with a reason, and the payment is late again.
  const first = page.locator('[data-performance]').first();
  const doneOn = first.locator('[data-field$=".doneOn"]');
  await doneOn.fill(lateDay);
  await first.locator('[data-field$=".amount"]').fill('1.00');
  await first.locator('[data-action^="record-performance"]').click();
  // What was recorded does not stand there to be recorded once more.
  await expect(first.locator('[data-performance-entry]')).toHaveCount(1);
  await expect(doneOn).toHaveValue('');
  await first.locator('.take-back summary').click();
  await first.locator('[data-field$=".withdrawReason"]').fill('试登');
  await first.locator('[data-action^="withdraw-performance"]').click();
  await expect(first.locator('[data-performance-entry]')).toHaveCount(0);
  await doneOn.fill(lateDay);
  await first.locator('[data-action^="record-performance"]').click();
  await expect(first.locator('.tag-green')).toBeVisible();
  await first.locator('.take-back summary').click();
  await expect(first.locator('[data-action^="withdraw-performance"]')).toBeDisabled();
  await first.locator('[data-field$=".withdrawReason"]').fill('登记到了另一案');
  await first.locator('[data-action^="withdraw-performance"]').click();
  await expect(first.locator('.tag-red')).toBeVisible();
  await makeFinal('performanceReminder', 'P2');
  await makeFinal('paymentOrderApplication', 'P1');
  await driver.press('remind-by-phone');
  // The call has taken place: what was said is all that is still to be written.
  await expect(page.locator('[data-visit="1"] [data-field$=".findings"]')).toBeFocused();
  await page.keyboard.insertText('无人接听');
  await driver.press('record-visit');

  const planned = { number: 2, plannedOn: lateDay, visitedPartyId: 'P2', purpose: '核实是否付清' };
  await orderActions(page, caseId, [
    { type: 'visit.recorded', body: { patches: [{ kind: 'visit', id: 'v-plan', fields: planned }] } },
  ]);
  await driver.goTo('visits');
  const row = page.locator('[data-round]');
  await expect(row).toContainText('核实是否付清');
  await row.locator('[data-case]').click();
  await driver.press('record-plan-2');
  const visit = page.locator('[data-visit="2"]');
  await visit.locator('[data-field$=".findings"]').fill('单位答应三日内付清');
  // Whoever clicks twice saves once.
  await page.locator('[data-action="record-visit"]').dblclick();
  await expect(visit.locator('[data-action="finalise-visitRecord"]')).toBeVisible();
  const { view } = await driver.openedCase(caseId);
  expect(view.timeline.filter(({ type }) => type === 'visit.recorded')).toHaveLength(4);
  // A final record is put right by another, which says why; the first stays.
  await visit.locator('[data-action="finalise-visitRecord"]').click();
  await driver.press('correct-visit-2');
  const correction = visit.nth(1);
  await correction.locator('[data-field$=".findings"]').fill('单位答应五日内付清');
  await expect(page.locator('[data-action="record-visit"]')).toBeDisabled();
  await correction.locator('[data-field$=".correctionReason"]').fill('天数记错');
  await driver.press('record-visit');
  await expect(visit.first().locator('.tag-amber')).toContainText('已更正');
  await driver.goTo('visits');
  await expect(row).toHaveCount(0);

  await driver.goTo('cases');
  await page.locator(`main [data-case="${caseId}"]`).click();
  await driver.section('closing');
  await driver.press('record-outcome');
  await expect(page.locator('[data-value="outcome"]')).toContainText('达成调解协议');
  await page.locator('.take-back summary').click();
  await driver.field('outcome.withdrawReason').fill('结案日期填错');
  await driver.press('withdraw-outcome');
  await driver.field('outcome.note').fill('协议分期履行');
  await driver.press('record-outcome');
  await expect(page.locator('[data-value="outcome"]')).toContainText('达成调解协议');
  await expect(page.locator('[data-action="reopen"]')).toBeDisabled();
  await driver.field('reopen.reason').fill('单位逾期未付，继续督促');
  await driver.press('reopen');
  // How it had ended is proposed at once.
  await expect(driver.field('outcome.note')).toHaveValue('协议分期履行');
  await driver.section('timeline');
  const reopened = page.locator('[data-action-type="case.reopened"]');
  await reopened.locator('summary').click();
  await expect(reopened).toContainText('单位逾期未付，继续督促');

  // So is what was registered by mistake elsewhere: printed copies, a signature, a fact, an extension.
  const documentId = view.agreements[0]?.document?.documentId ?? '';
  const extension = {
    rule: 'D04',
    fromDueDate: '2026-05-05',
    toDueDate: '2026-05-15',
    agreedOn: '2026-04-30',
  };
  await orderActions(page, caseId, [
    { type: 'document.printed', body: { documentId, copies: 30, printer: '前台打印机' } },
    { type: 'extension.agreed', body: { ...extension, reason: '核对工资' } },
  ]);
  await driver.goTo('cases');
  await page.locator(`main [data-case="${caseId}"]`).click();
  const takeBack = async (name: string) => {
    const panel = page.locator(`details:has([data-action="withdraw-${name}"])`);
    await panel.locator('summary').click();
    await panel.locator('[data-field$=".withdrawReason"]').fill('登记有误');
    await panel.locator(`[data-action="withdraw-${name}"]`).click();
    await expect(panel).toHaveCount(0);
  };
  await driver.section('documents');
  await driver.press('show-agreement-1');
  await takeBack('printing');
  await page.locator('[data-sign="agreement.1.P1"]').click();
  await takeBack('signature-1');
  await driver.section('acceptance');
  await takeBack('extension-1');
  await driver.section('minutes');
  const fact = (await driver.openedCase(caseId)).view.undisputedFacts[0]?.id ?? '';
  await takeBack(`fact-${fact}`);
  const { view: mended } = await driver.openedCase(caseId);
  expect(mended.documents.find((one) => one.documentId === documentId)?.printings).toEqual([]);
  expect(mended.agreements[0]?.effectiveness.missing).toMatchObject([{ kind: 'party', id: 'P1' }]);
  expect(mended.extensions.map(({ isWithdrawn }) => isWithdrawn)).toEqual([true]);
  expect(mended.undisputedFacts.map(({ id }) => id)).not.toContain(fact);

  await driver.goTo('cases');
  await page.locator(`main [data-case="${withdrawnId}"]`).click();
  await driver.section('closing');
  await driver.field('outcome.code').selectOption('R03');
  await driver.press('record-outcome');
  await expect(page.locator('[data-value="outcome"]')).toContainText('申请人撤回');
  await makeFinal('applicationWithdrawal', 'application');
  await makeFinal('terminationNotice', 'application');
  const { view: withdrawn } = await driver.openedCase(withdrawnId);
  expect(withdrawn.outcome?.code).toBe('R03');

  // Of the two cases the filters of the list leave the one that is asked for.
  await driver.goTo('cases');
  const rows = page.locator('main tr [data-case]');
  await expect(rows).toHaveCount(2);
  await driver.field('filter.stage').selectOption(withdrawn.stage);
  await expect(rows).toHaveCount(1);
  await expect(rows).toHaveAttribute('data-case', withdrawnId);
  await driver.field('filter.stage').selectOption(mended.stage);
  await expect(rows).toHaveAttribute('data-case', caseId);
  await driver.field('filter.stage').selectOption('');
  await driver.field('filter.mediator').selectOption({ index: 1 });
  await expect(rows).toHaveCount(2);
});

/** The same case as if it had been accepted three days ago. */
function acceptedLately(): typeof given {
  const today = toShanghaiDate(new Date().toISOString());
  const moved = daysBetween(given.acceptance.decidedOn, addDays(today, -3));
  const text = JSON.stringify(given).replace(
    /"(\d{4}-\d\d-\d\d)(?=["T])/g,
    (_, day) => `"${addDays(day, moved)}`,
  );
  return parseCaseFile(text);
}

test('a time limit is moved by a consent that was given, and by none that is still to come', async ({
  openDesk,
}) => {
  const late = acceptedLately();
  const today = toShanghaiDate(new Date().toISOString());
  const { driver, page } = await openDesk();
  await driver.setUpOffice(late);
  const caseId = await enterCase(page, late, 'acceptance');
  await driver.goTo('cases');
  await page.locator(`main [data-case="${caseId}"]`).click();
  await driver.section('acceptance');
  await driver.field('extension.toDueDate').fill(addDays(today, 20));
  await driver.field('extension.reason').fill('等待社保记录');
  const days = page.locator('[data-field^="extension.consent."][data-field$=".on"]');
  await days.first().fill(today);
  await days.nth(1).fill(addDays(today, 2));
  await expect(page.locator('[data-action="agree-extension"]')).toBeDisabled();
  await expect(page.locator('[data-consent]').nth(1)).toContainText('尚未同意');
  await days.nth(1).fill(today);
  await driver.press('agree-extension');
  await expect(page.locator('[data-extension="1"]')).toBeVisible();
});
