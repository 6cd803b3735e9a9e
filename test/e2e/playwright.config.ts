import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  // The longest plays a whole case by the keyboard, beside another on an old machine.
  timeout: 360_000,
  expect: { timeout: 30_000 },
  // A desk waits for its disk and its window more than it reckons: a third one takes the time that two leave.
  workers: 3,
  // A second try by day, named at the end of the run as a bug to mend; none by night.
  retries: process.env.NIGHTLY ? 0 : 1,
  reporter: [['list'], ['json']],
  outputDir: '../../test-results',
  globalSetup: '../temporary-folder.ts',
});
