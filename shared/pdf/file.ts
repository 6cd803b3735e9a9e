import {
  latin1,
  type PdfDictionary,
  PdfError,
  type PdfFault,
  PdfReader,
  type PdfValue,
  pdfDictionary,
} from './syntax.ts';

/** Where one object stands in the file; null when the section frees it. */
export type ObjectPlace = { readonly offset: number; readonly generation: number } | null;

/** One cross-reference table with its trailer: what one saving wrote. */
export type PdfSection = {
  readonly tableOffset: number;
  readonly places: ReadonlyMap<number, ObjectPlace>;
  readonly trailer: PdfDictionary;
  /** The offset after the trailer's dictionary. */
  readonly trailerEnd: number;
};

/** A PDF up to `end`, with its sections, the newest first. */
export type PdfFile = {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly sections: readonly PdfSection[];
  readonly trailer: PdfDictionary;
};

/** More than any document of this desk has; a file beyond it was made to keep the reader busy. */
const mostObjects = 200_000;
const mostSections = 64;

/**
 * Reads the cross-reference tables of the file, or of its first `end` bytes (an earlier revision).
 * Only plain tables, as this desk writes them: compressed ones count as 'unsupported', so that no two
 * readers can disagree about which objects a file holds.
 * @throws PdfError
 */
export function readPdf(bytes: Uint8Array, end: number = bytes.length): PdfFile {
  if (!/^%PDF-[12]\.\d/.test(latin1(bytes, 0, 16))) throw new PdfError('notPdf');
  work.set(bytes, 0);
  let next: number | null = getStart(bytes, end);
  const sections: PdfSection[] = [];
  let objects = 0;
  while (next !== null) {
    if (sections.length >= mostSections) throw new PdfError('malformed');
    const former = sections.at(-1)?.tableOffset ?? end;
    // Each section points to one before itself: so there is no loop, and no way round what was signed.
    if (next >= former) throw new PdfError('malformed');
    const section = readSection(bytes, next, end);
    sections.push(section);
    objects += section.places.size;
    if (objects > mostObjects) throw new PdfError('malformed');
    next = findPrevious(section.trailer);
  }
  const trailer = sections[0]?.trailer ?? pdfDictionary([]);
  if (sections.some((one) => one.trailer.entries.has('Encrypt'))) throw new PdfError('encrypted');
  return { bytes, end, sections, trailer };
}

function getStart(bytes: Uint8Array, end: number): number {
  const tailStart = Math.max(0, end - 1024);
  const tail = latin1(bytes, tailStart, end);
  const found = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
  if (found === null) throw new PdfError('truncated');
  return Number(found[1]);
}

function findPrevious(trailer: PdfDictionary): number | null {
  const previous = trailer.entries.get('Prev');
  if (previous === undefined) return null;
  if (previous.kind !== 'number' || !Number.isInteger(previous.value)) throw new PdfError('malformed');
  return previous.value;
}

function readSection(bytes: Uint8Array, offset: number, end: number): PdfSection {
  const reader = new PdfReader(bytes, offset, end);
  if (!reader.takeWord('xref')) throw new PdfError(faultOfTable(reader));
  const places = new Map<number, ObjectPlace>();
  while (!reader.takeWord('trailer')) {
    const first = reader.readWhole();
    const count = reader.readWhole();
    if (count > mostObjects) throw new PdfError('malformed');
    for (let number = first; number < first + count; number += 1) {
      const place = { offset: reader.readWhole(), generation: reader.readWhole() };
      const mark = reader.readWord();
      if (mark !== 'n' && mark !== 'f') throw new PdfError('malformed');
      if (places.has(number)) throw new PdfError('malformed');
      places.set(number, mark === 'n' ? place : null);
    }
  }
  const trailer = reader.readValue();
  if (trailer.kind !== 'dictionary') throw new PdfError('malformed');
  if (trailer.entries.has('XRefStm')) throw new PdfError('unsupported');
  return { tableOffset: offset, places, trailer, trailerEnd: reader.at };
}

/** A compressed table is an object with a stream; its dictionary is the trailer. */
function faultOfTable(reader: PdfReader): PdfFault {
  try {
    const { value, isStream } = readObjectAt(reader.bytes, reader.at, reader.end);
    if (!isStream || value.kind !== 'dictionary') return 'malformed';
    return value.entries.has('Encrypt') ? 'encrypted' : 'unsupported';
  } catch {
    return 'malformed';
  }
}

/** Where the newest form of an object stands; null when there is none. */
export function findPlace(file: PdfFile, number: number): ObjectPlace {
  for (const section of file.sections) {
    const place = section.places.get(number);
    if (place !== undefined) return place;
  }
  return null;
}

/** One object as it stands in the file: its value, and whether a stream follows. */
export type PdfObject = {
  readonly number: number;
  readonly value: PdfValue;
  readonly isStream: boolean;
  readonly start: number;
  readonly end: number;
};

/**
 * Bytes of objects that were read since a file was opened. Objects of an honest file are read about once; those of a file
 * made to keep the reader busy lie in one another, or are read again for each of many revisions.
 */
const work = new WeakMap<Uint8Array, number>();
const spareWork = 32_000_000;

function countWork(bytes: Uint8Array, more: number): void {
  const done = (work.get(bytes) ?? 0) + more;
  work.set(bytes, done);
  if (done > bytes.length + spareWork) throw new PdfError('malformed');
}

/** Reads the object that begins at `offset`; a stream's bytes are not read. Throws PdfError. */
export function readObjectAt(bytes: Uint8Array, offset: number, end: number): PdfObject {
  const reader = new PdfReader(bytes, offset, end);
  try {
    return readObject(reader, offset);
  } finally {
    countWork(bytes, reader.at - offset);
  }
}

function readObject(reader: PdfReader, offset: number): PdfObject {
  const number = reader.readWhole();
  reader.readWhole();
  reader.expectWord('obj');
  const value = reader.readValue();
  const isStream = reader.takeWord('stream');
  if (!isStream) reader.expectWord('endobj');
  return { number, value, isStream, start: offset, end: reader.at };
}

/** The object of this number in this revision; null when there is none. Throws PdfError. */
export function findObject(file: PdfFile, number: number): PdfObject | null {
  const place = findPlace(file, number);
  if (place === null) return null;
  const found = readObjectAt(file.bytes, place.offset, file.end);
  if (found.number !== number) throw new PdfError('malformed');
  return found;
}

/** Follows a reference to its value; null where there is nothing. Throws PdfError. */
export function resolveValue(file: PdfFile, value: PdfValue | undefined): PdfValue | null {
  if (value === undefined) return null;
  if (value.kind !== 'reference') return value;
  const found = findObject(file, value.number)?.value ?? null;
  return found?.kind === 'reference' ? null : found;
}

export function getDictionary(file: PdfFile, value: PdfValue | undefined): PdfDictionary {
  const found = resolveValue(file, value);
  if (found?.kind !== 'dictionary') throw new PdfError('malformed');
  return found;
}

/** The pages' object numbers in order. Throws PdfError. */
export function listPages(file: PdfFile): readonly number[] {
  const catalog = getDictionary(file, file.trailer.entries.get('Root'));
  const seen = new Set<number>();
  const pages: number[] = [];
  const visit = (value: PdfValue | undefined): void => {
    if (value?.kind !== 'reference' || seen.has(value.number)) throw new PdfError('malformed');
    seen.add(value.number);
    const node = getDictionary(file, value);
    const kids = resolveValue(file, node.entries.get('Kids'));
    if (kids?.kind === 'array') for (const kid of kids.items) visit(kid);
    else pages.push(value.number);
  };
  visit(catalog.entries.get('Pages'));
  return pages;
}
