import { readCase } from '../fixtures/fold-case.ts';
import { expect, test } from './desk.ts';
import { enterCase } from './seed.ts';

test('what somebody wants put right while the minutes are read to them is written beside the entry, which stays', async ({
  openDesk,
}, testInfo) => {
  const { driver, page } = await openDesk();
  const file = readCase('03-unlawful-dismissal-engineer');
  await driver.setUpOffice(file);
  const caseId = await enterCase(page, file, 'meetings');
  await driver.goTo('cases');
  await page.locator(`main [data-case="${caseId}"]`).click();
  await driver.section('minutes');
  const entries = async () => (await driver.openedCase(caseId)).view.meetings.at(-1)?.entries ?? [];
  const before = await entries();
  const [first, second] = before;
  const reading = page.locator('.reading');
  await driver.press('read-back');
  await expect(reading).toContainText(first?.text ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(reading).toContainText(second?.text ?? '');
  // In the field the arrows move in the words, and the entry stays.
  await driver.field('reading.text').fill('应为“连续四年良好以上”。');
  await page.keyboard.press('ArrowLeft');
  await expect(reading).toContainText(second?.text ?? '');
  await page.screenshot({ path: testInfo.outputPath('correction-zh.png') });
  await driver.press('correct-entry');
  await expect(reading).toContainText(`更正（${second?.speaker}）：应为“连续四年良好以上”。`);
  await expect(driver.field('reading.text')).toHaveValue('');
  const after = await entries();
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({
    correctsEntryId: second?.id,
    speaker: second?.speaker,
    text: '应为“连续四年良好以上”。',
  });

  // Round and round, the focus stays with what is over everything: behind it a key would press what nobody sees.
  for (let turn = 0; turn < 8; turn += 1) await page.keyboard.press('Tab');
  await expect(reading.or(reading.locator(':focus')).and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.press('Escape');
  await driver.press('cover-screen');
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-action="uncover-screen"]')).toBeFocused();
});
