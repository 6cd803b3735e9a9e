import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findObject, findPlace, listPages, type PdfFile, readPdf } from '../../shared/pdf/file.ts';
import { type AppendedObject, appendObjects, getNextNumber } from '../../shared/pdf/increment.ts';
import {
  latin1Bytes,
  type PdfDictionary,
  type PdfValue,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfReference,
  pdfText,
} from '../../shared/pdf/syntax.ts';
import { buildSignedData } from '../../shared/signatures/cms.ts';
import { oids } from '../../shared/signatures/oids.ts';
import { fillSignature, reserveSignature, signedBytes } from '../../shared/signatures/pdf-signature.ts';
import { type VerificationRequest, verifyPdf } from '../../shared/verification/verify-pdf.ts';
import {
  createCheckers,
  enrol,
  foundOffice,
  nodeDigest,
  signedAt,
  subjectOf,
  typesetAgreement,
} from './office.ts';

/**
 * What has fooled readers of signed PDFs before: contents laid over or called up after signing, signatures moved from
 * another file, ranges with a hole, tables that two readers read differently, a root sent along with the forgery. Nothing
 * of it may be called valid, not even where the forger holds a mediator's own key.
 */
let office: Awaited<ReturnType<typeof foundOffice>>;
let mediator: Awaited<ReturnType<typeof enrol>>;
let checkers: ReturnType<typeof createCheckers>;
let agreement: Uint8Array;
let signed: Uint8Array;

beforeAll(async () => {
  office = await foundOffice();
  checkers = createCheckers(office.open.root);
  agreement = (await typesetAgreement()).pdf;
  mediator = await enrol(office.open, subjectOf('王建国', '京劳调证2024第0187号'));
  signed = await mediator.sign(agreement);
});
afterAll(() => rmSync(checkers.folder, { recursive: true, force: true }));

const check = (pdf: Uint8Array, more: Partial<VerificationRequest> = {}) =>
  verifyPdf(
    {
      ...{ pdf, trustedRoots: [office.open.root], revocationLists: [], recordSha256: null, now: new Date() },
      ...more,
    },
    crypto,
  );
const verdictOf = async (pdf: Uint8Array) => (await check(pdf)).verdict;

function dictionaryOf(file: PdfFile, number: number): PdfDictionary {
  const value = findObject(file, number)?.value;
  if (value?.kind !== 'dictionary') throw new Error('no dictionary');
  return value;
}
function rootOf(file: PdfFile): number {
  const root = file.trailer.entries.get('Root');
  if (root?.kind !== 'reference') throw new Error('no root');
  return root.number;
}
const firstPage = (file: PdfFile) => listPages(file)[0] ?? 0;
const withEntry = (file: PdfFile, number: number, name: string, value: PdfValue): AppendedObject => ({
  number,
  value: pdfDictionary([...dictionaryOf(file, number).entries, [name, value]]),
});
const rectangle = pdfArray([60, 300, 500, 500].map(pdfNumber));
/** A white box with other words on it, over the text of the page. */
const overlay = (subtype: string, more: readonly (readonly [string, PdfValue])[] = []) =>
  pdfDictionary([
    ...([
      ['Type', pdfName('Annot')],
      ['Subtype', pdfName(subtype)],
      ['Rect', rectangle],
      ['Contents', pdfText('一次性支付 1 元')],
      ['F', pdfNumber(4)],
    ] as const),
    ...more,
  ]);

/** Everything that shows something over, under or instead of a page, as an update of `pdf`. */
function waysToShowOtherwise(pdf: Uint8Array): Record<string, Uint8Array> {
  const file = readPdf(pdf);
  const page = firstPage(file);
  const root = rootOf(file);
  const next = getNextNumber(file);
  const onPage = (value: PdfValue) =>
    appendObjects(file, [
      { number: next, value },
      withEntry(file, page, 'Annots', pdfArray([pdfReference(next)])),
    ]);
  const inCatalog = (name: string, value: PdfValue) =>
    appendObjects(file, [{ number: next, value }, withEntry(file, root, name, pdfReference(next))]);
  const action = pdfDictionary([
    ['S', pdfName('JavaScript')],
    ['JS', pdfText('app.alert(1)')],
  ]);
  return {
    'a note over the text': onPage(overlay('FreeText')),
    'a stamp over the text': onPage(overlay('Stamp')),
    'a redaction': onPage(overlay('Redact')),
    'a text field over the text': onPage(
      overlay('Widget', [
        ['FT', pdfName('Tx')],
        ['T', pdfText('a')],
        ['V', pdfText('1 元')],
      ]),
    ),
    'a page of other contents': appendObjects(file, [
      withEntry(
        file,
        page,
        'Contents',
        dictionaryOf(file, listPages(file)[1] ?? 0).entries.get('Contents') ?? pdfNumber(0),
      ),
    ]),
    'pages in another order': appendObjects(file, [withEntry(file, page, 'Parent', pdfReference(page))]),
    'a crop of the page': appendObjects(file, [withEntry(file, page, 'CropBox', rectangle)]),
    'a form with XFA': inCatalog(
      'AcroForm',
      pdfDictionary([
        ['Fields', pdfArray([])],
        ['XFA', pdfText('<xdp/>')],
      ]),
    ),
    'a script on opening': inCatalog('OpenAction', action),
    layers: inCatalog('OCProperties', pdfDictionary([['OCGs', pdfArray([])]])),
    'an attachment': inCatalog('Names', pdfDictionary([['EmbeddedFiles', pdfDictionary([])]])),
    'fonts exchanged': appendObjects(file, [withEntry(file, page, 'Resources', pdfDictionary([]))]),
    'an object freed': latin1Update(file, `xref\n${page} 1\n0000000000 00001 f \n`),
  };
}

/** An update made by hand; the writer of this desk would not write it. */
function latin1Update(file: PdfFile, table: string, size = getNextNumber(file), before = ''): Uint8Array {
  const head = `\n${before}`;
  const trailer = `trailer\n<</Size ${size}\n/Root ${rootOf(file)} 0 R\n/Prev ${file.sections[0]?.tableOffset ?? 0}>>`;
  const tableOffset = file.end + head.length;
  return Buffer.concat([
    file.bytes.subarray(0, file.end),
    latin1Bytes(`${head}${table}${trailer}\nstartxref\n${tableOffset}\n%%EOF\n`),
  ]);
}

describe('after the signature', () => {
  it('nothing can be laid over, put under or called up, by whatever means', async () => {
    for (const [name, pdf] of Object.entries(waysToShowOtherwise(signed)))
      expect(['altered', 'unreadable'], name).toContain(await verdictOf(pdf));
  });

  it('not even when a mediator signs once more on top, or the record’s hash is known', async () => {
    for (const [name, pdf] of Object.entries(waysToShowOtherwise(signed))) {
      const report = await check(await mediator.sign(pdf).catch(() => pdf), {
        recordSha256: createHash('sha256').update(agreement).digest('hex'),
      });
      expect(['altered', 'unreadable'], name).toContain(report.verdict);
    }
  });
});

describe('before the signature', () => {
  it('a document that shows something else elsewhere is nobody’s valid document, though a mediator’s own key signs it', async () => {
    for (const [name, pdf] of Object.entries(waysToShowOtherwise(agreement))) {
      const forged = await mediator.sign(pdf).catch(() => null);
      if (forged === null) continue;
      expect(['altered', 'unreadable'], name).toContain(await verdictOf(forged));
    }
  });

  it('the shadow of a former saving is named: two savings before the first signature', async () => {
    const file = readPdf(agreement);
    const waiting = appendObjects(file, [{ number: getNextNumber(file), value: pdfDictionary([]) }]);
    expect(await verdictOf(await mediator.sign(waiting))).toBe('altered');
  });
});

describe('a signature', () => {
  it('of another file is no signature of this one', async () => {
    const other = await mediator.sign(
      appendObjects(readPdf(agreement), [{ number: getNextNumber(readPdf(agreement)), value: pdfNumber(1) }]),
    );
    const contents = Buffer.from(other).lastIndexOf('/Contents <');
    const own = Buffer.from(signed);
    const at = own.lastIndexOf('/Contents <');
    const length = own.indexOf('>', at) - at;
    const moved = Buffer.from(signed);
    Buffer.from(other).copy(moved, at, contents, contents + length);
    expect(await verdictOf(moved)).toBe('altered');
    // The whole update of signing, put behind another document.
    expect(['altered', 'unreadable']).toContain(
      await verdictOf(Buffer.concat([agreement, other.subarray(agreement.length)])),
    );
  });

  it('whose range leaves anything out but itself signs nothing', async () => {
    const reserved = reserveSignature(agreement, {
      ...{ kind: 'signature', name: '王建国', reason: '', location: '', at: signedAt },
    });
    const text = Buffer.from(reserved.bytes);
    const at = text.lastIndexOf('/ByteRange [') + 12;
    const range = text.subarray(at, text.indexOf(']', at)).toString('latin1');
    const [first = '', before = '', after = '', rest = ''] = range.split(' ');
    const digits = (one: number) => String(one).padStart(10, '0');
    for (const other of [
      // A hole before the signature, a beginning behind the head, an end before the table, a range too many.
      `${first} ${digits(Number(before) - 400)} ${after} ${rest}`,
      `9 ${digits(Number(before) - 9)} ${after} ${rest}`,
      `${first} ${before} ${after} ${digits(Number(rest) - 40)}`,
      `${first} ${before} ${digits(Number(after) + 20)} ${digits(Number(rest) - 20)}`,
    ]) {
      if (other.length !== range.length) throw new Error('the range has moved');
      const bytes = reserved.bytes.slice();
      bytes.set(latin1Bytes(other), at);
      const [one = 0, upTo = 0, from = 0, length = 0] = other.split(' ').map(Number);
      const data = Buffer.concat([bytes.subarray(one, one + upTo), bytes.subarray(from, from + length)]);
      const forged = fillSignature({ ...reserved, bytes }, await cmsOf(data));
      expect(['altered', 'unreadable'], other).toContain(await verdictOf(forged));
    }
  });

  it('in an update with anything another reader could take otherwise is reported, though its bytes match', async () => {
    const reserved = reserveSignature(signed, {
      ...{ kind: 'signature', name: '王建国', reason: '', location: '', at: signedAt },
    });
    const text = Buffer.from(reserved.bytes).toString('latin1');
    const start = signed.length;
    const page = firstPage(readPdf(signed));
    /** Same length, so that the range and the offsets stay what they are. */
    const swaps: Record<string, readonly [RegExp, (found: string) => string]> = {
      // Readers that go by generations find no such page any more.
      'a page of another generation': [
        new RegExp(`\n${page} 1\n\\d{10} 00000 n `),
        (found) => found.replace('00000 n', '00003 n'),
      ],
      'a table that says it knows fewer objects': [
        /\/Size \d+/,
        (found) => `/Size ${'1'.padStart(found.length - 6, '0')}`,
      ],
      'a comment for a line end': [/endobj\n(?=\d)/, () => 'endobj%'],
      'another space for a space': [/\/Type \/Page\n/, () => '/Type\t/Page\n'],
    };
    for (const [name, [pattern, swap]] of Object.entries(swaps)) {
      const found = pattern.exec(text.slice(start));
      if (found === null) throw new Error(`nothing to change: ${name}`);
      const bytes = reserved.bytes.slice();
      const other = swap(found[0]);
      if (other.length !== found[0].length) throw new Error(`another length: ${name}`);
      bytes.set(latin1Bytes(other), start + found.index);
      const forged = fillSignature({ ...reserved, bytes }, await cmsOf(signedBytes(bytes, reserved.gap)));
      expect(['altered', 'unreadable'], name).toContain(await verdictOf(forged));
    }
    // The same without a change is a second signature like any other.
    const honest = fillSignature(reserved, await cmsOf(signedBytes(reserved.bytes, reserved.gap)));
    expect(await verdictOf(honest)).toBe('valid');
    expect(checkers.pdfsig(honest).split('Signature is Valid').length - 1).toBe(2);
  });
});

/** The CMS as the desk makes it, for bytes that the desk would not sign. */
async function cmsOf(data: Uint8Array): Promise<Uint8Array> {
  const contentDigest = await nodeDigest(data);
  const signer = await mediator.open();
  return buildSignedData({
    contentType: oids.data,
    contentDigest,
    embedded: null,
    signer,
    digest: nodeDigest,
  });
}

describe('a root that came along with the document', () => {
  it('makes nothing valid by itself; with the fingerprint confirmed it does', async () => {
    const stranger = await foundOffice();
    const forger = await enrol(stranger.open, subjectOf('王建国', '京劳调证2024第0187号'));
    const forged = await forger.sign(agreement);
    const root = stranger.open.root;
    expect((await check(forged, { givenRoots: [root] })).verdict).toBe('givenRoot');
    expect((await check(forged, { trustedRoots: [], givenRoots: [root] })).verdict).toBe('givenRoot');
    expect((await check(signed, { givenRoots: [root] })).verdict).toBe('valid');
    // One signature of the office's and one of a stranger's are not valid together.
    expect((await check(await forger.sign(signed), { givenRoots: [root] })).verdict).toBe('givenRoot');
    expect((await check(forged, { trustedRoots: [root] })).verdict).toBe('valid');
  });
});

describe('a place in the tables', () => {
  it('that points back into what was signed calls up nothing old', async () => {
    const file = readPdf(signed);
    const page = firstPage(file);
    const old = findPlace(readPdf(agreement), page);
    const entry = `xref\n${page} 1\n${String(old?.offset ?? 0).padStart(10, '0')} 00000 n \n`;
    expect(await verdictOf(latin1Update(file, entry))).toBe('altered');
    expect(await verdictOf(latin1Update(file, 'xref\n0 0\n'))).toBe('altered');
    expect(await verdictOf(latin1Update(file, 'xref\n0 0\n', 5))).toBe('altered');
  });
});
