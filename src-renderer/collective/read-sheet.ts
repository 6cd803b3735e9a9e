import { unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/universal';
import type { RawCell } from '../../shared/case/worker-import.ts';

/** Why a file is not read. Words: 'workers.file.<code>'. */
export type SheetRefusal =
  | 'tooLarge'
  | 'empty'
  | 'oldFormat'
  | 'macros'
  | 'broken'
  | 'unknownFormat'
  | 'unknownEncoding';
export class SheetError extends Error {
  readonly code: SheetRefusal;
  constructor(code: SheetRefusal) {
    super(code);
    this.name = 'SheetError';
    this.code = code;
  }
}

const bytesAtMost = 5 * 1024 * 1024;
const unpackedBytesAtMost = 60 * 1024 * 1024;
/** Twenty columns for each of the rows that a sheet can have. */
const placesAtMost = 20 * 1_048_576;

/**
 * The cells of the first sheet of an xlsx file, or of a csv file (UTF-8 with or without BOM, GB18030).
 * Formulas give their last value; nothing in the file is run. Throws SheetError with what is wrong.
 */
export async function readSheetFile(bytes: Uint8Array<ArrayBuffer>): Promise<RawCell[][]> {
  if (bytes.length > bytesAtMost) throw new SheetError('tooLarge');
  if (bytes.length === 0) throw new SheetError('empty');
  const startsWith = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new SheetError('oldFormat');
  if (startsWith(0x50, 0x4b)) return readXlsx(bytes);
  if (bytes.subarray(0, 2_000).includes(0)) throw new SheetError('unknownFormat');
  return readCsv(decodeText(bytes));
}

async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<RawCell[][]> {
  const names: string[] = [];
  let packed = 0;
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        names.push(name);
        packed += size;
        unpacked += originalSize;
        return false;
      },
    });
  } catch {
    throw new SheetError('broken');
  }
  // More than the file holds: the same bytes, called up again under many names.
  if (packed > bytes.length) throw new SheetError('broken');
  if (unpacked > unpackedBytesAtMost) throw new SheetError('tooLarge');
  if (names.some((name) => /vbaProject\.bin$|macrosheets\//i.test(name))) throw new SheetError('macros');
  if (!names.includes('xl/workbook.xml')) throw new SheetError('unknownFormat');
  const parts = unpack(bytes);
  for (const part of Object.values(parts)) assertNear(part);
  try {
    // Unpacked here: for large parts the reader would start a worker from a blob, which the policy forbids.
    return (await readSheet(zipSync(parts, { level: 0 }).buffer)) as RawCell[][];
  } catch {
    throw new SheetError('broken');
  }
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    throw new SheetError('broken');
  }
}

/**
 * The reader fills every place before the furthest cell, so one cell in the last corner of a sheet would take all memory.
 * Throws SheetError.
 */
function assertNear(part: Uint8Array): void {
  const text = new TextDecoder().decode(part);
  if (!text.includes('sheetData')) return;
  let rows = 0;
  let columns = 0;
  for (const [, place = ''] of text.matchAll(/\sr\s*=\s*["']([^"']*)["']/g)) {
    const [, letters, digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? [];
    if (letters === undefined) throw new SheetError('broken');
    rows = Math.max(rows, Number(digits));
    columns = Math.max(
      columns,
      [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    );
  }
  if (rows * columns > placesAtMost) throw new SheetError('tooLarge');
}

function readCsv(text: string): RawCell[][] {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  return data;
}

function decodeText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding; the next is tried.
    }
  }
  throw new SheetError('unknownEncoding');
}
