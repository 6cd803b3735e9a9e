import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { createDriver } from '../../scripts/demo/desk-driver.ts';
import { playCase } from '../../scripts/demo/play.ts';
import { expect, test } from './desk.ts';
import { createKeyboardHands } from './keyboard-hands.ts';

test('a whole case goes from first contact to the archive with the keyboard alone', async ({
  openDesk,
  dataFolder,
}) => {
  const file = parseCaseFile(
    readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
  );
  const { page } = await openDesk();
  // A mouse would betray itself here.
  await page.evaluate(() => {
    for (const name of ['pointerdown', 'mousedown'])
      window.addEventListener(name, () => document.body.setAttribute('data-mouse', 'used'), true);
  });
  const hands = createKeyboardHands(page);
  const played = await playCase(createDriver(page, hands), file, join(dataFolder, 'output'), () => {});
  expect(played.view.stage).toBe('archive');
  expect(played.summary.effectiveDate).toBe(file.agreement?.effectiveDate);
  expect(played.view.meetings.flatMap(({ entries }) => entries)).toHaveLength(
    file.meetings.flatMap(({ minutes }) => minutes).length,
  );
  await expect(page.locator('[data-mouse]')).toHaveCount(0);
  // Where the next thing is far away, somebody gives up: about ten presses for each thing that is typed or pressed.
  expect(hands.tabs()).toBeLessThan(5_000);
});
