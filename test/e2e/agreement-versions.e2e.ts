import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { expect, test } from './desk.ts';
import { enterCase, orderActions } from './seed.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);

test('a finding leads to its field on another page, a final text goes on as a new version, the difference reads in words', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'agreement');
  const party = file.parties.find((one) => one.side === '申请人');
  await orderActions(page, caseId, [
    {
      type: 'intake.recorded',
      body: { patches: [{ kind: 'party', id: party?.id, fields: { phone: null } }], reason: '核对' },
    },
  ]);
  await driver.openCase(caseId);
  await driver.section('agreement');

  await driver.field('overrule.phoneMissing').fill('再补');
  // Away and back within a few frames, before a draft is written by itself.
  await page.evaluate(async () => {
    for (const id of ['timeline', 'agreement']) {
      document.querySelector<HTMLElement>(`[data-section="${id}"]`)?.click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
  });
  await expect(driver.field('overrule.phoneMissing')).toHaveValue('再补');
  await driver.field('overrule.phoneMissing').fill('稍后补');
  await driver.press('mend-phoneMissing');
  await expect(driver.field(`party.${party?.id}.phone`)).toBeFocused();
  await shot('mended');
  await driver.section('agreement');
  await expect(driver.field('overrule.phoneMissing')).toHaveValue('稍后补');

  await driver.finaliseAgreement();
  await expect(page.locator('[data-version="1"]')).toContainText('已定稿');
  await driver.section('minutes');
  for (const [index] of file.meetings.entries()) await driver.finaliseMinutes(index + 1);
  await driver.press('next-step');
  const cells = page.locator('[data-sign^="agreement.1."]');
  await expect(cells.first()).toBeFocused();
  // Signed on an earlier day: entered once for those who signed with him; the seal is asked about anew.
  await page.keyboard.press('Enter');
  await driver.field('sign.date').fill('2026-05-06');
  // Nobody has said yet that he looked at every page.
  await expect(driver.field('sign.isEveryPageSigned')).not.toBeChecked();
  await driver.press('sign');
  await expect(cells.first()).toHaveClass(/tag-green/);
  // How much somebody has still to sign stands beside the name: the papers may lie to the right of the window.
  const row = page.locator('.sign-scroll tbody tr', { has: page.locator('[data-sign="agreement.1.P1"]') });
  const waiting = await row.locator('[data-sign]', { hasText: '待签' }).count();
  expect(waiting).toBeGreaterThan(0);
  await expect(row.locator('td').first()).toContainText(`待签章 ${waiting} 份`);
  await cells.nth(1).click();
  await expect(driver.field('sign.date')).toHaveValue('2026-05-06');
  await cells.last().click();
  await expect(driver.field('sign.date')).not.toHaveValue('2026-05-06');
  await driver.section('agreement');
  await driver.press('choose-arbitrationReview');
  await expect(page.locator('[data-route="arbitrationReview"].card-chosen')).toBeVisible();
  await shot('enforcement');
  // Who goes another way begins with an empty course: an application to the commission is none to the court.
  const applied = page.locator('[data-field="enforcement.1.appliedOn"]');
  await applied.fill('2026-05-08');
  await driver.press('save-enforcement');
  await driver.press('choose-judicialConfirmation');
  await expect(page.locator('[data-route="judicialConfirmation"].card-chosen')).toBeVisible();
  await expect(applied).toHaveValue('');
  await driver.press('choose-arbitrationReview');
  await driver.press('draw-from-1');
  await driver.field('agreement.newVersionReason').fill('被申请人请求改期');
  await driver.press('new-version');
  await expect(page.locator('[data-versions="1-2"]')).toBeVisible();
  const due = page.locator('[data-obligation]').first().locator('[data-field$=".method"]');
  await due.fill('微信转账');
  const text = page.locator('[data-obligation]').first().locator('textarea[data-field$=".text"]');
  const before = await text.inputValue();
  await text.fill(before.replace('银行转账', '微信转账').replace('2026年5月', '2026年6月'));
  // Amounts and days come digit by digit; what is no amount yet takes nothing off the screen.
  const amount = page.locator('[data-obligation]').first().locator('[data-field$=".amount"]').first();
  const sum = await amount.inputValue();
  await amount.fill('');
  await amount.pressSequentially(sum.slice(0, 3));
  await expect(amount).toHaveValue(sum.slice(0, 3));
  await amount.fill(sum);
  // The words of a duty are asked for; the sentence made of its fields is a beginning.
  await driver.press('add-duty');
  const duty = page.locator('[data-obligation]').last();
  await duty.locator('[data-field$=".kind"]').fill('出具工资条');
  await duty.locator('[data-action^="take-clause"]').click();
  await expect(duty.locator('textarea[data-field$=".text"]')).toHaveValue(/出具工资条。$/);
  await duty.locator('[data-action^="remove"]').click();
  await driver.press('save-agreement');
  await expect(page.locator('[data-value="difference"] ins').first()).toBeVisible();
  await expect(page.locator('[data-clause="changed"] del').first()).toBeVisible();
  await shot('difference');
  expect((await driver.openedCase(caseId)).view.agreements[0]?.obligations[0]?.text).toBe(before);
  // The draft is compared as it would be printed: in the words that the office has by now.
  await page.evaluate(() =>
    window.desk.wording.replace({
      form: 'agreement',
      sentences: { account: '款项汇入：{{收款账户}}。' },
      basedOn: null,
    }),
  );
  await expect(page.locator('[data-value="difference"]')).toContainText('款项汇入');

  // What a commission has made a 调解书 of is not changed by another version: that is said before it is drawn up.
  await driver.finaliseAgreement();
  await driver.press('draw-from-2');
  const panel = page.locator('.card', { has: driver.field('agreement.newVersionReason') });
  await expect(panel).toContainText('原版');
  await expect(panel).not.toContainText('强制执行');
  const fields = { route: 'arbitrationReview', result: 'confirmed' };
  await orderActions(page, caseId, [
    { type: 'agreement.drafted', body: { patches: [{ kind: 'enforcement', id: '1', fields }] } },
  ]);
  await expect(panel).toContainText('仍可以据此申请强制执行');
});

test('what was paid at the table stands in the minutes, has its receipt, and ends the case without an agreement', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'meetings');
  await driver.openCase(caseId);
  await driver.section('closing');
  await driver.field('outcome.code').selectOption('R01a');
  await expect(page.locator('[data-action="record-outcome"]')).toBeDisabled();
  await driver.press('to-immediate');
  await page.locator('[data-action="perform-at-once"]').press('Enter');
  await driver.press('immediate-money');
  await page.locator('[data-immediate] [data-field$=".method"]').fill('现金');
  await page.locator('[data-field$=".exceptionReason"]').fill('双方要求当场了结');
  await shot('immediate');
  await driver.field('immediate.isReceived').check();
  await driver.press('save-immediate');
  await expect(page.locator('[data-value="immediate"]')).toContainText('已如数收讫');
  await page.locator('[data-paper^="paymentReceipt"] [data-action="finalise-paymentReceipt"]').click();
  await expect(page.locator('[data-paper^="paymentReceipt"] .tag-green')).toBeVisible();
  await shot('recorded');
  await driver.press('to-outcome');
  await expect(driver.field('outcome.code')).toHaveValue('R01a');
  await driver.press('record-outcome');
  await expect(page.locator('[data-value="outcome"]')).toBeVisible();
  const { view } = await driver.openedCase(caseId);
  expect(view.outcome?.code).toBe('R01a');
  expect(view.agreements).toEqual([]);
  const [paid] = view.immediatePerformances;
  const entry = view.meetings.flatMap(({ entries }) => entries).find(({ id }) => id === paid?.entryId);
  expect(entry).toMatchObject({ kind: 'result' });
  expect(entry?.text).toContain('不另行制作调解协议书（双方要求当场了结）');
});

test('what was still being typed when the text became final is told apart from it, and is not taken for it', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'agreement');
  await driver.openCase(caseId);
  await driver.section('agreement');
  const clause = driver.field('obligation.O1.text');
  await clause.fill('甲方另行返还工作服。');
  // As from another desk of the office.
  const answer = await page.evaluate(
    (id) => window.desk.documents.finalise({ caseId: id, form: 'agreement', subjectId: '1', overruled: [] }),
    caseId,
  );
  expect(answer.ok).toBe(true);
  await expect(page.locator('[data-left-out]')).toContainText('甲方另行返还工作服。');
  await expect(page.locator('[data-left-out]')).toContainText('支付工资 · 条款文字');
  await expect(clause).toHaveValue(/17,500\.00/);
  await driver.screenshot(testInfo.outputPath('left-out.png'));
  await driver.press('drop-left-out');
  await expect(page.locator('[data-left-out]')).toHaveCount(0);
});
