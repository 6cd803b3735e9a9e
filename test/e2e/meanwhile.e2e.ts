import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { playPin } from '../../scripts/demo/desk-driver.ts';
import type { DeskApi } from '../../shared/contract/desk-api.ts';
import { expect, test } from './desk.ts';
import { enterCase, orderActions } from './seed.ts';

declare const window: { readonly desk: DeskApi };

const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);

/** Types into a field and presses keys there faster than any answer comes; the window draws in between. */
const typeAtOnce = (page: Page, field: string, given: readonly (readonly [text: string, key: string])[]) =>
  page.evaluate(
    async ([name, all]) => {
      const box = document.querySelector<HTMLInputElement>(`[data-field="${name}"]`);
      for (const [text, key] of all) {
        if (box === null) throw new Error(`No field ${name}.`);
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value')?.set?.call(box, text);
        box.dispatchEvent(new Event('input', { bubbles: true }));
        for (let turn = 0; turn < 5; turn += 1) await null;
        const ctrlKey = key === 'z';
        box.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
        for (let turn = 0; turn < 5; turn += 1) await null;
      }
    },
    [field, given] as const,
  );

test('what comes in meanwhile moves nothing from under the hands, and keys that come too early or too long do nothing else', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  const recoveryKey = await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'meetings');
  await driver.openCase(caseId);
  await driver.section('minutes');
  const composer = driver.field('entry.text');

  // A colleague arranges the next meeting: who keeps the minutes of this one types on.
  await composer.fill('申请人说到');
  const fields = { number: 2, kind: 'faceToFace', date: '2099-01-01', startTime: '09:00' };
  await orderActions(page, caseId, [
    { type: 'meeting.recorded', body: { patches: [{ kind: 'meeting', id: 'M-other', fields }] } },
  ]);
  await page.locator('[data-meeting="2"]').waitFor();
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue('申请人说到');

  // An entry that was ended is not typed any more: Ctrl+Z takes none out of the line that is being written.
  await typeAtOnce(page, 'entry.text', [
    ['第一句', 'Enter'],
    ['第二句', 'Enter'],
    ['', 'z'],
  ]);
  const texts = async () =>
    (await driver.openedCase(caseId)).view.meetings.flatMap((one) => one.entries.map(({ text }) => text));
  await expect.poll(async () => (await texts()).slice(-2)).toEqual(['第一句', '第二句']);
  await expect(page.locator('[data-action="undo"]')).toHaveCount(0);

  // The colleague makes these minutes final: what was just being typed is not in them, and is not gone either.
  await composer.fill('申请人还说');
  const { view } = await driver.openedCase(caseId);
  const subjectId = view.meetings.find(({ entries }) => entries.length > 0)?.id ?? '';
  await page.evaluate(
    (order) => window.desk.documents.finalise({ ...order, form: 'minutes', overruled: [] }),
    { caseId, subjectId },
  );
  await expect(composer).toHaveCount(0);
  await expect(page.locator('[data-left-out]')).toContainText('申请人还说');
  await driver.press('drop-left-out');
  await expect(page.locator('[data-left-out]')).toHaveCount(0);

  // Enter held down on a button opens a panel, and does not send it as well: a number would be gone for ever.
  await driver.goTo('cases');
  await page.locator('[data-action="new-case"]').focus();
  await page.keyboard.down('Enter');
  await expect(driver.field('openedOn')).toBeFocused();
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.press('Escape');
  await expect(driver.field('openedOn')).toHaveCount(0);
  await expect(page.locator('.case-rows tbody tr')).toHaveCount(1);

  // Enter before the answer opens what was found for these words, not for those before.
  const found = page.locator(`[role="option"][data-case="${caseId}"]`);
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('禾柳香');
  await found.waitFor();
  await typeAtOnce(page, 'search', [['查无此人', 'Enter']]);
  await expect(page.locator('main')).toContainText('没有找到相符的案件');
  await page.keyboard.press('Control+k');
  await typeAtOnce(page, 'search', [['禾柳香餐', 'Enter']]);
  await expect(page.locator('[data-value="caseNumber"]')).toBeVisible();

  // From the second page of all cases to what is found: its first page.
  await page.evaluate(async () => {
    for (let count = 0; count < 50; count += 1)
      await window.desk.cases.create({ openedOn: '2026-04-13', externalNumber: null });
  });
  await driver.goTo('cases');
  await driver.press('clear-search');
  await page.getByRole('button', { name: '下一项' }).click();
  await expect(page.locator('.case-rows tbody tr')).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('禾柳香');
  await found.waitFor();
  await page.locator('[data-command="all"]').click();
  await expect(page.locator(`.case-rows [data-case="${caseId}"]`)).toBeVisible();

  // What was said of one key or of one change says nothing of the next.
  await driver.goTo('settings');
  await driver.field('settings.recoveryKey').fill(recoveryKey);
  await driver.press('check-recovery-key');
  const isRight = page.getByText('恢复密钥正确');
  await expect(isRight).toBeVisible();
  await driver.field('settings.recoveryKey').fill('另一个');
  await expect(isRight).toHaveCount(0);
  const changePin = async (oldPin: string) => {
    await driver.field('settings.oldPin').fill(oldPin);
    await driver.field('settings.newPin').fill('975318');
    await driver.press('change-pin');
  };
  await changePin(playPin);
  await expect(page.getByText('PIN 已修改')).toBeVisible();
  await changePin('000000');
  await expect(page.locator('[role="alert"]')).toBeVisible();
  await expect(page.getByText('PIN 已修改')).toHaveCount(0);
});
