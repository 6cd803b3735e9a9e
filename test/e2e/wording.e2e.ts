import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { expect, test } from './desk.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/03-unlawful-dismissal-engineer.json', import.meta.url), 'utf8'),
);

test('the head words a sentence anew, sees it on the page, and goes back to the original', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  await page.locator('[data-nav="settings"]').click();
  await page.locator('[data-action="open-wording"]').click();
  await page.locator('[data-action="word-minutes"]').click();
  const field = page.locator('[data-field="wording.closing"]');
  const original = await field.inputValue();
  /** The last page as it is drawn; '' until it stands there. */
  const lastPage = () =>
    page.evaluate(() => {
      const canvas = [...document.querySelectorAll<HTMLCanvasElement>('.paper-preview canvas')].at(-1);
      return canvas?.toDataURL() ?? '';
    });
  await expect.poll(lastPage).not.toBe('');
  const before = await lastPage();

  await field.fill('');
  await expect(page.locator('[data-sentence="closing"] .field-error')).toBeVisible();
  await expect(page.locator('[data-action="save-wording"]')).toBeDisabled();

  await field.fill(`${original}核对人已逐页签名。`);
  await expect.poll(lastPage).not.toBe(before);
  await expect(page.locator('.wording-beside')).toContainText('有改动尚未保存');
  const worded = await lastPage();
  await page.locator('[data-action="save-wording"]').click();
  await expect(page.locator('[data-version="1"] .tag-green')).toBeVisible();
  await expect(page.locator('.wording-beside')).toContainText('现用：第 1 版');
  await expect.poll(lastPage).toBe(worded);

  await page.locator('[data-action="restore-original"]').click();
  await expect(page.locator('[data-version="2"] .tag-green')).toBeVisible();
  await expect(field).toHaveValue(original);
  await expect.poll(lastPage).toBe(before);
  await expect(page.locator('[data-action="restore-1"]')).toBeEnabled();
});
