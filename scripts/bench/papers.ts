import { join } from 'node:path';
import { buildDocument } from '../../shared/documents/build.ts';
import { createTypesetter } from '../../src-main/documents/typesetter.ts';
import { foldCase } from '../../test/fixtures/fold-case.ts';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';
import type { Stage } from './stage.ts';

/** The three-page agreement by our typesetter, and the same text by Electron's printToPDF in the same run. */
export async function benchPapers(stage: Stage): Promise<Figure[]> {
  const typesetter = createTypesetter({
    assetsFolder: join(root, 'assets'),
    workerUrl: new URL('../../src-main/documents/typeset-worker.ts', import.meta.url),
  });
  const { view } = foldCase('01-restaurant-wage-arrears');
  const content = buildDocument(view, 'agreement', '1', { mediationEndsOn: '', today: '' });
  const cold = await timed(() => typesetter.typeset(content, null));
  const warm: number[] = [];
  for (let count = 0; count < 30; count += 1) {
    warm.push(await timed(() => typesetter.typeset({ ...content, number: `第${count}次` }, null)));
  }
  await typesetter.close();
  const text = JSON.stringify(content).repeat(2);
  const bare = await stage.launchBare();
  await bare.firstWindow();
  const peer = await bare.evaluate(async ({ BrowserWindow }, words) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window === undefined) return [];
    const found: number[] = [];
    await window.webContents.executeJavaScript(`document.body.innerText = ${JSON.stringify(words)}; 0`);
    for (let count = 0; count < 12; count += 1) {
      const started = Date.now();
      await window.webContents.printToPDF({ pageSize: 'A4' });
      found.push(Date.now() - started);
    }
    return found.slice(2);
  }, text);
  const [ours, theirs] = [percentile(warm, 0.5), percentile(peer, 0.5)];
  return [
    {
      name: 'Three-page agreement to PDF, warm',
      ours: milliseconds(ours),
      peer: `${milliseconds(theirs)} (printToPDF)`,
      ratio: times(theirs / ours),
      goal: '≥ 20 ×',
    },
    { name: 'The same, the first time', ours: milliseconds(cold), peer: '', ratio: '', goal: '' },
  ];
}
