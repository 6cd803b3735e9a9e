import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import qrcode from 'qrcode';
import { buildDocument } from '../../shared/documents/build.ts';
import type { DocumentContent } from '../../shared/documents/content.ts';
import { buildAgreement } from '../../shared/documents/forms/agreement.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { createTypesetter, type Typesetter } from '../../src-main/documents/typesetter.ts';
import { foldCase } from '../../test/fixtures/fold-case.ts';
import { foldWholeCase } from '../../test/fixtures/fold-whole-case.ts';
import { root } from '../lib/run.mjs';
import { type Figure, milliseconds, percentile, timed, times } from './measure.ts';
import { benchPreview } from './preview.ts';
import { emptyPage, type PrintedPaper, printedPaper } from './printed-paper.ts';
import { benchSigning } from './signing.ts';
import type { Stage } from './stage.ts';

const wholeFile = 60;
const rounds = 30;

/** What typesetting and signing cost, and how soon a paper shows in the window. */
export async function benchPapers(stage: Stage): Promise<Figure[]> {
  return [...(await benchTypesetting(stage)), ...(await benchSigning()), ...(await benchPreview(stage))];
}

/** Our typesetter beside Electron's printToPDF of the same papers in the same run. */
export async function benchTypesetting(stage: Stage): Promise<Figure[]> {
  const typesetter = createTypesetter({
    assetsFolder: join(root, 'assets'),
    workerUrl: new URL('../../src-main/documents/typeset-worker.ts', import.meta.url),
  });
  const { view } = foldCase('01-restaurant-wage-arrears');
  const agreement = buildAgreement(view, '1', {});
  const papers = Array.from({ length: rounds }, (_, count) => rewrite(agreement, count));
  const mark = (count: number) => ({ documentId: `agreement-${count}`, copies: 3 });
  const cold = await timed(() => typesetter.typeset(agreement, mark(rounds)));
  const warm: number[] = [];
  for (const [count, paper] of papers.entries()) {
    warm.push(await timed(() => typesetter.typeset(paper, mark(count))));
  }
  const file = await typesetFile(typesetter);
  const memory = await growOver(typesetter, agreement);
  await typesetter.close();
  const peer = await timePrinting(
    stage,
    await Promise.all(papers.map((paper, count) => print(paper, count))),
  );
  const [ours, theirs] = [percentile(warm, 0.5), percentile(peer.whole, 0.5)];
  const bare = milliseconds(percentile(peer.bare, 0.5));
  return [
    {
      name: 'Three-page agreement to PDF, warm, each of another case',
      ours: milliseconds(ours),
      peer: `${milliseconds(theirs)} (printToPDF of the same form; the bare call on a drawn page ${bare})`,
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

/** The agreement of another case: other people, places and sums. */
function rewrite(agreement: Paper, count: number): Paper {
  const letter = (from: string, step: number) => from[(count * step) % from.length] ?? '';
  const name = `${letter('王李张刘陈杨赵黄周吴徐孙', 1)}${letter('桂秀建国志明丽红伟芳', 3)}${letter('香兰军民强华英', 5)}`;
  const place = `${letter('东西南北上下前后', 1)}${letter('山河桥店庄园里坊', 3)}`;
  const text = JSON.stringify(agreement)
    .replaceAll('马桂香', name)
    .replaceAll('柳荫庄', place)
    .replaceAll('禾柳香', `${place}${letter('兴盛和顺', 1)}`)
    .replaceAll(/(\d),(\d{3}\.\d\d)/g, (_, head: string, tail: string) => `${Number(head) + count},${tail}`);
  return JSON.parse(text) as Paper;
}

async function print(paper: Paper, count: number): Promise<PrintedPaper> {
  const qr = await qrcode.toString(`mediation-desk:1:agreement-${count}:0123456789ab`, {
    type: 'svg',
    margin: 0,
  });
  return printedPaper(paper, { copies: 3, shortHash: '0123456789ab', qr });
}

/**
 * Milliseconds of each paper from its new text in a window that stays open, fonts loaded, to its PDF; and of a second
 * printToPDF of what is drawn already.
 */
async function timePrinting(stage: Stage, papers: readonly PrintedPaper[]) {
  const page = join(stage.folder, 'paper.html');
  writeFileSync(page, emptyPage());
  const app = await stage.launchBare({ BENCH_PAGE: page, BENCH_HIDDEN: '1' });
  await app.firstWindow();
  const { whole, bare, size } = await app.evaluate(async ({ BrowserWindow }, all) => {
    const found = { whole: [] as number[], bare: [] as number[], size: 0 };
    const window = BrowserWindow.getAllWindows()[0];
    if (window === undefined) return found;
    for (const { body, foot } of all) {
      const printing = () =>
        window.webContents.printToPDF({
          pageSize: 'A4',
          margins: { top: 1.18, bottom: 1.18, left: 1.1, right: 1.02 },
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: foot,
        });
      const started = performance.now();
      const order = `document.body.innerHTML = ${JSON.stringify(body)}; document.fonts.ready.then(() => 0)`;
      await window.webContents.executeJavaScript(order);
      found.size = (await printing()).length;
      const drawn = performance.now();
      await printing();
      found.whole.push(drawn - started);
      found.bare.push(performance.now() - drawn);
    }
    return found;
  }, papers);
  if (size < 50_000) throw new Error(`The peer's paper has ${size} bytes: without its fonts.`);
  return { whole: whole.slice(1), bare: bare.slice(1) };
}
