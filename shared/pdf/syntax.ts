/** Why a file cannot be read as a PDF of this desk; the code is stable and has words in both languages. */
export type PdfFault = 'notPdf' | 'truncated' | 'encrypted' | 'unsupported' | 'malformed';

export class PdfError extends Error {
  readonly fault: PdfFault;

  constructor(fault: PdfFault) {
    super(`pdf.${fault}`);
    this.name = 'PdfError';
    this.fault = fault;
  }
}

export type PdfDictionary = {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
};

export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** The text is kept as it stood, so that a value written again is the same. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'name'; readonly value: string }
  /** `start` and `end` are the offsets of its delimiters, both included in the range. */
  | {
      readonly kind: 'string';
      readonly bytes: Uint8Array;
      readonly isHex: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | { readonly kind: 'reference'; readonly number: number; readonly generation: number };

const deepest = 48;
/** PDF knows no longer names than 127 bytes; written with escapes they take three times that. */
const longestName = 384;
/** Longer than any string, and more values than any object, of a document of this desk. */
const longestString = 2_000_000;
const mostValues = 400_000;
const isSpace = (byte: number | undefined): boolean =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const delimiters = new Set('()<>[]{}/%'.split('').map((one) => one.charCodeAt(0)));
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && !isSpace(byte) && !delimiters.has(byte);
const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
};

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < Math.min(end, bytes.length); at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Reads PDF objects from bytes, one after the other; never beyond `end`. Throws PdfError. */
export class PdfReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  private values = 0;

  constructor(bytes: Uint8Array, at: number, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = Math.min(end, bytes.length);
  }

  private peek(ahead = 0): number | undefined {
    const at = this.at + ahead;
    return at < this.end ? this.bytes[at] : undefined;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.peek();
      if (isSpace(byte)) this.at += 1;
      else if (byte === 37) {
        while (this.at < this.end && this.peek() !== 10 && this.peek() !== 13) this.at += 1;
      } else return;
    }
  }

  /** A run of regular characters, '' at a delimiter. */
  readWord(): string {
    this.skipSpace();
    const start = this.at;
    while (isRegular(this.peek()) && this.at - start < 128) this.at += 1;
    return latin1(this.bytes, start, this.at);
  }

  expectWord(word: string): void {
    if (this.readWord() !== word) throw new PdfError('malformed');
  }

  /** Is `word` next? Reads it when it is, else stays. */
  takeWord(word: string): boolean {
    const start = this.at;
    if (this.readWord() === word) return true;
    this.at = start;
    return false;
  }

  readWhole(): number {
    const word = this.readWord();
    if (!/^\d{1,10}$/.test(word)) throw new PdfError('malformed');
    return Number(word);
  }

  readValue(depth = 0): PdfValue {
    this.values += 1;
    if (depth > deepest || this.values > mostValues) throw new PdfError('malformed');
    this.skipSpace();
    const byte = this.peek();
    if (byte === undefined) throw new PdfError('truncated');
    if (byte === 47) return { kind: 'name', value: this.readName() };
    if (byte === 40) return this.readLiteral();
    if (byte === 91) return this.readArray(depth);
    if (byte === 60) return this.peek(1) === 60 ? this.readDictionary(depth) : this.readHex();
    return this.readPlain();
  }

  private readName(): string {
    this.at += 1;
    const start = this.at;
    while (isRegular(this.peek()) && this.at - start <= longestName) this.at += 1;
    if (this.at - start > longestName) throw new PdfError('malformed');
    return latin1(this.bytes, start, this.at).replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  private readPlain(): PdfValue {
    const word = this.readWord();
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (word === 'null') return { kind: 'null' };
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfError('malformed');
    const value = Number(word);
    if (/^\d{1,10}$/.test(word)) {
      const back = this.at;
      const generation = this.readWord();
      if (/^\d{1,5}$/.test(generation) && this.takeWord('R'))
        return { kind: 'reference', number: value, generation: Number(generation) };
      this.at = back;
    }
    return { kind: 'number', value, text: word };
  }

  private readArray(depth: number): PdfValue {
    this.at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 93) break;
      items.push(this.readValue(depth + 1));
    }
    this.at += 1;
    return { kind: 'array', items };
  }

  private readDictionary(depth: number): PdfDictionary {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipSpace();
      if (this.peek() === 62 && this.peek(1) === 62) break;
      if (this.peek() !== 47) throw new PdfError(this.at >= this.end ? 'truncated' : 'malformed');
      const name = this.readName();
      // Two values for one name: readers differ about which counts, so neither does.
      if (entries.has(name)) throw new PdfError('malformed');
      entries.set(name, this.readValue(depth + 1));
    }
    this.at += 2;
    return { kind: 'dictionary', entries };
  }

  private readHex(): PdfValue {
    const start = this.at;
    const close = this.bytes.indexOf(62, this.at);
    if (close < 0 || close >= this.end) throw new PdfError('truncated');
    if (close - start > longestString) throw new PdfError('malformed');
    const digits = new Uint8Array(close - start);
    let count = 0;
    for (this.at += 1; this.at < close; this.at += 1) {
      const byte = this.peek();
      if (isSpace(byte)) continue;
      const digit = hexDigit(byte);
      if (digit < 0) throw new PdfError('malformed');
      digits[count] = digit;
      count += 1;
    }
    this.at += 1;
    const bytes = new Uint8Array(Math.ceil(count / 2));
    for (let one = 0; one < bytes.length; one += 1)
      bytes[one] = (digits[2 * one] ?? 0) * 16 + (digits[2 * one + 1] ?? 0);
    return { kind: 'string', bytes, isHex: true, start, end: this.at };
  }

  private readLiteral(): PdfValue {
    const start = this.at;
    const bytes: number[] = [];
    let open = 1;
    for (this.at += 1; ; this.at += 1) {
      let byte = this.peek();
      if (byte === undefined) throw new PdfError('truncated');
      if (bytes.length > longestString) throw new PdfError('malformed');
      if (byte === 40) open += 1;
      else if (byte === 41) {
        open -= 1;
        if (open === 0) break;
      } else if (byte === 92) {
        this.at += 1;
        byte = this.readEscape();
        if (byte < 0) continue;
      }
      bytes.push(byte);
    }
    this.at += 1;
    return { kind: 'string', bytes: Uint8Array.from(bytes), isHex: false, start, end: this.at };
  }

  /** The byte of an escape; -1 for a line that goes on. Leaves `at` on its last character. */
  private readEscape(): number {
    const byte = this.peek();
    if (byte === undefined) throw new PdfError('truncated');
    if (byte === 13 && this.peek(1) === 10) this.at += 1;
    if (byte === 13 || byte === 10) return -1;
    const octal = /^[0-7]{1,3}/.exec(latin1(this.bytes, this.at, Math.min(this.at + 3, this.end)))?.[0];
    if (octal !== undefined) {
      this.at += octal.length - 1;
      return Number.parseInt(octal, 8) & 0xff;
    }
    const control: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    return control[String.fromCharCode(byte)] ?? byte;
  }
}

const hexPairs = Array.from({ length: 256 }, (_, one) => one.toString(16).padStart(2, '0'));
function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const one of bytes) text += hexPairs[one];
  return text;
}

/** The value as PDF text, in one way only: so two values are equal when their texts are. */
export function writeValue(value: PdfValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.text;
    case 'name':
      return `/${value.value.replace(/[^!-~]|[#()<>[\]{}/%]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
    case 'string':
      return `<${toHex(value.bytes)}>`;
    case 'array':
      return `[${value.items.map(writeValue).join(' ')}]`;
    case 'reference':
      return `${value.number} ${value.generation} R`;
    case 'dictionary':
      return `<<${[...value.entries].map(([name, one]) => `${writeValue({ kind: 'name', value: name })} ${writeValue(one)}`).join('\n')}>>`;
    default:
      return value satisfies never;
  }
}

export const pdfName = (value: string): PdfValue => ({ kind: 'name', value });
export const pdfNumber = (value: number): PdfValue => ({ kind: 'number', value, text: String(value) });
export const pdfReference = (number: number): PdfValue => ({ kind: 'reference', number, generation: 0 });
export const pdfArray = (items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items });
export const pdfDictionary = (entries: Iterable<readonly [string, PdfValue]>): PdfDictionary => ({
  kind: 'dictionary',
  entries: new Map(entries),
});
const pdfBytes = (bytes: Uint8Array): PdfValue => ({
  kind: 'string',
  bytes,
  isHex: true,
  start: 0,
  end: 0,
});
/** A text string: ASCII as it is, anything else as UTF-16BE with its mark. */
export function pdfText(text: string): PdfValue {
  if (/^[ -~]*$/.test(text)) return pdfBytes(latin1Bytes(text));
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xfe, 0xff]);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes.set([unit >> 8, unit & 0xff], 2 + 2 * at);
  }
  return pdfBytes(bytes);
}
/** The words of a text string, '' for anything else. */
export function readText(value: PdfValue | undefined): string {
  if (value?.kind !== 'string') return '';
  const { bytes } = value;
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return latin1(bytes, 0, bytes.length);
  let text = '';
  for (let at = 2; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  return text;
}
