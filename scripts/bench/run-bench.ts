import { withDisplay } from '../lib/display.mjs';
import { run, say, withProgress } from '../lib/run.mjs';
import { ensureSystemPackages, windowPackages } from '../lib/system-packages.mjs';
import type { Figure } from './measure.ts';
import { writeSection } from './report.ts';
import { type Stage, withStage } from './stage.ts';

type Part = { readonly title: string; readonly run: (stage: Stage) => Promise<Figure[]> };

/** Each part is loaded when it runs, as they bring much with them. */
export const parts: Readonly<Record<string, Part>> = {
  start: {
    title: 'Start',
    run: async (stage) => (await import('./start.ts')).benchStart(stage),
  },
  store: {
    title: 'Store',
    run: async (stage) => (await import('./store.ts')).benchStore(stage),
  },
  work: {
    title: 'Saving and searching in main',
    run: async () => (await import('./work.ts')).benchWork(),
  },
  refold: {
    title: 'After an update',
    run: async () => (await import('./refold.ts')).benchRefold(),
  },
  window: {
    title: 'In the window',
    run: async (stage) => (await import('./window.ts')).benchWindow(stage),
  },
  papers: {
    title: 'Papers',
    run: async (stage) => (await import('./papers.ts')).benchPapers(stage),
  },
  sync: {
    title: 'Sync',
    run: async (stage) => (await import('./sync.ts')).benchSync(stage),
  },
};

/** Runs the wanted parts, or all, and writes docs/benchmarks.md. Answers the exit code. */
export async function runBench(wanted: readonly string[]): Promise<number> {
  if (!(await ensureSystemPackages(windowPackages))) return 1;
  const isBuilt = await withProgress('building the desk', () =>
    run('electron-vite', ['build', '--logLevel', 'warn']),
  );
  if (isBuilt !== 0) return 1;
  const titles = Object.values(parts).map(({ title }) => title);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const figures = await withProgress(part.title, () =>
      withDisplay((display: Readonly<Record<string, string>>) => withStage(display, part.run)),
    );
    say(writeSection(titles, part.title, figures));
  }
  return 0;
}
