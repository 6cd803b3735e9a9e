import {
  findPlace,
  getDictionary,
  listPages,
  type PdfFile,
  readObjectAt,
  readPdf,
  resolveValue,
} from '../pdf/file.ts';
import { type AppendedObject, appendObjects, getNextNumber } from '../pdf/increment.ts';
import {
  latin1Bytes,
  PdfError,
  type PdfValue,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfReference,
  pdfText,
} from '../pdf/syntax.ts';

/** What the signature's dictionary says besides the signature; all of it is covered by the signature. */
export type SignatureStatement =
  | {
      readonly kind: 'signature';
      readonly name: string;
      readonly reason: string;
      readonly location: string;
      /** ISO-8601; the signer's claim, proven only by a timestamp. */
      readonly at: string;
    }
  | { readonly kind: 'timestamp' };

/** A file with the room for a signature in it. */
export type ReservedSignature = {
  readonly bytes: Uint8Array;
  /** The offsets of '<' and after '>': all bytes but these are signed. */
  readonly gap: { readonly start: number; readonly end: number };
  readonly fieldName: string;
};

/** Bytes for one CMS with its chain; a 3072-bit chain of three takes about half. */
const roomForContents = 12_288;
/** Print and locked: PDF/A wants an annotation printable; with an empty rectangle nothing shows. */
const widgetFlags = 132;

/** D:20261124094500+08'00' in the office's own time, Asia/Shanghai. */
function pdfDate(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3600_000).toISOString();
  return `D:${shifted.slice(0, 19).replace(/[-T:]/g, '')}+08'00'`;
}

function statementEntries(statement: SignatureStatement): [string, PdfValue][] {
  if (statement.kind === 'timestamp')
    return [
      ['Type', pdfName('DocTimeStamp')],
      ['Filter', pdfName('Adobe.PPKLite')],
      ['SubFilter', pdfName('ETSI.RFC3161')],
    ];
  return [
    ['Type', pdfName('Sig')],
    ['Filter', pdfName('Adobe.PPKLite')],
    ['SubFilter', pdfName('ETSI.CAdES.detached')],
    ['Name', pdfText(statement.name)],
    ['Reason', pdfText(statement.reason)],
    ['Location', pdfText(statement.location)],
    ['M', pdfText(pdfDate(statement.at))],
  ];
}

function fieldsOf(file: PdfFile, form: PdfValue | null): readonly PdfValue[] {
  if (form?.kind !== 'dictionary') return [];
  const fields = resolveValue(file, form.entries.get('Fields'));
  return fields?.kind === 'array' ? fields.items : [];
}

/** The catalog gets a form once; later signatures only lengthen the form's list. */
function formObjects(file: PdfFile, field: PdfValue, freeNumber: number): readonly AppendedObject[] {
  const root = file.trailer.entries.get('Root');
  if (root?.kind !== 'reference') throw new PdfError('malformed');
  const catalog = getDictionary(file, root);
  const reference = catalog.entries.get('AcroForm');
  if (reference !== undefined && reference.kind !== 'reference') throw new PdfError('unsupported');
  const former = resolveValue(file, reference);
  const form = pdfDictionary([
    ...(former?.kind === 'dictionary' ? former.entries : []),
    ['Fields', pdfArray([...fieldsOf(file, former), field])],
    ['SigFlags', pdfNumber(3)],
  ]);
  if (reference !== undefined) return [{ number: reference.number, value: form }];
  return [
    { number: freeNumber, value: form },
    {
      number: root.number,
      value: pdfDictionary([...catalog.entries, ['AcroForm', pdfReference(freeNumber)]]),
    },
  ];
}

function pageWithField(file: PdfFile, page: number, field: PdfValue): AppendedObject {
  const dictionary = getDictionary(file, pdfReference(page));
  const annotations = resolveValue(file, dictionary.entries.get('Annots'));
  const items = annotations?.kind === 'array' ? annotations.items : [];
  return {
    number: page,
    value: pdfDictionary([...dictionary.entries, ['Annots', pdfArray([...items, field])]]),
  };
}

/**
 * Appends an invisible signature field with room for a signature. Nothing that stands in the file is
 * touched, the pages look as before, earlier signatures stay valid.
 * @throws PdfError when the file is none of this desk's
 */
export function reserveSignature(pdf: Uint8Array, statement: SignatureStatement): ReservedSignature {
  const file = readPdf(pdf);
  const page = listPages(file)[0];
  if (page === undefined) throw new PdfError('malformed');
  const valueNumber = getNextNumber(file);
  const fieldNumber = valueNumber + 1;
  const fieldName = `Signature${valueNumber}`;
  const field = pdfReference(fieldNumber);
  const unknown = { kind: 'number', value: 0, text: '0000000000' } as const;
  const bytes = appendObjects(file, [
    {
      number: valueNumber,
      value: pdfDictionary([
        ...statementEntries(statement),
        ['ByteRange', pdfArray([pdfNumber(0), unknown, unknown, unknown])],
        [
          'Contents',
          { kind: 'string', bytes: new Uint8Array(roomForContents), isHex: true, start: 0, end: 0 },
        ],
      ]),
    },
    {
      number: fieldNumber,
      value: pdfDictionary([
        ['Type', pdfName('Annot')],
        ['Subtype', pdfName('Widget')],
        ['FT', pdfName('Sig')],
        ['T', pdfText(fieldName)],
        ['V', pdfReference(valueNumber)],
        ['Rect', pdfArray([0, 0, 0, 0].map(pdfNumber))],
        ['F', pdfNumber(widgetFlags)],
        ['P', pdfReference(page)],
      ]),
    },
    pageWithField(file, page, field),
    ...formObjects(file, field, fieldNumber + 1),
  ]);
  return { bytes, gap: fillRange(bytes, valueNumber), fieldName };
}

/** Writes the ranges into the room left for them; answers where the contents stand. */
function fillRange(bytes: Uint8Array, number: number): { start: number; end: number } {
  const place = findPlace(readPdf(bytes), number);
  if (place === null) throw new PdfError('malformed');
  const { value, end } = readObjectAt(bytes, place.offset, bytes.length);
  const contents = value.kind === 'dictionary' ? value.entries.get('Contents') : undefined;
  if (contents?.kind !== 'string') throw new PdfError('malformed');
  const marker = latin1Bytes('/ByteRange [0 0000000000 0000000000 0000000000]');
  const at = indexOfBytes(bytes, marker, place.offset, end);
  const digits = (one: number) => String(one).padStart(10, '0');
  const filled = `/ByteRange [0 ${digits(contents.start)} ${digits(contents.end)} ${digits(bytes.length - contents.end)}]`;
  bytes.set(latin1Bytes(filled), at);
  return { start: contents.start, end: contents.end };
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, start: number, end: number): number {
  for (let at = start; at + wanted.length <= end; at += 1)
    if (wanted.every((one, index) => bytes[at + index] === one)) return at;
  throw new PdfError('malformed');
}

/** All bytes but the gap, in one piece. */
export function signedBytes(
  bytes: Uint8Array,
  gap: { readonly start: number; readonly end: number },
  end: number = bytes.length,
): Uint8Array {
  const joined = new Uint8Array(gap.start + end - gap.end);
  joined.set(bytes.subarray(0, gap.start));
  joined.set(bytes.subarray(gap.end, end), gap.start);
  return joined;
}

/** Puts the signature into its room. @throws Error when it is too long */
export function fillSignature(reserved: ReservedSignature, signature: Uint8Array): Uint8Array {
  const room = (reserved.gap.end - reserved.gap.start - 2) / 2;
  if (signature.length > room) throw new Error('the signature is longer than its room');
  const bytes = reserved.bytes.slice();
  const hex = Array.from(signature, (one) => one.toString(16).padStart(2, '0')).join('');
  bytes.set(latin1Bytes(hex), reserved.gap.start + 1);
  return bytes;
}
