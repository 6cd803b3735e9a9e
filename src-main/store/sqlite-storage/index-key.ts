const surrogate = /[\ud800-\udfff]/;
const spaces = / +/g;
const space = 0x20;

/** Run lengths that one step writes. The codes stay below the surrogates, so one step is at most four bytes. */
const longestRun = 0x57ff;
const runGoesOn = 0x7000;
const highest = 0xd7ff;

/**
 * Bytes that sort as JavaScript sorts strings (by UTF-16 unit), while SQLite sorts bytes: UTF-8 of each UTF-16
 * unit on its own. So a range over RxDB's own index strings is exact in SQL, characters beyond U+FFFF included.
 * RxDB pads every field to its `maxLength` with spaces; a run of spaces is therefore written as its length.
 */
export function toIndexKey(text: string): Uint8Array {
  return toSortableBytes(text.replace(spaces, shortenRun));
}

/** The same without shortened runs: the keys of a table that the first file version made. */
export function toPaddedIndexKey(text: string): Uint8Array {
  return toSortableBytes(text);
}

/**
 * Two texts that differ first within a run of spaces differ in what follows the shorter run, against a space. A run
 * before something lower (or before the end) therefore sorts below every run before something higher; among the
 * first the longer run is the greater, among the second the shorter.
 */
function shortenRun(run: string, offset: number, text: string): string {
  const following = text.charCodeAt(offset + run.length);
  const isBeforeHigher = following > space;
  let written = '';
  let left = run.length;
  for (; left > longestRun; left -= longestRun) written += ` ${String.fromCharCode(runGoesOn)}`;
  return `${written} ${String.fromCharCode(isBeforeHigher ? highest - left : left)}`;
}

function toSortableBytes(text: string): Uint8Array {
  if (!surrogate.test(text)) return Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}
