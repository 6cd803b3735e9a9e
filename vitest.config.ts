import { configDefaults, defineConfig } from 'vitest/config';
import LongestFirst from './test/longest-first.ts';

/** They switch on RxDB's development mode, which would hold for every file after them in the same process. */
const withDevelopmentMode = ['test/store/{replication-suite,sqlite-storage}.test.ts'];

const shared = {
  // Ten times what the longest needs: a busy machine is no fault.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  pool: 'forks',
} as const;

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts', 'test/bundle-programs.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'tests',
          include: ['test/{unit,store,session,documents,cases,server,sync,signing}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...withDevelopmentMode],
          // Two processes for all files: a new one for each would load the whole program every time.
          isolate: false,
        },
      },
      { test: { ...shared, name: 'development mode', include: withDevelopmentMode } },
    ],
  },
});
