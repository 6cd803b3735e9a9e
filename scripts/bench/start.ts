import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { type Figure, milliseconds, percentile, times } from './measure.ts';
import type { Stage } from './stage.ts';

/** From the start of the process to the first screen, beside an Electron window that shows one line. */
export async function benchStart(stage: Stage): Promise<Figure[]> {
  const startOnce = async (launch: () => Promise<ElectronApplication>): Promise<number> => {
    const started = performance.now();
    const app = await launch();
    await (await app.firstWindow()).waitForSelector('#root > *');
    const time = performance.now() - started;
    await app.close();
    return time;
  };
  const ours: number[] = [];
  const peer: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    peer.push(await startOnce(() => stage.launchBare()));
    ours.push(await startOnce(() => stage.launchDesk(join(stage.folder, 'desk'))));
  }
  const [own, bare] = [percentile(ours, 0.5), percentile(peer, 0.5)];
  return [
    {
      name: 'Process start to the first screen (no cases)',
      ours: milliseconds(own),
      peer: `${milliseconds(bare)} (bare window)`,
      ratio: times(own / bare),
      goal: '≤ 1.6 ×',
    },
  ];
}
