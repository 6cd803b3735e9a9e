import type { PdfFile } from './file.ts';
import { latin1Bytes, PdfError, type PdfValue, pdfDictionary, pdfNumber, writeValue } from './syntax.ts';

/** An object to be written at the end of a file: a new one, or the new form of an old one. */
export type AppendedObject = { readonly number: number; readonly value: PdfValue };

/** The first object number that the file does not use. */
export function getNextNumber(file: PdfFile): number {
  const size = file.trailer.entries.get('Size');
  if (size?.kind !== 'number') throw new PdfError('malformed');
  return size.value;
}

/**
 * What an incremental update that writes these objects adds to a file when it begins at `at`. The checker takes nothing
 * else for an update of this desk, to the byte: whoever changes this keeps the former way for files that are signed.
 */
export function writeIncrement(file: PdfFile, at: number, objects: readonly AppendedObject[]): Uint8Array {
  const sorted = [...objects].sort((one, other) => one.number - other.number);
  let text = '\n';
  const offsets = new Map<number, number>();
  for (const { number, value } of sorted) {
    offsets.set(number, at + text.length);
    text += `${number} 0 obj\n${writeValue(value)}\nendobj\n`;
  }
  const tableOffset = at + text.length;
  text += 'xref\n';
  for (const [number, offset] of offsets)
    text += `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  const size = Math.max(getNextNumber(file), (sorted.at(-1)?.number ?? 0) + 1);
  const trailer = pdfDictionary([
    ...file.trailer.entries,
    ['Size', pdfNumber(size)],
    ['Prev', pdfNumber(file.sections[0]?.tableOffset ?? 0)],
  ]);
  text += `trailer\n${writeValue(trailer)}\nstartxref\n${tableOffset}\n%%EOF\n`;
  return latin1Bytes(text);
}

/**
 * The whole file with the objects appended as an incremental update: not one byte before is touched, so
 * every signature in it stays what it was.
 */
export function appendObjects(file: PdfFile, objects: readonly AppendedObject[]): Uint8Array {
  const update = writeIncrement(file, file.end, objects);
  const bytes = new Uint8Array(file.end + update.length);
  bytes.set(file.bytes.subarray(0, file.end));
  bytes.set(update, file.end);
  return bytes;
}
