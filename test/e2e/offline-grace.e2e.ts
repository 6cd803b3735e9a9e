import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openClosedDesk } from '../fixtures/closed-desk.ts';
import { newServerFolder } from '../server/server-folder.ts';
import { administer, newPerson, plainSubdistrict, setUp, startServer } from './central-server.ts';
import { expect, test } from './desk.ts';

const pin = '135790';
const day = 24 * 3600 * 1000;
const typed = 'application.application.causeOfAction';

/** As if the closed desk had been without contact for so long; the counting itself is tested with clocks. */
async function passDays(folder: string, days: number): Promise<void> {
  const store = await openClosedDesk(folder, pin);
  const value = { passed: days * day, seenAt: Date.now() };
  await store.collections.settings.upsert({ id: 'sync.grace', value });
  await store.close();
}

async function unlock(page: Page): Promise<void> {
  await page.locator('[data-field="pin"]').fill(pin);
  await page.locator('[data-action="unlock"]').click();
}

test('an administrator limits the days without contact; the desk warns, then asks for a sign-in, and loses nothing', async ({
  openDesk,
  dataFolder,
}) => {
  const folder = await newServerFolder(null);
  const { code } = await administer(folder, async ({ addOffice, addPerson, makeEnrolmentCode }) => {
    const officeId = await addOffice(plainSubdistrict);
    await addPerson(officeId, newPerson('调解员A', 'limei', 'mediator', 'administrator'));
    return makeEnrolmentCode(officeId);
  });
  let server = await startServer(folder, 0);
  const port = Number(new URL(server.address).port);
  try {
    const first = await openDesk();
    await setUp(first.page, 'A', server.address, code, 'limei');
    await first.page.locator('[data-nav="administration"]').click();
    await first.page.locator('[data-field="administration.graceDays"]').selectOption('7');
    await first.page.locator('[data-action="set-grace"]').click();
    await expect(first.page.getByText('各工作台下次联系中心时生效')).toBeVisible();
    await first.page.locator('[data-nav="cases"]').click();
    await first.page.locator('[data-action="new-case"]').first().click();
    await first.page.locator('[data-action="create-case"]').click();
    await first.driver.section('intake');
    await first.driver.field(typed).fill('没有写完的案由');
    const hears = async () => {
      const answer = await first.page.evaluate(() => window.desk.sync.status({}));
      return answer.ok ? [answer.value.grace?.days, answer.value.waiting] : [];
    };
    await expect.poll(hears).toEqual([7, 0]);
    await first.page.waitForTimeout(1_000);
    await first.app.close();
    await server.end();

    await passDays(dataFolder, 5);
    const warned = await openDesk();
    await unlock(warned.page);
    await expect(warned.page.getByText('2 天内仍联系不上')).toBeVisible();
    await warned.app.close();

    await passDays(dataFolder, 8);
    const { page, driver } = await openDesk();
    await unlock(page);
    await expect(page.getByText('请登录中心后查看案卷')).toBeVisible();
    await expect(page.locator('[data-nav]')).toHaveCount(0);
    server = await startServer(folder, port);
    await page.locator('[data-field="sync.account"]').fill('limei');
    await page.locator('[data-field="sync.password"]').fill('correct horse battery');
    await page.locator('[data-action="sync-sign-in"]').click();
    await page.locator('[data-nav="cases"]').click();
    await page.locator('[data-case]').first().click();
    await driver.section('intake');
    await expect(driver.field(typed)).toHaveValue('没有写完的案由');
  } finally {
    await server.end().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
});
