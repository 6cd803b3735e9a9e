import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { playPin } from '../../scripts/demo/desk-driver.ts';
import { ordersOfCase } from '../../scripts/demo/orders.ts';
import { databaseFile } from '../../src-main/store/data-files.ts';
import { openLibsql } from '../../src-main/store/libsql-driver.ts';
import { findDataKey } from '../fixtures/closed-desk.ts';
import { expect, test } from './desk.ts';

/** What is lost and how the work comes back, through the window. A lost keyring is played with a real one beside this. */
const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);
const orders = ordersOfCase(file);
const newPin = '864209';
const enterPin = async (page: Page, pin: string) => {
  await page.locator('[data-field="pin"]').fill(pin);
  await page.locator('[data-action="unlock"]').click();
};
const expectCase = async (page: Page, caseId: string) => {
  await page.locator('[data-nav="cases"]').click();
  await expect(page.locator(`[data-case="${caseId}"]`)).toBeVisible();
};
/** Makes another recovery key in the settings; answers it. Until it is in its place the former one counts. */
const replaceRecoveryKey = async (page: Page, former: string) => {
  const check = async (words: string) => {
    await page.locator('[data-field="settings.recoveryKey"]').fill(former);
    await page.locator('[data-action="check-recovery-key"]').click();
    await expect(page.getByText(words)).toBeVisible();
  };
  await page.locator('[data-nav="settings"]').click();
  await page.locator('[data-action="other-recovery-key"]').click();
  await page.locator('[data-action="keep-former-recovery-key"]').click();
  await check('恢复密钥正确');
  await page.locator('[data-action="other-recovery-key"]').click();
  const other = await page.locator('.recovery-key').innerText();
  await page.locator('[data-field="isRecoveryKeyKept"]').check();
  for (const pin of ['000000', playPin]) {
    await page.locator('[data-field="recoveryKeyPin"]').fill(pin);
    await page.locator('[data-action="recovery-key-kept"]').click();
    if (pin !== playPin) await expect(page.locator('.notice-error')).toContainText('PIN 不正确');
  }
  await expect(page.getByText('新恢复密钥已启用，原密钥已作废')).toBeVisible();
  await check('恢复密钥不能打开本机案卷');
  return other;
};
/** A screen that blocks says why and what is safe, and offers the other language and exactly these ways on. */
const expectBlocked = async (page: Page, code: string, words: string, ways: readonly string[]) => {
  const card = page.locator(`[data-blocked="${code}"]`);
  await expect(card).toContainText(words);
  await expect(card).toContainText('本程序也不会删除任何案卷');
  const offered = await card
    .locator('button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-action')));
  expect(offered).toEqual(['switch-language', ...ways]);
};

test('the recovery key is printed from the page that asks to keep it, without what is only for the screen', async ({
  openDesk,
}) => {
  const { page } = await openDesk();
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.locator('[data-action="set-up-demo"]').click();
  await page.locator('[data-action="print-recovery-key"]').click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.recovery-key')).toBeVisible();
  await expect(page.locator('[data-action="recovery-key-kept"]')).toBeHidden();
});

test('the PIN is lost: the recovery key that was made last opens the desk, here and in the folder moved to another PC', async ({
  openDesk,
  dataFolder,
}) => {
  const first = await openDesk();
  const printed = await first.driver.setUpOffice(file);
  const caseId = await first.driver.createCase(orders);
  const recoveryKey = await replaceRecoveryKey(first.page, printed);
  await first.app.close();
  const moved = mkdtempSync(join(tmpdir(), 'desk-moved-'));
  // What Chromium keeps beside the desk's files belongs to the old PC.
  cpSync(dataFolder, moved, {
    recursive: true,
    filter: (path) => !path.includes(join(dataFolder, 'window')),
  });

  for (const folder of [dataFolder, moved]) {
    const { page } = await openDesk({ folder });
    await page.locator('[data-action="toggle-recovery"]').click();
    await page.locator('[data-field="recoveryKey"]').fill(recoveryKey.replace(/^./, '*'));
    await enterPin(page, newPin);
    await expect(page.locator('.notice-error')).toContainText('恢复密钥输入有误');
    await page.locator('[data-action="toggle-recovery"]').click();
    await expect(page.locator('.notice-error')).toHaveCount(0);
    await page.locator('[data-action="toggle-recovery"]').click();
    await page.locator('[data-field="recoveryKey"]').fill(recoveryKey.toLowerCase().replaceAll('-', ' '));
    await enterPin(page, newPin);
    await expectCase(page, caseId);
    await page.locator('[data-action="lock"]').click();
    await enterPin(page, playPin);
    await expect(page.locator('.notice-error')).toContainText('PIN 不正确');
    await enterPin(page, newPin);
    await expectCase(page, caseId);
  }
  rmSync(moved, { recursive: true, force: true });
});

test('the case files are damaged: the newest copy is put in their place, and what was damaged is kept', async ({
  openDesk,
  dataFolder,
}) => {
  const first = await openDesk();
  await first.driver.setUpOffice(file);
  const caseId = await first.driver.createCase(orders);
  // The one of the first start is made without being asked for, a moment after it.
  const copies = join(dataFolder, 'backups');
  const listCopies = () =>
    existsSync(copies) ? readdirSync(copies).filter((name) => name.endsWith('.db')) : [];
  await expect.poll(() => listCopies().length).toBeGreaterThan(0);
  const known = listCopies().length;
  await first.page.locator('[data-nav="settings"]').click();
  await first.driver.press('back-up-now');
  await expect.poll(listCopies).toHaveLength(known + 1);
  await first.app.close();
  const damaged = randomBytes(64 * 1024);
  writeFileSync(join(dataFolder, databaseFile), damaged);

  const { page, driver } = await openDesk();
  await enterPin(page, playPin);
  await expectBlocked(page, 'store.damaged', '案卷库文件已损坏', ['restore-backup', 'try-again']);
  await driver.press('try-again');
  await enterPin(page, '999999');
  await expect(page.locator('.notice-error')).toContainText('PIN 不正确');
  await enterPin(page, playPin);
  await expectBlocked(page, 'store.damaged', '案卷库文件已损坏', ['restore-backup', 'try-again']);
  await driver.press('restore-backup');
  await expect(page.locator('.notice-info')).toContainText('的本机备份恢复，损坏的原文件仍留在本机');
  await enterPin(page, playPin);
  await expectCase(page, caseId);
  const aside = readdirSync(dataFolder).find((name) => name.startsWith('damaged-')) ?? '';
  expect(readFileSync(join(dataFolder, aside, databaseFile)).equals(damaged)).toBe(true);
});

test('files of a newer program are refused in words and left as they are', async ({
  openDesk,
  dataFolder,
}) => {
  const first = await openDesk();
  await first.driver.setUpOffice(file);
  await first.app.close();
  const dataKey = await findDataKey(dataFolder, playPin);
  const path = join(dataFolder, databaseFile);
  const driver = openLibsql(path, dataKey);
  driver.execute('PRAGMA user_version = 99');
  driver.close();
  const size = statSync(path).size;

  const second = await openDesk();
  await enterPin(second.page, playPin);
  await expectBlocked(second.page, 'store.newerSchema', '请升级本程序', ['try-again']);
  await second.page.locator('[data-action="try-again"]').click();
  await enterPin(second.page, playPin);
  await expectBlocked(second.page, 'store.newerSchema', '请升级本程序', ['try-again']);
  await second.app.close();
  expect(statSync(path).size).toBe(size);

  writeFileSync(join(dataFolder, 'vault.json'), '{"format": 99}');
  const third = await openDesk();
  await expectBlocked(third.page, 'session.vaultNewer', '由新版程序建立', ['try-again']);
});
