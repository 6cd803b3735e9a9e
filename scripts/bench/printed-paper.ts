import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SignaturePlace } from '../../shared/documents/content.ts';
import type { Paper, PaperPart } from '../../shared/documents/paper.ts';
import { root } from '../lib/run.mjs';

/** The peer of the typesetter: the same agreement as a page that Electron's printToPDF prints, with the same fonts. */
export type PrintedPaper = {
  /** What stands between the tags of the body. */
  readonly body: string;
  /** The foot of every page, as printToPDF takes it. */
  readonly foot: string;
};

/** The page that stays open between two papers: fonts loaded, nothing in it. */
export function emptyPage(): string {
  const face = (
    file: string,
    weight: string,
  ) => `@font-face { font-family: 'Noto Serif SC'; font-weight: ${weight};
    src: url('${pathToFileURL(join(root, 'assets/fonts', file)).href}'); }`;
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>paper</title><style>
${face('NotoSerifSC-Regular.ttf', 'normal')}
${face('NotoSerifSC-Bold.ttf', 'bold')}
body { font: 12pt/1.82 'Noto Serif SC'; margin: 0; text-align: justify; }
h1 { font-size: 22pt; letter-spacing: 0.12em; text-align: center; margin: 0; }
h2 { font-size: 12pt; margin: 1.2em 0 0.7em; break-after: avoid; }
p { text-indent: 2em; margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; break-inside: avoid; }
th, td { border: 0.5pt solid; padding: 5.5pt 4.5pt; text-align: left; }
.office { font-size: 15pt; text-align: center; text-indent: 0; }
.number { font-size: 11pt; text-align: right; }
.end { break-inside: avoid; }
.places { display: grid; grid-template-columns: 1fr 1fr; gap: 14mm 8mm; }
.place { display: flex; flex-direction: column; }
.place span { color: #5a5a5a; font-size: 10.5pt; }
.date { margin-top: auto; padding-top: 8mm; text-align: right; white-space: pre; }
.print { border: 0.4pt dashed; border-radius: 2mm; width: 13mm; height: 15mm; font-size: 8pt; }
.code { display: grid; grid-template-columns: 20mm 1fr; gap: 4mm; font-size: 9pt; margin-top: 1.4em; }
.code svg { width: 19mm; }
</style><body></body></html>`;
}

/** @param qr the code as SVG */
export function printedPaper(
  paper: Paper,
  mark: { readonly copies: number; readonly shortHash: string; readonly qr: string },
): PrintedPaper {
  const line = `本文书一式${mark.copies}份，本件为第＿＿＿份。`;
  return {
    body: `<p class="office">${words(paper.office)}</p><h1>${words(paper.title)}</h1>
      <div class="number">${words(paper.number)}</div>${paper.parts.map(partOf).join('')}
      <div class="end">${paper.closing.map((one) => `<p>${words(one)}</p>`).join('')}
      <div class="places">${paper.places.map(placeOf).join('')}</div>
      <div class="code">${mark.qr}<div>本文书由劳动争议调解工作台生成。扫描左侧二维码或者核对每页下方的内容校验码，可以确认纸质件与卷宗记录一致。<br>${line}</div></div></div>`,
    foot: `<div style="font: 9pt 'Noto Serif SC'; margin: 0 26mm 0 28mm; width: 100%; display: flex;
      justify-content: space-between; border-top: 0.4pt solid"><span>文书${paper.formNumber}　${words(paper.caseNumber)}</span>
      <span>第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页</span>
      <span>内容校验码 ${mark.shortHash}</span></div>`,
  };
}

/** The parts that an agreement is made of. */
function partOf(part: PaperPart): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${words(part.text)}</h2>`;
    case 'paragraph':
      return `<p>${words(part.text)}</p>`;
    case 'party': {
      const all = part.block.fields.map(([label, value]) => `${label}：${value}`).join('，');
      return `<p><b>${words(part.block.heading)}</b>：${words(all)}。</p>`;
    }
    case 'table': {
      const columns = part.widths.map((width) => `<col${width === 0 ? '' : ` style="width: ${width}mm"`}>`);
      const cells = (all: readonly string[], tag: 'th' | 'td') =>
        `<tr>${all.map((one) => `<${tag}>${words(one)}</${tag}>`).join('')}</tr>`;
      return `<table>${columns.join('')}<thead>${cells(part.head, 'th')}</thead>${part.rows.map((row) => cells(row, 'td')).join('')}</table>`;
    }
    default:
      throw new Error(`The printed peer has no ${part.kind}.`);
  }
}

function placeOf(place: SignaturePlace): string {
  const box = place.hasFingerprint ? '<div class="print">指印</div>' : '';
  return `<div class="place"><div>${words(place.label)}：<span>${words(place.name)}</span></div>${box}
    <div class="date">　　　　年　　月　　日</div></div>`;
}

function words(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
