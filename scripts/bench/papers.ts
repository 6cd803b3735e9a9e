import { join } from 'node:path';
import { buildDocument } from '../../shared/documents/build.ts';
import type { DocumentContent } from '../../shared/documents/content.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { createTypesetter, type Typesetter } from '../../src-main/documents/typesetter.ts';
import { foldCase } from '../../test/fixtures/fold-case.ts';
import { foldWholeCase } from '../../test/fixtures/fold-whole-case.ts';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';
import { benchPreview } from './preview.ts';
import { benchSigning } from './signing.ts';
import type { Stage } from './stage.ts';

const wholeFile = 60;

/** Our typesetter beside Electron's printToPDF of the same text in the same run, and the preview in the window. */
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
  const file = await typesetFile(typesetter);
  const memory = await growOver(typesetter, content);
  await typesetter.close();
  const peer = await timePrinting(stage, JSON.stringify(content).repeat(2), 10);
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
    {
      name: `Case file of ${file.pages} pages in ${file.papers} papers to PDF`,
      ours: milliseconds(file.time),
      peer: '',
      ratio: '',
      goal: '≤ 1 s',
    },
    memory,
    ...(await benchSigning()),
    ...(await benchPreview(stage)),
  ];
}

const settled = 200;
const documents = 1_000;
const mebibyte = 1_048_576;

/** What the process has taken more after a thousand different documents than after the first two hundred. */
async function growOver(typesetter: Typesetter, content: DocumentContent): Promise<Figure> {
  let before = 0;
  for (let count = 1; count <= documents; count += 1) {
    await typesetter.typeset({ ...content, number: `第${count}号` }, null);
    if (count === settled) before = process.memoryUsage.rss();
  }
  const growth = (process.memoryUsage.rss() - before) / mebibyte;
  return {
    name: `Memory taken between the ${settled}th and the ${documents}th document`,
    ours: `${growth.toFixed(0)} MiB`,
    peer: '',
    ratio: '',
    goal: 'bounded',
  };
}

/** The papers of a collective case, each of them new to the typesetter, until a whole file is set. */
async function typesetFile(typesetter: Typesetter): Promise<{ pages: number; papers: number; time: number }> {
  const { view } = foldWholeCase('02-construction-collective-wages');
  const facts = { mediationEndsOn: '2026-05-06', today: '2026-08-18' };
  const contents: DocumentContent[] = listPaperSlots(view, facts.today).map(({ form, subjectId }) =>
    buildDocument(view, form, subjectId, facts),
  );
  let [pages, papers] = [0, 0];
  const time = await timed(async () => {
    for (const content of contents) {
      pages += (await typesetter.typeset(content, { documentId: `D${papers}`, copies: 1 })).pages;
      papers += 1;
      if (pages >= wholeFile) break;
    }
  });
  return { pages, papers, time };
}

/** How long printToPDF takes for a text, in milliseconds, after a first time that is not counted. */
async function timePrinting(stage: Stage, text: string, rounds: number): Promise<number[]> {
  const bare = await stage.launchBare();
  await bare.firstWindow();
  return bare.evaluate(
    async ({ BrowserWindow }, [words, count]) => {
      const window = BrowserWindow.getAllWindows()[0];
      if (window === undefined) return [];
      const found: number[] = [];
      await window.webContents.executeJavaScript(`document.body.textContent = ${JSON.stringify(words)}; 0`);
      for (let round = 0; round < count + 1; round += 1) {
        const started = Date.now();
        await window.webContents.printToPDF({ pageSize: 'A4' });
        found.push(Date.now() - started);
      }
      return found.slice(1);
    },
    [text, rounds] as const,
  );
}
