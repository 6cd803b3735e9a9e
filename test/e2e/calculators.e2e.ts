import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { unbrokenDate } from '../../src-renderer/ui/shanghai-time.ts';
import { expect, test } from './desk.ts';
import { enterCase, enterIntake } from './seed.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/03-unlawful-dismissal-engineer.json', import.meta.url), 'utf8'),
);
/** The figures that the case file states for its own claims. */
const [damages, leave] = file.claims;

/** The mark beside the button that saved: other parts of the page have marks of their own. */
const savedMark = (page: Page, action: string) =>
  page.locator('.row', { has: page.locator(`[data-action="${action}"]`) }).locator('.saved-mark');

test('what the calculators give for the engineer is the case’s own figure, and one click makes it the claim', async ({
  openDesk,
}) => {
  const { driver } = await openDesk();
  const { page } = driver;
  const orders = ordersOfCase(file);
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(orders);
  // The claims have no amounts: those come from the calculators.
  await enterIntake(page, caseId, {
    ...orders,
    intake: orders.intake.map((patch) => {
      const { amount: _amount, ...fields } = patch.fields;
      return patch.kind === 'claim' ? { ...patch, fields } : patch;
    }),
  });
  await driver.section('calculators');

  await driver.field('calculator.id').selectOption('unlawfulDismissalDamages');
  await expect(driver.field('calculator.entryDate')).toHaveValue('2019-03-11');
  await expect(driver.field('calculator.leaveDate')).toHaveValue('2026-05-29');
  await driver.field('calculator.wageTotal').fill('八十二万');
  await expect(page.locator('#calculator-wageTotal-problem')).toBeVisible();
  await driver.field('calculator.wageTotal').fill('822000');
  await expect(page.locator('[data-value="calculationResult"]')).toContainText('706,548.75');
  await expect(driver.field('calculator.claimId')).toHaveValue(driver.idOf('C1'));
  await driver.press('result-to-claim');
  await expect(savedMark(page, 'result-to-claim')).toBeVisible();

  await driver.field('calculator.id').selectOption('annualLeavePay');
  await driver.field('calculator.entitlementDays').selectOption('10');
  await driver.field('calculator.usedDays').fill('1');
  await driver.field('calculator.averageWageExclOvertime').fill('68500');
  await expect(page.locator('[data-value="calculationResult"]')).toContainText('18,896.55');
  await driver.field('calculator.claimId').selectOption(driver.idOf('C2'));
  await driver.press('result-to-claim');
  await expect(savedMark(page, 'result-to-claim')).toBeVisible();

  const { view } = await driver.openedCase(caseId);
  expect(view.claims.find(({ id }) => id === driver.idOf('C1'))).toMatchObject({
    amount: damages?.amount,
    title: damages?.title,
    calculationNote: expect.stringContaining('47103.25 × 7.5 × 2 = 706548.75'),
  });
  expect(view.claims.find(({ id }) => id === driver.idOf('C2'))?.amount).toBe(leave?.amount);
  expect(view.claims[0]?.calculationNote).toContain('劳动合同法第四十七条、第八十七条');
});

test('the limitation runs anew from each proven event, and an article is found and read', async ({
  openDesk,
}) => {
  const { driver } = await openDesk();
  const { page } = driver;
  const orders = ordersOfCase(file);
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(orders);
  await driver.section('calculators');
  await expect(page.getByText('起算日不明')).toBeVisible();
  await enterIntake(page, caseId, orders);

  // A dismissal runs from knowing of it: the desk asks for the day instead of guessing it.
  await expect(page.getByText('起算日不明')).toBeVisible();
  await driver.press('base-from-leave-date');
  await expect(page.locator('[data-value="limitationDay"]')).toContainText(unbrokenDate('2027年6月11日'));
  await driver.field('interruption.date').fill('2026-06-08');
  await driver.field('interruption.ground').selectOption('appliedForArbitration');
  await driver.field('interruption.proof').fill('仲裁申请回执');
  await driver.press('add-interruption');
  const rows = page.locator('[data-interruption]');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('仲裁申请回执');
  await expect(rows.nth(1)).toContainText('调解申请书');
  await expect(rows.nth(1)).toContainText(unbrokenDate('2027年6月11日'));
  await page.locator('summary', { hasText: '时效中止' }).click();
  await driver.field('suspension.from').fill('2026-07-01');
  await driver.field('suspension.to').fill('2026-07-10');
  await driver.field('suspension.reason').fill('住院手术');
  await driver.press('add-suspension');
  // What the day is of is read before it.
  await expect(page.locator('p:has([data-value="limitationDay"])')).toContainText(
    new RegExp(`^按已登记的中断事由重新计算，仲裁时效届满日：${unbrokenDate('2027年6月21日')}`),
  );
  const { view } = await driver.openedCase(caseId);
  expect(view.application.interruptions).toHaveLength(1);

  await driver.field('law.question').fill('劳动合同法 47');
  await expect(page.locator('[data-card]').first()).toContainText('按劳动者在本单位工作的年限');
});

test('a result becomes an obligation of the agreement, and an article an entry of the minutes, by the keyboard', async ({
  openDesk,
}) => {
  const { driver } = await openDesk();
  const { page } = driver;
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'acceptance');
  await driver.openCase(caseId);
  await driver.section('minutes');
  await driver.press('begin-meeting');
  await driver.field('entry.text').click();
  await page.keyboard.press('Alt+KeyL');
  await expect(driver.field('law.question')).toBeFocused();
  await page.keyboard.type('劳动合同法 87');
  // The first card is open: summary, then the button that writes it down.
  await expect(page.locator('[data-card]').first()).toContainText('第八十七条');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-card] .saved-mark')).toBeVisible();
  const entry = (await driver.openedCase(caseId)).view.meetings[0]?.entries.at(-1);
  expect(entry).toMatchObject({ kind: 'explanation', speaker: '薛丽华' });
  expect(entry?.text).toMatch(/^《劳动合同法》第八十七条：用人单位违反本法规定解除或者终止劳动合同的/);

  await driver.section('calculators');
  await driver.field('calculator.id').selectOption('economicCompensation');
  await driver.field('calculator.wageTotal').fill('822,000');
  await expect(page.locator('[data-value="calculationResult"]')).toContainText('353,274.38');
  await driver.press('result-to-obligation');
  await expect(savedMark(page, 'result-to-obligation')).toBeVisible();
  // The second half of a slow double click writes into the same one.
  await driver.press('result-to-obligation');
  const drafted = async () =>
    (await driver.openedCase(caseId)).view.timeline.filter(({ type }) => type === 'agreement.drafted');
  await expect.poll(drafted).toHaveLength(2);
  const [agreement] = (await driver.openedCase(caseId)).view.agreements;
  expect(agreement?.obligations).toHaveLength(1);
  expect(agreement?.obligations[0]).toMatchObject({
    amount: '353274.38',
    kind: '支付经济补偿',
    debtorIds: [driver.idOf('P2')],
    creditorIds: [driver.idOf('P1')],
  });
});
