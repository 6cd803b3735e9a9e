import writeExcelFile, { type SheetData } from 'write-excel-file/universal';
import type { Paper, PaperPart } from '../../shared/documents/paper.ts';

const bold = (value: string) => ({ value, fontWeight: 'bold' as const, wrap: true });

/** Counts and sums stay numbers, so that the sheet can be reckoned on; all else is text and is never taken for a formula. */
function cellOf(text: string) {
  const plain = text.replaceAll(',', '');
  if (/^\d{1,9}$/.test(text)) return { value: Number(text), type: Number };
  if (/^\d{1,12}\.\d{2}$/.test(plain)) return { value: Number(plain), type: Number, format: '#,##0.00' };
  return { value: text, type: String, format: '@', wrap: true };
}

function rowsOf(part: PaperPart): SheetData {
  switch (part.kind) {
    case 'heading':
    case 'caption':
      return [[], [bold(part.text)]];
    case 'paragraph':
      return [[cellOf(part.text)]];
    case 'fields':
      return part.fields.map(([label, value]) => [bold(label), cellOf(value)]);
    case 'table':
      return [part.head.map(bold), ...part.rows.map((row) => row.map(cellOf))];
    case 'point':
      return [[bold(part.heading), cellOf(part.text)]];
    // What a hand fills in, or what somebody said: on no paper of the office.
    case 'party':
    case 'choices':
    case 'ruled':
    case 'entry':
      return [];
  }
}

/** A paper of the office as a sheet, for whoever puts the figures of several offices together. */
export async function createOfficeSheet(paper: Paper): Promise<Uint8Array> {
  const rows = [[bold(paper.office)], [bold(paper.title)], ...paper.parts.flatMap(rowsOf)];
  const columns = Math.max(...rows.map((row) => row?.length ?? 0));
  const blob = await writeExcelFile(rows, {
    columns: Array.from({ length: columns }, (_, index) => ({ width: index === 0 ? 32 : 22 })),
  }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
