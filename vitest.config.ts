import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,store,session,documents,cases,server,sync,signing}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
