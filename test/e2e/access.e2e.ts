import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { sectionIds } from '../../src-renderer/casepage/section-ids.ts';
import { expect, test } from './desk.ts';
import { enterIntake } from './seed.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);
/** The same screens twice: the second theme changes their colours alone, so only what axe says of colours is asked. */
const themes = [
  ['light', null],
  ['dark', ['color-contrast', 'link-in-text-block']],
] as const;

test('no screen has a serious or critical finding of axe, in light and dark', async ({ openDesk }) => {
  const { driver, page } = await openDesk();
  const look = async (name: string, rules: readonly string[] | null = null) => {
    // Every rule runs unless some are named; what passed is not told node by node.
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) })
      .setLegacyMode()
      .analyze();
    const grave = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(grave.map((one) => `${name}: ${one.id} ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  };
  await look('first screen');
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(ordersOfCase(file));
  await enterIntake(page, caseId, ordersOfCase(file));
  for (const [theme, rules] of themes) {
    await page.locator('[data-nav="settings"]').click();
    await page.locator('[data-field="settings.theme"]').selectOption(theme);
    await look(`settings ${theme}`, rules);
    await driver.press('open-wording');
    await look(`wording ${theme}`, rules);
    await page.locator('[data-action="open-exchange"]').click();
    await look(`exchange ${theme}`, rules);
    await page.locator('[data-nav="today"]').click();
    await driver.press('check-document');
    await look(`check ${theme}`, rules);
    for (const nav of ['today', 'schedule', 'visits', 'ledger', 'cases']) {
      await page.locator(`[data-nav="${nav}"]`).click();
      await look(`${nav} ${theme}`, rules);
    }
    await page.locator('[data-nav="risks"]').click();
    await look(`risks ${theme}`, rules);
    await driver.press('new-risk');
    await look(`new risk ${theme}`, rules);
    await page.locator('[data-field="risk.risk.employerName"]').fill('北京某餐饮有限公司');
    await page.locator('[data-field="risk.risk.externalDocument.number"]').fill('朝热转〔2026〕188号');
    await page.locator('[data-field="risk.risk.keyDate"]').fill(toShanghaiDate(new Date().toISOString()));
    await driver.press('register-risk');
    await page.waitForSelector('[data-value="riskNumber"]');
    // Its key date is of today, and its employer finds it from anywhere.
    await page.locator('[data-nav="today"]').click();
    await expect(page.locator('[data-list="risks"] [data-risk]').first()).toContainText('今天是重要节点');
    await look(`today with a risk ${theme}`, rules);
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText('某餐饮');
    await page.locator('[role="option"][data-risk]').first().click();
    await page.waitForSelector('[data-value="riskNumber"]');
    await driver.press('add-riskFollowUp');
    await driver.press('add-riskReport');
    await look(`risk ${theme}`, rules);
    // What the register knows stands in the intake, and the risk names the case.
    await driver.press('open-case-of-risk');
    await expect(page.locator('[data-field="party.P1.name"]')).toHaveValue('北京某餐饮有限公司');
    await expect(page.locator('[data-field="application.application.externalDocument.number"]')).toHaveValue(
      '朝热转〔2026〕188号',
    );
    await page.locator('[data-nav="risks"]').click();
    await page.locator('[data-risk]').first().click();
    await expect(page.locator('main [data-case]')).toHaveCount(1);
    await page.locator('[data-nav="cases"]').click();
    await page.locator('[data-case]').last().click();
    for (const section of sectionIds) {
      await driver.section(section);
      await page.waitForTimeout(200);
      await look(`${section} ${theme}`, rules);
    }
  }
  await driver.press('lock');
  await page.waitForSelector('[data-field="pin"]');
  await look('unlock');
});
