import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronEnvironment, electronFlags, getElectronFolder } from '../lib/electron.mjs';
import { root } from '../lib/run.mjs';

export type OpenedDesk = { readonly app: ElectronApplication; readonly page: Page };

/** Opens the built desk on a data folder of its own. `environment` may hold DISPLAY, CUPS_SERVER, TZ, ... */
export async function launchDesk(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
  appFolder: string = root,
  /** For Chromium: a device that is not there is played, as '--use-fake-device-for-media-stream'. */
  flags: readonly string[] = [],
): Promise<OpenedDesk> {
  const folder = await getElectronFolder();
  const app = await _electron.launch({
    executablePath: join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron'),
    args: [...electronFlags(), ...flags, appFolder, `--desk-folder=${dataFolder}`],
    env: { ...(process.env as Record<string, string>), ...electronEnvironment(folder), ...environment },
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return { app, page };
}
