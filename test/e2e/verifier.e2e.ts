import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVerifierPage } from '../../scripts/build-verifier.mjs';
import { launchElectron } from '../../scripts/demo/launch.ts';
import { electronEnvironment, electronFlags, getElectronFolder } from '../../scripts/lib/electron.mjs';
import { appendReceipt, enrol, foundOffice, subjectOf, typesetAgreement } from '../signing/office.ts';
import { expect, test } from './desk.ts';

/** Electron serves as a plain browser here: a sandboxed window with the one file in it and nothing else. */
const browser = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 1400, webPreferences: { sandbox: true } });
  window.loadFile(require('node:path').join(__dirname, 'verifier.html'));
});`;

test('the checker page, opened as a file, names the signers of an agreement and an alteration', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifier-e2e-'));
  const at = (name: string) => join(folder, name);
  const office = await foundOffice();
  const mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
  const signed = await appendReceipt(office.open, await mediator.sign((await typesetAgreement()).pdf));
  const altered = signed.slice();
  altered[60_000] = (altered[60_000] ?? 0) ^ 1;
  writeFileSync(at('signed.pdf'), signed);
  writeFileSync(at('altered.pdf'), altered);
  writeFileSync(at('root.cer'), office.open.root);
  writeFileSync(at('verifier.html'), await buildVerifierPage([]));
  writeFileSync(at('main.cjs'), browser);
  writeFileSync(at('package.json'), JSON.stringify({ name: 'browser', version: '1.0.0', main: 'main.cjs' }));

  const electron = await getElectronFolder();
  const app = await launchElectron({
    executablePath: join(electron, process.platform === 'win32' ? 'electron.exe' : 'electron'),
    args: [...electronFlags(), folder],
    env: { ...(process.env as Record<string, string>), ...electronEnvironment(electron) },
  });
  try {
    const page = await app.firstWindow();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    const files = page.locator('input[type=file]');
    const result = page.locator('#result');
    await files.setInputFiles(at('signed.pdf'));
    await expect(result).toContainText('未被改动，但签名人的证书无受信任的机构证明');
    await files.setInputFiles(at('root.cer'));
    // Whoever forges a file can send a root with it.
    await expect(result).toContainText('未被改动，须核对根证书指纹');
    await page.getByLabel('我已把以上指纹与发证机构公布的逐字核对').check();
    await expect(result).toContainText('签名有效，签名后未被改动');
    await expect(result).toContainText('王建国');
    await expect(result).toContainText('京劳调证2024第0187号');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(result).toContainText('Signatures valid, not altered since');
    await files.setInputFiles(at('altered.pdf'));
    await expect(result).toContainText('The file was altered');
    await files.setInputFiles(at('main.cjs'));
    await expect(result).toContainText('This is no PDF file');
    const themeOf = () => page.evaluate(() => document.documentElement.dataset.theme);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(themeOf).toBe('dark');
    // On paper nothing is light on white.
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await themeOf()).toBe('light');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await themeOf()).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(themeOf).toBe('light');
    expect(faults).toEqual([]);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
