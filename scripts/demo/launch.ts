import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from '@playwright/test';
import { electronEnvironment, electronFlags, getElectronFolder } from '../lib/electron.mjs';
import { root } from '../lib/run.mjs';

export type OpenedDesk = { readonly app: ElectronApplication; readonly page: Page };

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

// Playwright lets Chromium compress every message to it, on the same two processors: a tenth of all that a window test costs.
subscribe('http.client.request.created', (message) => {
  (message as { readonly request: ClientRequest }).request.removeHeader('Sec-WebSocket-Extensions');
});

/** Several times what a start takes; a busy machine gets longer the next time. */
const firstPatience = 15_000;
const laterPatience = 40_000;
const mostTries = 3;

/**
 * Starts Electron under Playwright. The two now and then wait for each other for ever while the debugger attaches (once
 * in some eighty starts on two cores), before a line of ours has run: Playwright ends that process, and it is started
 * again, twice at most. A desk that does not come up by its own fault fails all three.
 */
export async function launchElectron(options: LaunchOptions, attempt = 1): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: attempt === 1 ? firstPatience : laterPatience });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError) || attempt === mostTries) throw error;
    return launchElectron(options, attempt + 1);
  }
}

/** What starts the built desk on a data folder. */
export async function startOfDesk(dataFolder: string, appFolder: string = root) {
  const folder = await getElectronFolder();
  return {
    executablePath: join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron'),
    args: [...electronFlags(), appFolder, `--desk-folder=${dataFolder}`],
    env: { ...(process.env as Record<string, string>), ...electronEnvironment(folder) },
  };
}

/** Opens the built desk on a data folder of its own. `environment` may hold DISPLAY, CUPS_SERVER, TZ, ... */
export async function launchDesk(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
  appFolder: string = root,
  /** For Chromium: a device that is not there is played, as '--use-fake-device-for-media-stream'. */
  flags: readonly string[] = [],
): Promise<OpenedDesk> {
  const { executablePath, args, env } = await startOfDesk(dataFolder, appFolder);
  const app = await launchElectron({
    executablePath,
    args: [...flags, ...args],
    env: { ...env, ...environment },
  });
  const page = await app.firstWindow();
  await page.waitForSelector('#root > *');
  return { app, page };
}
