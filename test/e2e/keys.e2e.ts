import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { expect, test } from './desk.ts';
import { enterIntake } from './seed.ts';

declare const window: { readonly desk: DeskApi };

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
  await enterIntake(page, caseId, ordersOfCase(file));

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
  const begunId = await driver.beginCard('evidence', 'add-evidence');
  await expect(driver.field(`evidence.${begunId}.name`)).toBeVisible();
  await keyboard.press('Control+z');
  await expect(driver.field(`evidence.${begunId}.name`)).toHaveCount(0);
});

test('a slip on Ctrl+N uses up no number: the desk asks first, Esc leads back, Enter begins the case', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const { keyboard } = page;
  const numbers = () => caseNumbers(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(ordersOfCase(file));
  const [first] = await numbers();
  await driver.field('application.application.causeOfAction').focus();

  await keyboard.press('Control+n');
  await expect(driver.field('openedOn')).toBeFocused();
  await driver.screenshot(testInfo.outputPath('new-case.png'));
  await keyboard.press('Control+n');
  await keyboard.press('Escape');
  await expect(driver.field('openedOn')).toHaveCount(0);
  await expect(driver.field('application.application.causeOfAction')).toBeFocused();
  expect(await numbers()).toEqual([first]);

  await keyboard.press('Control+n');
  await keyboard.press('Enter');
  await expect(page.locator('[data-value="caseNumber"]')).not.toHaveText(first ?? '');
  await expect(driver.field('openedOn')).toHaveCount(0);
  expect(await numbers()).toHaveLength(2);
  expect((await driver.openedCase(caseId)).view.opened.caseNumber).toBe(first);
});

test('a card that was just saved never leaves the screen, not for a moment', async ({ openDesk }) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  await driver.createCase(ordersOfCase(file));
  const name = `evidence.${await driver.beginCard('evidence', 'add-evidence')}.name`;
  await driver.field(name).fill('工资表');
  await page.evaluate((path) => {
    const card = () => document.querySelectorAll(`[data-field="${path}"]`).length;
    const main = document.querySelector('main') ?? document.body;
    new MutationObserver(() => {
      if (card() === 0) main.dataset.lost = 'yes';
    }).observe(main, { childList: true, subtree: true });
  }, name);
  await driver.press('save-intake');
  await expect(page.locator('[data-action="save-intake"]')).toBeDisabled();
  await expect(driver.field(name)).toHaveValue('工资表');
  await expect(page.locator('main[data-lost]')).toHaveCount(0);
});

test('a case on whose line somebody rests is drawn out of reach, and opens with what was typed there', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  const caseId = await driver.createCase(ordersOfCase(file));
  const cause = driver.field('application.application.causeOfAction');
  await cause.fill('还没有保存的案由');
  await driver.goTo('cases');
  const line = page.locator(`tr [data-case="${caseId}"]`);
  await page.mouse.move(0, 0);
  await line.hover();
  const drawn = page.locator('.case-tabs');
  await expect(drawn).toBeAttached();
  await expect(drawn).toBeHidden();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await page.mouse.move(0, 0);
  await expect(drawn).toHaveCount(0);

  await line.focus();
  await expect(drawn).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab').first()).toBeVisible();
  await expect(page.locator('.case-body')).toBeFocused();
  await expect(cause).toHaveValue('还没有保存的案由');
  expect((await driver.openedCase(caseId)).view.application.causeOfAction ?? '').toBe('');
});

test('a fault of the program stays on its page: words instead of a white window, and the others work', async ({
  openDesk,
}) => {
  const { app, driver, page } = await openDesk();
  await driver.setUpOffice(file);
  await app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('cases.today');
    ipcMain.handle('cases.today', () => ({ ok: true, value: {} }));
  });
  await driver.goTo('cases');
  await driver.goTo('today');
  await expect(page.locator('[data-action="retry-page"]')).toBeVisible();
  await expect(page.locator('main [role="alert"]')).toContainText('已保存的内容和没有保存的草稿都在本机');
  await driver.goTo('cases');
  await expect(page.locator('[data-action="new-case"]')).toBeVisible();
  await expect(page.locator('[data-action="retry-page"]')).toHaveCount(0);
});

const caseNumbers = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const answer = await window.desk.cases.list({ order: 'changed' });
    return answer.ok ? answer.value.rows.map((row) => row.caseNumber) : [];
  });
