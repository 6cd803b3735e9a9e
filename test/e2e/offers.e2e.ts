import { readCase } from '../fixtures/fold-case.ts';
import { expect, test } from './desk.ts';
import { enterCase } from './seed.ts';

test('an offer of an earlier meeting is accepted, refused or withdrawn in the next one, and the chain says so', async ({
  openDesk,
}) => {
  const { driver, page } = await openDesk();
  const file = readCase('03-unlawful-dismissal-engineer');
  await driver.setUpOffice(file);
  const caseId = await enterCase(page, file, 'meetings');
  await driver.goTo('cases');
  await page.locator(`main [data-case="${caseId}"]`).click();
  await driver.section('minutes');
  const offers = page.locator('.offers > li');
  const last = offers.last();
  const press = (action: string) => last.locator(`[data-action="${action}-offer"]`).click();
  await expect(last).toContainText('双方接受');
  await press('restore');
  await expect(last).toContainText('未答复');
  for (const [action, status] of [
    ['refuse', '被拒绝'],
    ['withdraw', '已撤回'],
    ['accept', '双方接受'],
  ] as const) {
    await press(action);
    await expect(last.locator('.small.soft').first()).toHaveText(status);
    if (action !== 'accept') await press('restore');
  }
  // What a counter-offer answered has no other answer.
  await expect(
    offers.first().locator('[data-action$="-offer"]:not([data-action="correct-offer"])'),
  ).toHaveCount(0);
});
