import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { fillDesk } from './fill.ts';
import { type Figure, milliseconds, percentile, times } from './measure.ts';
import type { Stage } from './stage.ts';

const rounds = 5;

/**
 * From the start of the process to the screen that somebody can work in, beside an Electron window that shows one line:
 * on a new desk, and with 10,000 cases to an unlock screen that has taken a digit. The starting of the process is driven
 * and waited for from outside in the same way for both.
 */
export async function benchStart(stage: Stage): Promise<Figure[]> {
  const filled = join(stage.folder, 'filled-desk');
  await fillDesk(filled, 10_000, 1);
  const startOnce = async (
    launch: () => Promise<ElectronApplication>,
    awaitReady: (page: Page) => Promise<unknown>,
  ): Promise<number> => {
    const started = performance.now();
    const app = await launch();
    await awaitReady(await app.firstWindow());
    const time = performance.now() - started;
    await app.close();
    return time;
  };
  const anything = (page: Page) => page.waitForSelector('#root > *');
  const empty: number[] = [];
  const full: number[] = [];
  const peer: number[] = [];
  for (let count = 0; count < rounds; count += 1) {
    peer.push(await startOnce(() => stage.launchBare(), anything));
    empty.push(await startOnce(() => stage.launchDesk(join(stage.folder, 'desk')), anything));
    full.push(
      await startOnce(
        () => stage.launchDesk(filled),
        (page) => page.locator('[data-field="pin"]').fill('2'),
      ),
    );
  }
  const bare = percentile(peer, 0.5);
  const figure = (name: string, own: number): Figure => ({
    name,
    ours: milliseconds(own),
    peer: `${milliseconds(bare)} (bare window)`,
    ratio: times(own / bare),
    goal: '≤ 1.6 ×',
  });
  return [
    figure('Process start to the first screen (no cases)', percentile(empty, 0.5)),
    figure('Process start to an unlock screen that takes typing, 10,000 cases', percentile(full, 0.5)),
  ];
}
