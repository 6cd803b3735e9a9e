import { defineConfig } from 'vitest/config';

const options = {
  // Ten times what the longest needs: a busy machine is no fault.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  pool: 'forks',
} as const;
const simulation = 'test/sync/simulation.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/folder-in-memory.ts', 'test/bundle-programs.ts'],
    projects: [
      {
        // `npm test` lets it run beside the others.
        test: {
          ...options,
          name: 'simulation',
          include: [simulation],
          maxWorkers: 4,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole programs keep things to themselves in a process: RxDB's development mode, the embedded database. They
        // wait for each other half of the time: four are what two processors carry.
        test: {
          ...options,
          name: 'programs',
          include: ['test/{store,session,server,sync,signing}/**/*.test.ts'],
          exclude: [simulation],
          // The embedded database is WebAssembly. V8 would go on optimising it for a second in every process, longer than
          // most files ask it anything. That an office's own server has it optimised is left to `test/e2e`.
          execArgv: ['--liftoff-only'],
          maxWorkers: 4,
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
