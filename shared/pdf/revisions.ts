import type { PdfFile, PdfSection } from './file.ts';
import { latin1, PdfError, PdfReader } from './syntax.ts';

/** One saving of the file: the bytes it wrote, and its table. */
export type PdfRevision = {
  readonly start: number;
  /** After '%%EOF'. */
  readonly end: number;
  readonly section: PdfSection;
};

/** Reads 'startxref <offset> %%EOF' after a table; answers the offset behind it. Throws PdfError. */
function readEnd(bytes: Uint8Array, section: PdfSection, limit: number): number {
  const reader = new PdfReader(bytes, section.trailerEnd, limit);
  reader.expectWord('startxref');
  if (reader.readWhole() !== section.tableOffset) throw new PdfError('malformed');
  const space = /^\s{1,4}%%EOF/.exec(latin1(bytes, reader.at, Math.min(reader.at + 9, limit)));
  if (space === null) throw new PdfError('malformed');
  return reader.at + space[0].length;
}

/**
 * The file's revisions, oldest first, each ending where the next begins.
 * @throws PdfError 'unsupported' for files arranged for fast web view, which this desk never makes
 */
export function listRevisions(file: PdfFile): readonly PdfRevision[] {
  let start = 0;
  return file.sections.toReversed().map((section) => {
    if (section.tableOffset < start) throw new PdfError('unsupported');
    const end = readEnd(file.bytes, section, file.end);
    const revision = { start, end, section };
    start = end;
    return revision;
  });
}

/** The file as it was after this revision. */
export function readRevision(file: PdfFile, revision: PdfRevision): PdfFile {
  const sections = file.sections.slice(file.sections.indexOf(revision.section));
  return { bytes: file.bytes, end: revision.end, sections, trailer: revision.section.trailer };
}
