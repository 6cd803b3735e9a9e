import { CertificateRevocationList } from 'pkijs';
import { toBuffer } from '../signatures/cms.ts';

/** A revocation list; who reads it asks `header.verify` whether its issuer signed it. */
export type RevocationList = {
  /** Everything but the revoked certificates; its signature is over all of it. */
  readonly header: CertificateRevocationList;
  /** When each was revoked, by its serial number in lower-case hex without leading zeros; the earliest where it stands twice. */
  readonly revoked: ReadonlyMap<string, Date>;
};

const sequence = 0x30;
const integer = 0x02;
const utcTime = 0x17;
const generalizedTime = 0x18;

/** One element of DER: `start` to `end` with its tag and length, `from` on its content. */
type Element = { readonly tag: number; readonly start: number; readonly from: number; readonly end: number };

/**
 * Reads a list of tens of thousands in no time (RFC 5280 5.1). The library takes seconds for one thousand and none above
 * ten thousand elements, so it is given the list without its entries, and these are read here, in the one form that DER
 * allows. Throws for anything else.
 */
export function readRevocationList(der: Uint8Array): RevocationList {
  const outer = getOnly(der, sequence);
  const [signed, ...signature] = listElements(der, outer);
  if (signed?.tag !== sequence) throw new Error('verification.listMalformed');
  const parts = listElements(der, signed);
  // After the times comes the list, where there is one.
  const place = parts.findLastIndex(({ tag }) => tag === utcTime || tag === generalizedTime) + 1;
  const entries = place > 0 && parts[place]?.tag === sequence ? parts[place] : null;
  const others = parts.filter((one) => one !== entries).map(({ start, end }) => der.subarray(start, end));
  const rest = signature.map(({ start, end }) => der.subarray(start, end));
  const header = CertificateRevocationList.fromBER(toBuffer(wrap([wrap(others), ...rest])));
  // The signature is over what was signed, with its entries.
  header.tbsView = der.slice(signed.start, signed.end);
  return { header, revoked: entries === null ? new Map() : readEntries(der, entries) };
}

/** As serial numbers are compared. */
export function serialText(content: Uint8Array): string {
  let text = '';
  for (const byte of content) text += byte.toString(16).padStart(2, '0');
  return text.replace(/^(00)+(?=..)/, '');
}

function readEntries(der: Uint8Array, entries: Element): Map<string, Date> {
  const revoked = new Map<string, Date>();
  for (const entry of listElements(der, entries)) {
    const [serial, time] = entry.tag === sequence ? listElements(der, entry) : [];
    if (serial?.tag !== integer || time === undefined) throw new Error('verification.listMalformed');
    const at = readTime(der, time);
    const number = serialText(der.subarray(serial.from, serial.end));
    const known = revoked.get(number);
    if (known === undefined || at < known) revoked.set(number, at);
  }
  return revoked;
}

function readTime(der: Uint8Array, { tag, from, end }: Element): Date {
  const text = String.fromCharCode(...der.subarray(from, Math.min(end, from + 20)));
  const parts = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const [, year = '', month, day, hour, minute, second] = parts ?? [];
  if (parts === null || year.length !== (tag === utcTime ? 2 : tag === generalizedTime ? 4 : 0))
    throw new Error('verification.listMalformed');
  // RFC 5280 4.1.2.5.1: two digits stand for 1950 to 2049.
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) throw new Error('verification.listMalformed');
  return at;
}

function getOnly(der: Uint8Array, tag: number): Element {
  const only = readElement(der, 0, der.length);
  if (only.tag !== tag || only.end !== der.length) throw new Error('verification.listMalformed');
  return only;
}

function listElements(der: Uint8Array, { from, end }: Pick<Element, 'from' | 'end'>): Element[] {
  const found: Element[] = [];
  for (let at = from; at < end; ) {
    const element = readElement(der, at, end);
    found.push(element);
    at = element.end;
  }
  return found;
}

function readElement(der: Uint8Array, start: number, limit: number): Element {
  const tag = der[start] ?? 0;
  const first = der[start + 1] ?? 0x80;
  const count = first < 0x80 ? 0 : first & 0x7f;
  const from = start + 2 + count;
  // Of indefinite length, or longer than any file that is read.
  if (first === 0x80 || count > 4 || (tag & 0x1f) === 0x1f) throw new Error('verification.listMalformed');
  let length = count === 0 ? first : 0;
  for (const byte of der.subarray(start + 2, from)) length = length * 256 + byte;
  const end = from + length;
  if (end > limit) throw new Error('verification.listMalformed');
  return { tag, start, from, end };
}

/** A sequence of these elements. */
function wrap(elements: readonly Uint8Array[]): Uint8Array {
  const length = elements.reduce((sum, one) => sum + one.length, 0);
  const size = [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff);
  const digits = size.slice(size.findIndex((byte, index) => byte !== 0 || index === 3));
  const head = length < 0x80 ? [sequence, length] : [sequence, 0x80 + digits.length, ...digits];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const one of elements) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}
