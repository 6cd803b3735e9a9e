const surrogate = /[\ud800-\udfff]/;

/**
 * Bytes that sort as JavaScript sorts strings (by UTF-16 unit), while SQLite sorts bytes: UTF-8 of each UTF-16
 * unit on its own. So a range over RxDB's own index strings is exact in SQL, characters beyond U+FFFF included.
 */
export function toIndexKey(text: string): Uint8Array {
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
