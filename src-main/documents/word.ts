import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { StoredPaper } from '../../shared/documents/paper-schema.ts';
import {
  type Block,
  bold,
  gap,
  indented,
  placesTables,
  ruledTable,
  runs,
  tableSize,
  textSpacing,
  wordPart,
} from './word-parts.ts';

const margins = { left: 28, right: 26, top: 30, bottom: 30 } as const;
/** A4, and what is left of it between the margins, in millimetres. */
const page = { width: 210, height: 297 } as const;
const fonts = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const smallSize = 18;
const whatCounts = '本件为 Word 文本，供报送使用；以签名、盖章的纸质件或者定稿的 PDF 文件为准。';
/** Of the 落款 of a letter, in millimetres. */
const letterWidth = 100;

/**
 * A finalised paper as a Word file, for offices that have to send one: the very content that was typeset, so every
 * value and every sentence is the same. What counts is the paper or the PDF that was signed; the file says so.
 * @throws CodedError 'document.wordUnavailable' for a paper of an early template
 */
export async function createWordFile(content: unknown, contentSha256: string): Promise<Uint8Array> {
  const parsed = StoredPaper.safeParse(content);
  if (!parsed.success) throw new CodedError('document.wordUnavailable');
  const paper = parsed.data;
  const lineWidth = (paper.isLandscape ? page.height : page.width) - margins.left - margins.right;
  const twips = Object.fromEntries(
    Object.entries(margins).map(([side, width]) => [side, convertMillimetersToTwip(width)]),
  );
  const document = new Document({
    creator: paper.office,
    title: paper.title,
    styles: {
      default: {
        document: { run: { font: fonts, size: 24 }, paragraph: { spacing: textSpacing } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: convertMillimetersToTwip(page.width),
              height: convertMillimetersToTwip(page.height),
              ...(paper.isLandscape ? { orientation: PageOrientation.LANDSCAPE } : {}),
            },
            margin: twips,
          },
        },
        footers: { default: foot(paper, contentSha256.slice(0, 12), lineWidth) },
        children: [
          ...titleBlocks(paper),
          ...paper.parts.flatMap((part) => wordPart(part, lineWidth)),
          ...closingBlocks(paper, lineWidth),
          ...slipBlocks(paper, lineWidth),
          ...annexBlocks(paper, lineWidth),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function titleBlocks({ isOfParties, office, title, number, addressee }: Paper): Block[] {
  const centred = (run: TextRun) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run] });
  return [
    ...(isOfParties ? [] : [centred(new TextRun({ text: office, size: 30 }))]),
    centred(bold(title, 44)),
    ...(number === '' ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(number, 22) })]),
    ...(addressee === '' ? [] : [new Paragraph({ children: runs(`${addressee}：`) })]),
  ];
}

/** The last words, whom it goes to, then the places to sign or the 落款 of a letter, and what is enclosed. */
function closingBlocks(paper: Paper, lineWidth: number): Block[] {
  const { closing, handedTo, letterDate, office, places, enclosures } = paper;
  // The office, its seal and the date stand one under the other at the right, as on the paper.
  const left = convertMillimetersToTwip(lineWidth - letterWidth);
  const atRight = (text: string, before = 0) =>
    new Paragraph({
      spacing: { before },
      alignment: AlignmentType.CENTER,
      indent: { left },
      keepNext: true,
      children: runs(text),
    });
  return [
    ...closing.flatMap((text) => text.split('\n')).map((text) => indented(text, true)),
    ...(handedTo === ''
      ? []
      : [indented('此致', true), new Paragraph({ keepNext: true, children: runs(handedTo) })]),
    ...(letterDate === null
      ? placesTables(places, lineWidth)
      : [
          atRight(office, convertMillimetersToTwip(9)),
          atRight('（盖章）'),
          atRight(letterDate || '　　　　年　　月　　日'),
        ]),
    ...enclosures.map(
      (text, index) =>
        new Paragraph({
          children: runs(
            `${index === 0 ? '附：' : '　　'}${enclosures.length === 1 ? '' : `${index + 1}．`}${text}`,
          ),
        }),
    ),
    // A table is not the last of a page's text.
    gap(),
  ];
}

function slipBlocks({ slips }: Paper, lineWidth: number): Block[] {
  const dashed = { style: BorderStyle.DASHED, size: 4, color: '000000' };
  return slips.flatMap(({ title, paragraphs, places }) => [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      border: { top: dashed },
      spacing: { before: 360 },
      keepNext: true,
      children: [bold(title, 30)],
    }),
    ...paragraphs.map((text) => indented(text, true, tableSize)),
    ...placesTables(places, lineWidth),
  ]);
}

function annexBlocks({ annexes }: Paper, lineWidth: number): Block[] {
  return annexes.flatMap(({ title, table }) => [
    new Paragraph({ alignment: AlignmentType.CENTER, pageBreakBefore: true, children: [bold(title, 30)] }),
    ruledTable(table, lineWidth),
  ]);
}

function foot(paper: Paper, shortHash: string, lineWidth: number): Footer {
  const small = (children: (string | (typeof PageNumber)[keyof typeof PageNumber] | Tab)[]) =>
    new TextRun({ size: smallSize, children });
  return new Footer({
    children: [
      ...(paper.isSignedOnEachPage
        ? [new Paragraph({ children: runs('核对人（逐页签名）：＿＿＿＿＿＿＿＿＿＿＿＿＿＿', smallSize) })]
        : []),
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: convertMillimetersToTwip(lineWidth / 2) },
          { type: TabStopType.RIGHT, position: convertMillimetersToTwip(lineWidth) },
        ],
        children: [
          small([`文书${paper.formNumber}　${paper.caseNumber}`, new Tab(), '第 ', PageNumber.CURRENT]),
          small([' 页　共 ', PageNumber.TOTAL_PAGES, ' 页', new Tab(), `内容校验码 ${shortHash}`]),
        ],
      }),
      new Paragraph({ children: runs(whatCounts, smallSize) }),
    ],
  });
}
