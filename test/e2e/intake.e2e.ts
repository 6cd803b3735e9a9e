import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import type { ActionOrder } from '../../shared/contract/cases.ts';
import { unbrokenDate } from '../../src-renderer/ui/shanghai-time.ts';
import { expect, test } from './desk.ts';

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);
const fakeCamera = ['--use-fake-device-for-media-stream'];
const worker = { side: 'applicant', kind: 'person', name: '马桂香', idNumber: '130427198411063063' };
const employer = { side: 'respondent', kind: 'employer', name: '北京禾柳香餐饮管理有限公司' };

/** A case of a former year, recorded without the window's fields. */
const recordEarlierCase = (page: Page) =>
  page.evaluate(
    async (patches) => {
      const created = await window.desk.cases.create({ openedOn: '2025-03-05', externalNumber: null });
      if (!created.ok) throw new Error(created.code);
      const order = { type: 'intake.recorded', body: { patches } } as ActionOrder;
      const acted = await window.desk.cases.act({ caseId: created.value.caseId, order });
      if (!acted.ok) throw new Error(acted.code);
    },
    [
      { kind: 'application', id: 'application', fields: { disputeTypeCode: '108' } },
      { kind: 'party', id: 'P1', fields: worker },
      { kind: 'party', id: 'P2', fields: employer },
    ],
  );

/** Whether the page gets the camera when it asks for it by itself. */
const askForCamera = (page: Page, wanted: MediaStreamConstraints) =>
  page.evaluate(async (constraints) => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      for (const track of stream.getTracks()) track.stop();
      return 'given';
    } catch (error) {
      return error instanceof DOMException ? error.name : 'failed';
    }
  }, wanted);

test('a party of an earlier case is taken over, the same dispute twice is asked about, and the answer stands in words', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  await driver.setUpOffice(file);
  // The mediator's card is renewed, and her own number is entered: it is that of the applicant.
  await driver.goTo('settings');
  await page.locator('[data-mediator-row] [data-action^="change-"]').click();
  const own = page.locator('[data-mediator-row] + tr');
  await own.locator('[data-field$=".validTo"]').fill('2030-04-30');
  await own.locator('[data-field$=".idNumber"]').fill(worker.idNumber);
  await driver.press('save-person');
  await expect(page.locator('[data-mediator-row]')).toContainText(unbrokenDate('2030年4月30日'));
  await recordEarlierCase(page);
  await driver.createCase(driver.orders(file));

  await driver.field('application.application.disputeTypeCode').selectOption('108');
  const workerId = await driver.beginCard('party', 'add-applicant-person');
  await driver.field(`party.${workerId}.name`).fill('马　桂');
  await driver.field(`party.${workerId}.name`).blur();
  await expect(driver.field(`party.${workerId}.name`)).toHaveValue('马桂');
  // Named after the party of the earlier case.
  await page.locator('[data-action="take-party-P1"]').click();
  await expect(driver.field(`party.${workerId}.idNumber`)).toHaveValue(worker.idNumber);
  await expect(page.getByText(/证件号码与本案中的马桂香相同/)).toBeVisible();
  const employerId = await driver.beginCard('party', 'add-respondent-employer');
  await driver.field(`party.${employerId}.name`).fill(employer.name);
  await expect(page.locator('[data-related-case]')).toContainText('可能重复登记');

  await expect(page.locator('[data-action="save-intake"]')).toBeDisabled();
  await driver.field('save-intake.reason').fill('前案已履行完毕，本案为新发生的欠薪');
  if (process.env.SHOTS)
    await page.screenshot({ path: join(process.env.SHOTS, 'earlier.png'), fullPage: true });
  await driver.press('save-intake');
  await expect(page.locator('.saved-mark').first()).toBeVisible();
  await driver.section('timeline');
  await page.locator('[data-action-type="intake.recorded"]').first().click();
  await expect(page.locator('[data-action-type="intake.recorded"]').first()).toContainText(
    /可能重复登记”——理由：前案已履行完毕/,
  );

  // Somebody who does not belong there is taken out again, and the form beside it says so before it is saved.
  await driver.section('intake');
  await driver.press('show-registration-form');
  const strangerId = await driver.beginCard('party', 'add-third-party');
  await expect(driver.field(`party.${strangerId}.name`)).toBeFocused();
  await page.keyboard.insertText('误列的公司');
  // Who saves with the keyboard stays at the foot of the form.
  await page.locator('[data-action="save-intake"]').press('Enter');
  await expect(page.locator('.composer')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('[data-action="add-evidence"]')).toBeFocused();
  await expect(page.locator(`[data-action="withdraw-party-${strangerId}"]`)).toHaveText('移出这个当事人');
  await driver.press(`withdraw-party-${strangerId}`);
  await expect(page.locator(`[data-withdrawn="party.${strangerId}"]`)).toContainText('将移出，保存后生效');
  await driver.press('save-intake');
  await expect(page.locator(`[data-withdrawn="party.${strangerId}"]`)).toContainText('已移出');
  await expect(page.locator('.beside-form .paper-preview[data-pages]')).toBeVisible();
  await driver.press(`restore-party-${strangerId}`);
  await expect(driver.field(`party.${strangerId}.name`)).toHaveValue('误列的公司');

  // What the desk fills in stands on Chinese papers, also where the window speaks English.
  const readPlace = () => page.evaluate(() => document.querySelector('.shell-main')?.scrollTop);
  await driver.field(`party.${strangerId}.name`).scrollIntoViewIfNeeded();
  expect(await readPlace()).toBeGreaterThan(300);
  await driver.goTo('settings');
  // Another page begins at its top.
  await expect(driver.field('settings.language')).toBeVisible();
  expect(await readPlace()).toBe(0);
  await driver.field('settings.language').selectOption('en');
  await driver.goTo('cases');
  await page.locator('main [data-case]').first().click();
  await driver.section('intake');
  await driver.press('add-evidence');
  await expect(page.locator('[data-field^="evidence."][data-field$=".number"]').last()).toHaveValue(
    /^证\d+$/,
  );
});

test('a photo of the card comes from the camera, which starts for the open panel alone and never with sound', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk({ flags: fakeCamera });
  await driver.setUpOffice(file);
  await driver.createCase(driver.orders(file));
  const workerId = await driver.beginCard('party', 'add-applicant-person');
  await driver.field(`party.${workerId}.name`).fill(worker.name);
  await driver.press('save-intake');
  expect(await askForCamera(page, { video: true })).toBe('NotAllowedError');

  await driver.press(`camera-party-${workerId}`);
  await expect(page.locator('[data-camera="on"]')).toBeVisible();
  expect(await askForCamera(page, { video: true })).toBe('NotAllowedError');
  expect(await askForCamera(page, { audio: true, video: true })).toBe('NotAllowedError');
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await driver.press('shoot');
  await expect(page.locator('[data-scans="1"]')).toBeVisible();
  await expect(page.locator('img.scan-picture')).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
  expect(await askForCamera(page, { video: true })).toBe('NotAllowedError');
  if (process.env.SHOTS)
    await page.screenshot({ path: join(process.env.SHOTS, 'camera.png'), fullPage: true });
});
