import { defineConfig } from 'vitest/config';
import LongestFirst from './test/longest-first.ts';

const options = {
  // Ten times what the longest needs: a busy machine is no fault.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  pool: 'forks',
} as const;

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts', 'test/bundle-programs.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Whole programs keep things to themselves in a process: RxDB's development mode, the embedded database. They
        // wait for each other more than they reckon: a third one takes the time that two leave.
        test: {
          ...options,
          name: 'programs',
          include: ['test/{store,session,server,sync,signing}/**/*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...options,
          name: 'parts',
          include: ['test/{unit,documents}/**/*.test.ts'],
          // Two processes for all these files: a new one for each would load the whole program every time.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
