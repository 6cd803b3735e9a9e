import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { createDriver, type Driver } from '../../scripts/demo/desk-driver.ts';
import { launchDesk, type OpenedDesk } from '../../scripts/demo/launch.ts';
import { withDisplay } from '../../scripts/lib/display.mjs';

type Fixtures = {
  readonly dataFolder: string;
  /** Opens the built desk, on the test's own data folder if no other is named; every desk is closed with the test. */
  readonly openDesk: (given?: {
    readonly folder?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly appFolder?: string;
    readonly flags?: readonly string[];
  }) => Promise<OpenedDesk & { driver: Driver }>;
};

export const test = base.extend<Fixtures, { readonly ownDisplay: undefined }>({
  // On one display a window that opens takes the focus from all others, and what an input method composes there ends.
  ownDisplay: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      await withDisplay(async (display) => {
        Object.assign(process.env, display);
        await use(undefined);
      });
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  dataFolder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-e2e-'));
    await use(folder);
    // A desk that was killed has helpers that write for a moment longer.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  },
  openDesk: async ({ dataFolder }, use) => {
    const opened: OpenedDesk[] = [];
    await use(async ({ folder = dataFolder, environment, appFolder, flags } = {}) => {
      const desk = await launchDesk(folder, environment, appFolder, flags);
      opened.push(desk);
      return { ...desk, driver: createDriver(desk.page) };
    });
    for (const { app } of opened) await app.close().catch(() => {});
  },
});
export { expect } from '@playwright/test';
