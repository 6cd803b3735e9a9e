import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Field, SignaturePlace } from '../../shared/documents/content.ts';
import type { PaperPart, PaperTable } from '../../shared/documents/paper.ts';

/** The pieces of a paper in Word, with the sizes of the Typst template (assets/typst/parts.typ). */

const twoCharacters = 480;
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** In half points. */
export const tableSize = 21;
const smallSize = 18;
/** Of running text, as far apart as on the paper whatever font the reader's Word takes. */
export const textSpacing = { line: 372, lineRule: LineRuleType.AT_LEAST, after: 20 } as const;
/** Of a table: closer than running text. */
const tableSpacing = { line: 260, lineRule: LineRuleType.AT_LEAST, after: 0 } as const;

export type Block = Paragraph | Table;

export const bold = (text: string, size?: number) =>
  new TextRun({ text, bold: true, ...(size ? { size } : {}) });

/** Running text; line ends of what somebody wrote stay line ends. */
export function runs(text: string, size?: number): TextRun[] {
  return text
    .split('\n')
    .map(
      (words, index) => new TextRun({ text: words, break: index === 0 ? 0 : 1, ...(size ? { size } : {}) }),
    );
}

export const indented = (text: string, keepNext = false, size?: number) =>
  new Paragraph({ indent: { firstLine: twoCharacters }, keepNext, children: runs(text, size) });

/** Between a table and what follows. */
export const gap = (keepNext = false) =>
  new Paragraph({ keepNext, spacing: { line: 160, lineRule: LineRuleType.EXACT, after: 0 } });

type CellLook = {
  readonly isHead?: boolean;
  readonly columnSpan?: number;
  readonly size?: number;
  readonly keepNext?: boolean;
};

function cell(text: string, width: number, look: CellLook = {}): TableCell {
  const { isHead = false, columnSpan = 1, size = tableSize, keepNext = false } = look;
  return new TableCell({
    width: { size: convertMillimetersToTwip(width), type: WidthType.DXA },
    columnSpan,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 50, right: 50 },
    children: text.split('\n').map(
      (words) =>
        new Paragraph({
          alignment: isHead ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: tableSpacing,
          // 2026年7月10日 stands in one line of a narrow column.
          autoSpaceEastAsianText: false,
          keepNext,
          children: isHead ? [bold(words, size)] : runs(words, size),
        }),
    ),
  });
}

export function ruledTable({ widths, head, rows }: PaperTable, lineWidth: number): Table {
  const fixed = widths.reduce((sum, width) => sum + width, 0);
  const shared = (lineWidth - fixed) / Math.max(1, widths.filter((width) => width === 0).length);
  const real = widths.map((width) => width || shared);
  const size = widths.length > 5 ? smallSize : tableSize;
  const rowOf = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, index) => cell(text, real[index] ?? 0, { isHead, size })),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: real.map((width) => convertMillimetersToTwip(width)),
    rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))],
  });
}

/** Label and value; two pairs stand in a row where both are short. */
export function fieldsTable(fields: readonly Field[], lineWidth: number): Table {
  const label = 34;
  const half = (lineWidth - 2 * label) / 2;
  const isShort = ([name, value]: Field) => value.length <= 10 && name.length <= 7 && !value.includes('\n');
  const rows: TableRow[] = [];
  for (let index = 0; index < fields.length; index += 1) {
    const [one, next] = [fields[index], fields[index + 1]];
    if (one === undefined) continue;
    if (next !== undefined && isShort(one) && isShort(next)) {
      rows.push(
        new TableRow({
          cantSplit: true,
          children: [cell(one[0], label), cell(one[1], half), cell(next[0], label), cell(next[1], half)],
        }),
      );
      index += 1;
    } else {
      rows.push(
        new TableRow({
          cantSplit: true,
          children: [cell(one[0], label), cell(one[1], lineWidth - label, { columnSpan: 3 })],
        }),
      );
    }
  }
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [label, half, label, half].map((width) => convertMillimetersToTwip(width)),
    rows,
  });
}

/** So many people of one side sign each in a place of his own; more of them in a table, as on the paper. */
const peopleInPlaces = 4;

/** Places to sign: a group's in a table, the others two beside each other. */
export function placesTables(places: readonly SignaturePlace[], lineWidth: number): Block[] {
  const people = places.filter(({ hasFingerprint }) => hasFingerprint);
  if (people.length <= peopleInPlaces) return [gap(true), ...placesTable(places, lineWidth, 2)];
  const others = places.filter((place) => !people.includes(place));
  return [gap(true), peopleTable(people, lineWidth), gap(true), ...placesTable(others, lineWidth, 3)];
}

function peopleTable(people: readonly SignaturePlace[], lineWidth: number): Table {
  const [name, date] = [31, 25];
  const widths = [name, lineWidth / 2 - name - date, date];
  const look = { size: smallSize, keepNext: true };
  const fieldsOf = (place: SignaturePlace | undefined) =>
    place === undefined
      ? ['', '', '']
      : [`${place.label.replace(/（.*/, '')}\n${place.name}`, '', '　年　月　日'];
  const rowOf = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      ...(isHead ? {} : { height: { value: convertMillimetersToTwip(10.5), rule: HeightRule.ATLEAST } }),
      children: texts.map((text, index) => cell(text, widths[index % 3] ?? 0, { ...look, isHead })),
    });
  const head = ['姓名', '签名、捺印', '日期'];
  const rows = Array.from({ length: Math.ceil(people.length / 2) }, (_, index) =>
    rowOf([...fieldsOf(people[2 * index]), ...fieldsOf(people[2 * index + 1])], false),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths, ...widths].map((width) => convertMillimetersToTwip(width)),
    rows: [rowOf([...head, ...head], true), ...rows],
  });
}

/** Two or three beside each other; a single place is never divided over a page. */
function placesTable(places: readonly SignaturePlace[], lineWidth: number, beside: 2 | 3): Table[] {
  if (places.length === 0) return [];
  const width = { size: convertMillimetersToTwip(lineWidth / beside), type: WidthType.DXA };
  const size = beside === 3 ? tableSize : undefined;
  const cellOf = (paragraph: Paragraph) =>
    new TableCell({
      width,
      verticalAlign: VerticalAlign.TOP,
      borders: { top: none, bottom: none, left: none, right: none },
      children: [paragraph],
    });
  const headOf = (place: SignaturePlace | undefined) =>
    new Paragraph({
      keepNext: true,
      spacing: tableSpacing,
      children: place ? [...runs(`${place.label}：`, size), ...runs(place.name, tableSize)] : [],
    });
  /** For a seal or a hand, in millimetres as on the paper. */
  const room = (place: SignaturePlace | undefined) => (place?.isSeal ? 12 : 8);
  const dateOf = (place: SignaturePlace | undefined, before: number, keepNext: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before: convertMillimetersToTwip(before), after: 120 },
      keepNext,
      children: place ? runs('　　　　年　　月　　日', size) : [],
    });
  // Heads in one row and dates in the next, so that each stands level with its neighbour's.
  const rows = Array.from({ length: Math.ceil(places.length / beside) }, (_, row) => {
    const all = Array.from({ length: beside }, (__, index) => places[row * beside + index]);
    const before = Math.max(...all.map(room));
    return [
      all.map(headOf),
      all.map((place) => dateOf(place, before, (row + 1) * beside < places.length)),
    ].map((paragraphs) => new TableRow({ cantSplit: true, children: paragraphs.map(cellOf) }));
  }).flat();
  const borders = {
    top: none,
    bottom: none,
    left: none,
    right: none,
    insideHorizontal: none,
    insideVertical: none,
  };
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: Array.from({ length: beside }, () => width.size),
      borders,
      rows,
    }),
  ];
}

export function wordPart(part: PaperPart, lineWidth: number): Block[] {
  switch (part.kind) {
    case 'heading':
      return [
        new Paragraph({ keepNext: true, spacing: { before: 120, after: 40 }, children: [bold(part.text)] }),
      ];
    case 'caption':
      return [new Paragraph({ keepNext: true, children: runs(part.text, tableSize) })];
    case 'paragraph':
      return [indented(part.text)];
    case 'point':
      return [
        new Paragraph({
          indent: { firstLine: twoCharacters },
          children: [bold(part.heading), ...runs(`。${part.text}`)],
        }),
      ];
    case 'party': {
      const words = part.block.fields.map(([label, value]) => `${label}：${value}`).join('，');
      return [
        new Paragraph({
          indent: { firstLine: twoCharacters },
          children: [bold(part.block.heading), ...runs(`：${words}。`)],
        }),
      ];
    }
    case 'fields':
      return part.fields.length === 0 ? [] : [fieldsTable(part.fields, lineWidth), gap()];
    case 'table':
      return [ruledTable(part, lineWidth), gap()];
    case 'choices': {
      const boxes = part.options.map(({ text, isChosen }) => `${isChosen ? '■' : '□'} ${text}`);
      return part.label === ''
        ? boxes.map((text) => indented(text))
        : [new Paragraph({ children: runs(`${part.label}：${boxes.join('　')}`) })];
    }
    case 'ruled':
      return Array.from(
        { length: part.lines },
        () => new Paragraph({ border: { bottom: line }, children: runs('　') }),
      );
    case 'entry':
      return [
        new Paragraph({
          indent: { left: twoCharacters, hanging: twoCharacters },
          children: [
            ...runs(`${part.number}　${part.time}　`, 18),
            bold(part.speaker),
            ...runs(
              `${part.role ? `（${part.role}）` : ''}：${part.note ? `〔${part.note}〕` : ''}${part.text}`,
            ),
          ],
        }),
      ];
  }
}
