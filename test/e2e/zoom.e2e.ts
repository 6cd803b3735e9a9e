import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { sectionIds } from '../../src-renderer/casepage/section-ids.ts';
import { expect, test } from './desk.ts';
import { enterCase } from './seed.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/03-unlawful-dismissal-engineer.json', import.meta.url), 'utf8'),
);

test('at 200 % no screen is wider than the window, nor is the list of cases in large print', async ({
  openDesk,
}) => {
  const { app, driver, page } = await openDesk();
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  // With meetings, long entries and a drafted agreement: an empty section is never too wide.
  await enterCase(page, file, 'agreement');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  const tooWide: string[] = [];
  const look = async (name: string) => {
    await page.waitForTimeout(150);
    const lost = await page.evaluate(() =>
      [document.documentElement, document.querySelector('.shell-main')].some(
        (one) => one !== null && one.scrollWidth > one.clientWidth + 1,
      ),
    );
    if (lost) tooWide.push(name);
  };
  for (const nav of ['settings', 'today', 'schedule', 'visits', 'risks', 'cases']) {
    await page.locator(`[data-nav="${nav}"]`).click();
    await look(nav);
  }
  await page.locator('main [data-case]').first().click();
  for (const section of sectionIds) {
    await driver.section(section);
    await look(section);
  }
  // Beside the work there is no room: what is opened has the window to itself until it is closed.
  const expectRoom = async (panel: string) => {
    const share = await page.locator(panel).evaluate((one) => one.clientHeight / window.innerHeight);
    expect(share).toBeGreaterThan(0.6);
    await expect(page.locator('.shell-main')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.locator('.shell-main')).toBeVisible();
  };
  await page.keyboard.press('F1');
  await look('help');
  await expectRoom('.help');
  await page.keyboard.press('Control+n');
  await look('new case');
  await expectRoom('.new-case');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  await page.locator('[data-nav="settings"]').click();
  await page.locator('[data-field="settings.isLargePrint"]').click();
  await expect(page.locator('[data-field="settings.isLargePrint"]')).toBeChecked();
  await page.locator('[data-field="settings.language"]').selectOption('en');
  await page.locator('[data-nav="cases"]').click();
  await expect(page.locator('.case-rows')).toContainText(' v. ');
  await look('cases in large print');
  expect(tooWide).toEqual([]);
});
