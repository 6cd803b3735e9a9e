import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The characters that the shipped fonts can show: a bit for each code point, as every paper asks for hundreds. */
export type GlyphSet = Readonly<Uint8Array>;
type CodeRange = readonly [first: number, last: number];
const codePoints = 0x11_0000;

/**
 * Where the shipped fonts lie: 'common' has every character of everyday use, 'rare' those of rare names (CJK
 * extensions B to F), opened only when a paper needs them.
 */
export const fontFolders = { common: 'fonts', rare: join('fonts', 'rare') } as const;
export type FontShelf = keyof typeof fontFolders;

/** The families of a shelf: each file is named after its own. */
export async function listFamilies(assetsFolder: string, shelf: FontShelf): Promise<string[]> {
  const names = await readdir(join(assetsFolder, fontFolders[shelf]));
  return names
    .filter((name) => name.endsWith('.ttf'))
    .map((name) => name.slice(0, -'.ttf'.length))
    .sort();
}

/** Reads the character maps of the shipped fonts (OpenType 'cmap', formats 4 and 12). */
export async function readGlyphs(assetsFolder: string, shelf: FontShelf): Promise<GlyphSet> {
  const folder = join(assetsFolder, fontFolders[shelf]);
  const names = (await readdir(folder)).filter((name) => /\.(ttf|otf)$/.test(name) && !name.includes('Bold'));
  const fonts = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const glyphs = new Uint8Array(codePoints / 8);
  for (const [first, last] of fonts.flatMap(readCharacterMap)) {
    for (let code = first; code <= last; code += 1)
      glyphs[code >> 3] = (glyphs[code >> 3] ?? 0) | (1 << (code & 7));
  }
  return glyphs;
}

/** Characters of a text that no shipped font has: a box is never printed. */
export function findMissingGlyphs(text: string, glyphs: GlyphSet): string[] {
  const missing = new Set<string>();
  for (const character of new Set(text)) {
    const code = character.codePointAt(0) ?? 0;
    const isPrinted = code >= 0x20 && code !== 0x7f;
    if (isPrinted && !hasGlyph(glyphs, code)) missing.add(character);
  }
  return [...missing];
}

function hasGlyph(glyphs: GlyphSet, code: number): boolean {
  return ((glyphs[code >> 3] ?? 0) & (1 << (code & 7))) !== 0;
}

function readCharacterMap(font: Buffer): CodeRange[] {
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === 'cmap')
      return readSubtables(font, font.readUInt32BE(record + 8));
  }
  return [];
}

function readSubtables(font: Buffer, start: number): CodeRange[] {
  const ranges: CodeRange[] = [];
  const count = font.readUInt16BE(start + 2);
  for (let index = 0; index < count; index += 1) {
    const offset = start + font.readUInt32BE(start + 4 + index * 8 + 4);
    const format = font.readUInt16BE(offset);
    if (format === 12) ranges.push(...readFormat12(font, offset));
    else if (format === 4) ranges.push(...readFormat4(font, offset));
  }
  return ranges;
}

function readFormat12(font: Buffer, offset: number): CodeRange[] {
  const groups = font.readUInt32BE(offset + 12);
  return Array.from({ length: groups }, (_, index) => {
    const group = offset + 16 + index * 12;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
  });
}

function readFormat4(font: Buffer, offset: number): CodeRange[] {
  const segments = font.readUInt16BE(offset + 6) / 2;
  return Array.from({ length: segments }, (_, index) => {
    const last = font.readUInt16BE(offset + 14 + index * 2);
    const first = font.readUInt16BE(offset + 16 + segments * 2 + index * 2);
    return [first, last] as const;
  }).filter(([first, last]) => first <= last && last !== 0xffff);
}
