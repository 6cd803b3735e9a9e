import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts', 'test/bundle-programs.ts'],
    include: ['test/{unit,store,session,documents,cases,server,sync,signing}/**/*.test.{ts,tsx}'],
    // Ten times what the longest needs: a busy machine is no fault.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
