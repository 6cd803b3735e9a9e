import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { toShanghaiDate } from '../../shared/text/dates.ts';
import { expect, test } from './desk.ts';
import { enterCase, orderActions } from './seed.ts';

const path = new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url);

test('one person keeps the minutes by keyboard alone, and nothing is lost or doubled', async ({
  openDesk,
}, testInfo) => {
  const file = parseCaseFile(readFileSync(path, 'utf8'));
  const { driver, page } = await openDesk();
  const shot = (name: string) => driver.screenshot(testInfo.outputPath(`${name}.png`));
  await page.setViewportSize({ width: 1366, height: 768 });
  await driver.setUpOffice(file);
  await driver.addMediators(file);
  const caseId = await enterCase(page, file, 'acceptance');
  await driver.openCase(caseId);
  const meetings = async () => (await driver.openedCase(caseId)).view.meetings;
  const texts = async () => (await meetings()).flatMap((one) => one.entries.map((entry) => entry.text ?? ''));

  // A meeting is planned, with its room; the notice comes from the plan.
  await driver.section('minutes');
  await driver.press('schedule-meeting');
  await driver.field('schedule.date').fill('2026-12-26');
  await driver.field('schedule.startTime').fill('09:30');
  await driver.field('schedule.endTime').fill('09:00');
  await expect(page.locator('[data-panel="schedule"] .field-error')).toBeVisible();
  await driver.field('schedule.endTime').fill('11:00');
  await driver.field('schedule.room').fill('第一调解室');
  await expect(page.locator('[data-panel="schedule"] .field-warning').first()).toBeVisible();
  await shot('schedule-zh');
  await page.locator('[data-action="save-schedule"]').dblclick();
  await page.locator('[data-meeting="1"]').waitFor();
  // Whether the arranged one is held now only the mediator knows; Esc leaves all as it was.
  await driver.press('begin-meeting');
  await page.locator('[data-panel="arranged"]').waitFor();
  await shot('arranged-zh');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-action="begin-meeting"]')).toBeFocused();
  // Another one by a slip: it is held first and counts first; the page shows this one alone, and after it is taken back
  // the arranged one alone, as the first again.
  await driver.press('begin-meeting');
  await driver.press('hold-another');
  await page.locator('[data-meeting="2"][aria-pressed="false"]').waitFor();
  await expect(page.locator('[data-action="save-meeting"]')).toHaveCount(1);
  await page.locator('summary', { hasText: '撤销这次调解会' }).click();
  await driver.field('meeting.withdrawReason').fill('误点');
  await driver.press('withdraw-meeting');
  await expect(page.locator('[data-meeting="1"]')).toHaveCount(1);
  await expect(page.locator('[data-meeting]')).toHaveCount(1);
  await expect(page.locator('[data-action="save-meeting"]')).toHaveCount(1);
  await page.locator('[data-action="finalise-meetingNotice"]').click();
  await page.locator('[data-action="to-notice"]').waitFor();
  expect(await meetings()).toHaveLength(1);
  await page.locator('[data-action="check-all-identities"]').click();
  await page.locator('[data-panel="attendance"]').scrollIntoViewIfNeeded();
  await shot('attendance-zh');
  await page.locator('[data-action="save-meeting"]').dblclick();
  const identities = async () =>
    (await meetings())[0]?.attendees
      ?.filter((one) => one.isIdentityChecked)
      .map((one) => one.powers ?? 'none');
  await expect.poll(async () => (await identities())?.toSorted()).toEqual(['general', 'self', 'self']);
  expect((await meetings())[0]).toMatchObject({ room: '第一调解室', startTime: '09:30', endTime: '11:00' });

  // An adjournment that was begun by a slip is taken out again; its fields say what they are.
  await driver.press('add-adjournment');
  await driver.press('add-adjournment');
  await driver.field('adjournment.0.reason').fill('误登');
  await driver.field('adjournment.1.reason').fill('当事人需要商量');
  await expect(page.getByText('休会原因').first()).toBeVisible();
  await driver.press('drop-adjournment-0');
  await expect(driver.field('adjournment.0.reason')).toHaveValue('当事人需要商量');
  await driver.press('drop-adjournment-0');
  await expect(driver.field('adjournment.0.reason')).toHaveCount(0);

  // The parties are here today: the arranged meeting is held, not another one beside it.
  await driver.press('begin-meeting');
  await driver.press('hold-arranged');
  const today = toShanghaiDate(new Date().toISOString());
  await expect.poll(async () => (await meetings()).map(({ date }) => date)).toEqual([today]);
  expect((await meetings())[0]).toMatchObject({ room: '第一调解室', endTime: null });

  await driver.press('announce-rights');
  await page.locator('[data-value="rightsAnnounced"]').waitFor();

  // From here on only keys.
  const composer = driver.field('entry.text');
  const speaker = () => page.locator('[data-speaker][aria-pressed="true"]').getAttribute('data-speaker');
  await composer.focus();
  const first = await speaker();
  await page.keyboard.press('F2');
  const second = await speaker();
  expect(second).not.toBe(first);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(driver.field('entry.kind')).toHaveValue('question');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Control+4');
  await expect(composer).toHaveValue(/请申请人陈述/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(composer).toHaveValue('');

  // While an input method composes, Enter belongs to it.
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'gongzi', selectionStart: 6, selectionEnd: 6 });
  await page.evaluate(() => {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      cancelable: true,
      isComposing: true,
    });
    document.activeElement?.dispatchEvent(event);
  });
  await session.send('Input.insertText', { text: '工资一直没有发' });
  await expect(composer).toHaveValue('工资一直没有发');
  await page.keyboard.press('Enter');

  // Faster than any clerk: one hundred entries with no pause, each ended twice.
  const rapid = Array.from({ length: 100 }, (_, index) => `第${index + 1}句`);
  for (const text of rapid) {
    await session.send('Input.insertText', { text });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
  }
  const long = '问'.repeat(5_000);
  await session.send('Input.insertText', { text: long });
  await page.keyboard.press('Enter');
  await expect(page.locator('.entry').last()).toContainText('问问问', { timeout: 120_000 });
  await expect.poll(async () => (await texts()).length, { timeout: 120_000 }).toBe(104);
  const written = await texts();
  expect(written.slice(3, 103)).toEqual(rapid);
  expect(written[2]).toBe('工资一直没有发');
  expect(written.at(-1)).toBe(long);
  await shot('minutes-zh');

  // A second meeting goes on with the numbers.
  await driver.press('begin-meeting');
  await page.locator('[data-meeting="2"]').waitFor();
  await page.locator('[data-meeting="2"]').click();
  await driver.field('entry.text').fill('继续上次的调解。');
  await page.keyboard.press('Enter');
  await expect(page.locator('.entry .small').first()).toContainText('105');

  // What the minutes hold as undisputed is taken over into the facts of the case, not typed again.
  await driver.field('entry.kind').selectOption('fact');
  await driver.field('entry.text').fill('双方确认工作至2026年6月30日。');
  await page.keyboard.press('Enter');
  await driver.press('take-fact');
  await expect(driver.field('fact.text')).toHaveValue('双方确认工作至2026年6月30日。');
  await driver.press('add-fact');
  await expect(page.locator('[data-fact]')).toContainText('双方确认工作至2026年6月30日。');
  await expect(page.locator('[data-action="take-fact"]')).toHaveCount(0);

  // A challenge takes the mediator out, and the successor stands in the case.
  await driver.press('raise-challenge');
  const card = page.locator('[data-challenge]').last();
  const lead = (await driver.openedCase(caseId)).view.acceptance?.mediators[0];
  const id = (await card.getAttribute('data-challenge')) ?? '';
  await driver.field(`challenge.${id}.mediatorId`).selectOption(lead?.id ?? '');
  await driver.field(`challenge.${id}.raisedById`).selectOption({ index: 1 });
  await driver.field(`challenge.${id}.ground`).selectOption('interest');
  await driver.field(`challenge.${id}.reason`).fill('调解员曾为该公司提供咨询。');
  await driver.press('save-challenge');
  await driver.field(`challenge.${id}.decision`).selectOption('granted');
  await driver.field(`challenge.${id}.decidedBy`).fill('负责人');
  await card.scrollIntoViewIfNeeded();
  await shot('challenge-zh');
  await driver.press('decide-challenge');
  await expect
    .poll(async () =>
      (await driver.openedCase(caseId)).view.acceptance?.mediators.some((one) => one.id === lead?.id),
    )
    .toBe(false);
  expect((await driver.openedCase(caseId)).view.refused).toEqual([]);

  // As it comes back from a desk that began the same meeting without a line: one click numbers the later one apart.
  const [{ number } = { number: 1 }, ...others] = await meetings();
  await driver.field('caucus.text').fill('底线两万元');
  const fields = { number, kind: 'faceToFace', date: '2099-01-01', startTime: '09:00' };
  await orderActions(page, caseId, [
    { type: 'meeting.recorded', body: { patches: [{ kind: 'meeting', id: 'M-other', fields }] } },
  ]);
  await expect(page.locator('main')).toContainText(`都记作第${number}次`);
  await shot('doubled-zh');
  // What is being written of one meeting's caucus is not taken for the other's.
  await page.locator('[data-meeting]').first().click();
  await expect(driver.field('caucus.text')).toHaveValue('');
  await page.locator('[data-meeting]').last().click();
  await expect(driver.field('caucus.text')).toHaveValue('底线两万元');
  await driver.press('number-apart');
  await expect
    .poll(async () => (await meetings()).find(({ id }) => id === 'M-other')?.number)
    .toBe(others.length + 2);
  await expect(page.locator('[data-action="number-apart"]')).toHaveCount(0);

  await page.locator('[data-nav="settings"]').click();
  await driver.field('settings.language').selectOption('en');
  await page.locator('[data-nav="cases"]').click();
  await page.locator('tbody tr').first().click();
  await driver.section('minutes');
  await driver.press('schedule-meeting');
  await shot('schedule-en');
  await page.locator('[data-panel="schedule"] [data-action="save-schedule"] + button').click();
  await page.locator('[data-panel="attendance"]').scrollIntoViewIfNeeded();
  await shot('attendance-en');
  await page.locator('[data-composer]').scrollIntoViewIfNeeded();
  await shot('minutes-en');
});
