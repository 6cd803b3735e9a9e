import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaseFile } from '../../scripts/demo/case-file.ts';
import { root } from '../../scripts/lib/run.mjs';
import { makeKey, signFolder } from '../../scripts/sign-update.mjs';
import { expect, test } from './desk.ts';

/**
 * An update from a stick through the window. The program trusts the keys it was built with and no others, so a copy of
 * the built program is given the test's own key; the system's dialog and file manager are played.
 */
const file = parseCaseFile(
  readFileSync(new URL('../fixtures/cases/01-restaurant-wage-arrears.json', import.meta.url), 'utf8'),
);
const work = mkdtempSync(join(tmpdir(), 'desk-update-'));
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

function programTrusting(publicKey: string): string {
  const folder = join(work, 'program');
  mkdirSync(folder);
  for (const name of ['package.json', 'out'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['assets', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  const noKeys = 'trusted_keys_default = [];';
  const parts = readdirSync(join(folder, 'out/main')).map((name) => join(folder, 'out/main', name));
  const [holder, ...others] = parts.filter((part) => readFileSync(part, 'utf8').includes(noKeys));
  if (holder === undefined) throw new Error('no part of the program holds the trusted keys');
  expect(others).toEqual([]);
  const trusting = readFileSync(holder, 'utf8').replace(noKeys, `trusted_keys_default = ['${publicKey}'];`);
  writeFileSync(holder, trusting);
  return folder;
}

async function makeStick(name: string, version: string, keyPath: string): Promise<string> {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, `MediationDesk-${version}-linux-amd64.deb`), `installer of ${name}`);
  await signFolder(folder, version, keyPath, '2026-11-20');
  return folder;
}

test('a signed release is taken from a stick, and everything else is refused with the reason', async ({
  openDesk,
  dataFolder,
}) => {
  test.skip(
    process.platform !== 'linux' || process.arch !== 'x64',
    'the stick carries the package of Debian',
  );
  const trusted = join(work, 'trusted.pem');
  const stranger = join(work, 'stranger.pem');
  const appFolder = programTrusting(makeKey(trusted));
  makeKey(stranger);
  const { app, page, driver } = await openDesk({ appFolder });
  await driver.setUpOffice(file);
  await page.locator('[data-nav="settings"]').click();
  const findIn = async (folder: string | null) => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () =>
        chosen === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [chosen] };
    }, folder);
    await driver.press('find-update');
  };
  const refused = page.locator('.notice-error');

  await findIn(null);
  await expect(refused).toHaveCount(0);
  const empty = join(work, 'empty');
  mkdirSync(empty);
  for (const [folder, words] of [
    [empty, '没有'],
    [await makeStick('strange', '0.2.0', stranger), '签名'],
    [await makeStick('same', '0.1.0', trusted), '0.1.0'],
  ] as const) {
    await findIn(folder);
    await expect(refused).toContainText(words);
    await expect(page.locator('[data-action="take-update"]')).toHaveCount(0);
  }

  const swapped = await makeStick('swapped', '0.2.0', trusted);
  await findIn(swapped);
  writeFileSync(join(swapped, 'MediationDesk-0.2.0-linux-amd64.deb'), 'installer of swappeD');
  await driver.press('take-update');
  await expect(refused).toBeVisible();
  expect(existsSync(join(dataFolder, 'update/MediationDesk-0.2.0-linux-amd64.deb'))).toBe(false);

  // The day's own copy may not be made yet: it waits for a gap in the work.
  const backups = join(dataFolder, 'backups');
  const countCopies = () => (existsSync(backups) ? readdirSync(backups).length : 0);
  const copies = countCopies();
  await findIn(await makeStick('good', '0.2.0', trusted));
  await driver.press('take-update');
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => {
      process.env.SHOWN_FILE = path;
    };
  });
  await driver.press('show-update');
  const taken = join(dataFolder, 'update/MediationDesk-0.2.0-linux-amd64.deb');
  await expect.poll(() => app.evaluate(() => process.env.SHOWN_FILE)).toBe(taken);
  expect(readFileSync(taken, 'utf8')).toBe('installer of good');
  expect(countCopies()).toBeGreaterThan(copies);
});
