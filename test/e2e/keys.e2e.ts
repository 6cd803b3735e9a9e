import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { expect, test } from './desk.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);

test('cases and commands are one key away, help stands beside the work, Esc closes one thing at a time', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const { keyboard } = page;
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  await driver.setUpOffice(file);
  await expect(page.locator('[data-first-use="today"]')).toBeVisible();
  await driver.press('explained');
  await expect(page.locator('[data-first-use]')).toHaveCount(0);
  const caseId = await driver.createCase(ordersOfCase(file));
  await driver.recordIntake(ordersOfCase(file));

  await keyboard.press('Alt+Home');
  await keyboard.press('Control+k');
  await keyboard.insertText('禾柳香');
  await expect(page.locator(`[role="option"][data-case="${caseId}"]`)).toBeVisible();
  await shot('commands');
  await keyboard.press('Enter');
  await expect(page.locator('[data-value="caseNumber"]')).toBeVisible();
  await keyboard.press('Control+PageUp');
  await keyboard.press('Control+k');
  await keyboard.insertText('履行');
  await keyboard.press('ArrowUp');
  await keyboard.press('Escape');
  await expect(page.locator('[role="listbox"]')).toHaveCount(0);

  await driver.section('intake');
  await keyboard.press('F1');
  await expect(page.locator('[data-help="section.intake"]')).toContainText('Ctrl+P');
  await shot('help');
  await keyboard.press('Control+k');
  await keyboard.press('Escape');
  await expect(page.locator('[data-help]')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.locator('[data-help]')).toHaveCount(0);

  await keyboard.press('Control+p');
  await expect(page.locator('#shown-paper')).toBeVisible();
  await page.locator('.paper-preview[data-pages]').waitFor();
  await shot('print');
  await keyboard.press('Escape');
  await expect(page.locator('#shown-paper')).toHaveCount(0);

  await driver.section('intake');
  await driver.field('application.application.causeOfAction').fill('写错的案由');
  await driver.press('undo');
  await expect(driver.field('application.application.causeOfAction')).toHaveValue(
    file.disputeTypes.causeOfAction,
  );
  await expect(page.locator('[data-action="undo"]')).toHaveCount(0);
  await driver.press('add-evidence');
  await expect(driver.field('evidence.E5.name')).toBeVisible();
  await keyboard.press('Control+z');
  await expect(driver.field('evidence.E5.name')).toHaveCount(0);
});
