import { rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { newServerFolder } from '../server/server-folder.ts';
import {
  administer,
  askToSignIn,
  enrol,
  newPerson,
  plainSubdistrict,
  startServer,
} from './central-server.ts';
import { expect, test } from './desk.ts';

test('an administrator adds a person, reads out a code and takes rights, and sees no cases', async ({
  openDesk,
}) => {
  const folder = await newServerFolder(null);
  const { code } = await administer(folder, async ({ addOffice, addPerson, makeEnrolmentCode }) => {
    const officeId = await addOffice(plainSubdistrict);
    await addPerson(officeId, newPerson('方管理', 'admin', 'administrator'));
    return makeEnrolmentCode(officeId);
  });
  const server = await startServer(folder, 0);
  try {
    const { app, page } = await openDesk();
    const zoom = (factor: number) =>
      app.evaluate(
        ({ BrowserWindow }, by) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(by),
        factor,
      );
    await enrol(page, 'A', server.address, code);
    // The desk is of 调解员A: a colleague's account must not be tied to it unawares.
    await askToSignIn(page, 'admin');
    await expect(page.getByText('姓名与现在使用本机的人不同')).toBeVisible();
    await page.screenshot({ path: 'test-results/other-name.png' });
    await page.locator('[data-field="sync.isSamePerson"]').check();
    await page.locator('[data-action="sync-sign-in"]').click();
    await expect(page.locator('.sync-indicator')).toHaveAttribute('data-state', 'allSent');
    await expect(page.locator('[data-nav="cases"]')).toHaveCount(0);
    await page.locator('[data-nav="figures"]').click();
    await expect(page.locator('[data-value="figures"]')).toContainText('某街道劳动人事争议调解委员会');
    await page.screenshot({ path: 'test-results/figures.png' });
    await page.locator('[data-nav="administration"]').click();
    await expect(page.locator('[data-desk="A"]')).toContainText('方管理');

    await page.locator('[data-action="open-add-person"]').click();
    await page.locator('[data-field="administration.name"]').fill('李梅');
    await page.locator('[data-field="administration.account"]').fill('limei');
    await page.locator('[data-field="administration.password"]').fill('first password');
    await page.locator('[data-role="archivist"]').click();
    await page.locator('[data-action="save-person"]').click();
    const row = page.locator('[data-person="limei"]');
    await expect(row).toContainText('调解员、档案员');

    await page.locator('[data-action="make-code"]').click();
    await expect(page.locator('[data-value="enrolmentCode"]')).toHaveText(/^(\w{4}-){2}\w{4}$/);

    await row.locator('[data-action="change-revocation"]').click();
    await expect(page.getByText('由单位负责人凭恢复密钥取出')).toBeVisible();
    await page.locator('[data-action="revoke"]').click();
    await expect(row).toContainText('已撤销');

    // The pages of whoever sees no cases, as access.e2e.ts and zoom.e2e.ts look at those of the others.
    await page.locator('[data-nav="settings"]').click();
    await page.locator('[data-field="settings.theme"]').selectOption('dark');
    await page.locator('[data-field="settings.language"]').selectOption('en');
    for (const place of ['[data-nav="figures"]', '[data-nav="administration"]', '.sync-indicator']) {
      await page.locator(place).click();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
        place,
      ).toEqual([]);
      await zoom(2);
      const lost = () =>
        page.evaluate(() =>
          [document.documentElement, document.querySelector('.shell-main')].some(
            (one) => one !== null && one.scrollWidth > one.clientWidth + 1,
          ),
        );
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(700);
      expect(await lost(), place).toBe(false);
      await zoom(1);
    }
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
