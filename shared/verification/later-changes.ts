import {
  findObject,
  findPlace,
  getDictionary,
  type PdfFile,
  type PdfObject,
  readObjectAt,
} from '../pdf/file.ts';
import { writeIncrement } from '../pdf/increment.ts';
import type { PdfRevision } from '../pdf/revisions.ts';
import { type PdfDictionary, PdfError, type PdfValue, writeValue } from '../pdf/syntax.ts';
import { sameBytes } from './chain.ts';

/** What a revision after the finalised one added: signatures, and whatever else it should not have. */
export type RevisionChanges = {
  readonly signatures: readonly PdfObject[];
  /** Anything that is no signature: a page, a picture, a note, bytes between the objects. */
  readonly hasOther: boolean;
};

const textOf = (value: PdfValue | undefined) => (value === undefined ? '' : writeValue(value));
const nameOf = (value: PdfValue | undefined) => (value?.kind === 'name' ? value.value : '');

function withoutKeys(dictionary: PdfDictionary, keys: readonly string[]): string {
  return [...dictionary.entries]
    .filter(([name]) => !keys.includes(name))
    .map(([name, value]) => `${name} ${writeValue(value)}`)
    .sort()
    .join('\n');
}

/** Is `later` the list `earlier` with references to the new fields behind it? */
function isLengthened(
  earlier: PdfValue | undefined,
  later: PdfValue | undefined,
  fields: ReadonlySet<number>,
): boolean {
  const former = earlier === undefined ? [] : earlier.kind === 'array' ? earlier.items : null;
  if (former === null || later?.kind !== 'array') return false;
  return (
    former.every((one, index) => textOf(one) === textOf(later.items[index])) &&
    later.items.slice(former.length).every((one) => one.kind === 'reference' && fields.has(one.number))
  );
}

function asDictionary(object: PdfObject | null): PdfDictionary | null {
  return object !== null && !object.isStream && object.value.kind === 'dictionary' ? object.value : null;
}

const fieldKeys = ['Type', 'Subtype', 'FT', 'T', 'V', 'Rect', 'F', 'P'];
const signatureKeys = [
  ...['Type', 'Filter', 'SubFilter', 'Name', 'Reason', 'Location', 'M', 'ByteRange', 'Contents'],
];

/** An invisible signature field: its rectangle is empty and it has no picture. */
function isInvisibleField(value: PdfDictionary, signatures: ReadonlySet<number>): boolean {
  const target = value.entries.get('V');
  const rectangle = value.entries.get('Rect');
  return (
    [...value.entries.keys()].every((key) => fieldKeys.includes(key)) &&
    nameOf(value.entries.get('FT')) === 'Sig' &&
    rectangle?.kind === 'array' &&
    rectangle.items.length === 4 &&
    rectangle.items.every((one) => one.kind === 'number' && one.value === 0) &&
    target?.kind === 'reference' &&
    signatures.has(target.number)
  );
}

function isSignatureValue(value: PdfDictionary): boolean {
  return (
    ['Sig', 'DocTimeStamp'].includes(nameOf(value.entries.get('Type'))) &&
    [...value.entries.keys()].every((key) => signatureKeys.includes(key))
  );
}

const lineEnd = 10;

/**
 * The objects a revision wrote; null unless it is, byte for byte, what this desk writes for these objects. So there is no
 * room for what two readers could take differently: a comment, a table with other generations or fewer objects, a
 * pointer past what was signed.
 */
function readObjects(
  earlier: PdfFile,
  bytes: Uint8Array,
  revision: PdfRevision,
): readonly PdfObject[] | null {
  const { section } = revision;
  // The line end behind '%%EOF', where the revision before wrote one.
  const isSecondLine = bytes[revision.start] === lineEnd && bytes[revision.start + 1] === lineEnd;
  const start = isSecondLine ? revision.start + 1 : revision.start;
  const objects: PdfObject[] = [];
  for (const place of section.places.values()) {
    if (place === null || place.offset <= start || place.offset >= section.tableOffset) return null;
    objects.push(readObjectAt(bytes, place.offset, section.tableOffset));
  }
  const written = writeIncrement(earlier, start, objects).subarray(0, -1);
  const stands = bytes.subarray(start, revision.end);
  return !objects.some((one) => one.isStream) && sameBytes(written, stands) ? objects : null;
}

function isAllowedChange(
  earlier: PdfFile,
  object: PdfObject,
  known: {
    readonly fields: ReadonlySet<number>;
    readonly root: number;
    readonly form: number | null;
  },
): boolean {
  const later = asDictionary(object);
  if (later === null) return false;
  const former = asDictionary(findObject(earlier, object.number));
  const isNew = former === null && !findPlace(earlier, object.number);
  if (object.number === known.form) {
    const isSame = isNew || (former !== null && sameBut(former, later, ['Fields', 'SigFlags']));
    const onlyFields = !isNew || withoutKeys(later, ['Fields', 'SigFlags']) === '';
    return (
      isSame &&
      onlyFields &&
      textOf(later.entries.get('SigFlags')) === '3' &&
      isLengthened(former?.entries.get('Fields'), later.entries.get('Fields'), known.fields)
    );
  }
  if (former === null) return false;
  // A form once there stays the same object.
  if (object.number === known.root)
    return !former.entries.has('AcroForm') && sameBut(former, later, ['AcroForm']);
  return (
    nameOf(former.entries.get('Type')) === 'Page' &&
    sameBut(former, later, ['Annots']) &&
    isLengthened(former.entries.get('Annots'), later.entries.get('Annots'), known.fields)
  );
}

function sameBut(former: PdfDictionary, later: PdfDictionary, keys: readonly string[]): boolean {
  return withoutKeys(former, keys) === withoutKeys(later, keys);
}

/** The object of the catalog's form; null when it has none of its own. */
export function findForm(file: PdfFile): number | null {
  const catalog = getDictionary(file, file.trailer.entries.get('Root'));
  const form = catalog.entries.get('AcroForm');
  return form?.kind === 'reference' ? form.number : null;
}

/**
 * What a revision changed against the one before it. Only what this desk itself writes when it signs is
 * let through; everything else counts as another change, even where it would show nothing: so what a
 * reader sees is what was finalised.
 * @throws PdfError when the revision cannot be read
 */
export function findChanges(earlier: PdfFile, later: PdfFile, revision: PdfRevision): RevisionChanges {
  const objects = readObjects(earlier, later.bytes, revision);
  if (objects === null) return { signatures: [], hasOther: true };
  const isNew = (one: PdfObject) => !findPlace(earlier, one.number);
  const signatures = objects.filter((one) => {
    const value = asDictionary(one);
    return isNew(one) && value !== null && isSignatureValue(value);
  });
  const signatureNumbers = new Set(signatures.map((one) => one.number));
  const fields = objects.filter((one) => {
    const value = asDictionary(one);
    return isNew(one) && value !== null && isInvisibleField(value, signatureNumbers);
  });
  const root = later.trailer.entries.get('Root');
  if (root?.kind !== 'reference') throw new PdfError('malformed');
  const fieldNumbers = new Set(fields.map((one) => one.number));
  const known = {
    fields: fieldNumbers,
    root: root.number,
    form: findForm(later),
  };
  const hasOther =
    fields.length !== signatures.length ||
    objects.some(
      (one) =>
        !signatureNumbers.has(one.number) &&
        !fieldNumbers.has(one.number) &&
        !isAllowedChange(earlier, one, known),
    );
  return { signatures, hasOther };
}
