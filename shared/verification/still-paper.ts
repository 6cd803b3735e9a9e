import { getDictionary, listPages, type PdfFile } from '../pdf/file.ts';
import { type PdfDictionary, pdfReference } from '../pdf/syntax.ts';

const catalogKeys = [
  ...['Type', 'Version', 'Pages', 'Metadata', 'OutputIntents', 'Lang', 'StructTreeRoot', 'MarkInfo'],
  ...['ViewerPreferences', 'PageLayout', 'PageLabels'],
];
const pageKeys = [
  ...[
    'Type',
    'Parent',
    'Resources',
    'MediaBox',
    'CropBox',
    'Rotate',
    'Contents',
    'Group',
    'StructParents',
    'Tabs',
  ],
];

const hasOnly = (dictionary: PdfDictionary, keys: readonly string[]) =>
  [...dictionary.entries.keys()].every((key) => keys.includes(key));

/**
 * Is the document what paper is, the same whenever and wherever it is looked at? A form to fill in, a note laid over the
 * text, a layer that shows on paper only, a script or an attachment is valid PDF and could be signed as such; no document
 * of this desk holds one, so a file with such a thing is somebody else's, whoever signed it.
 * @throws PdfError when the pages cannot be read
 */
export function isStillPaper(file: PdfFile): boolean {
  const catalog = getDictionary(file, file.trailer.entries.get('Root'));
  return (
    hasOnly(catalog, catalogKeys) &&
    listPages(file).every((page) => hasOnly(getDictionary(file, pdfReference(page)), pageKeys))
  );
}
