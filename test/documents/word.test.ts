import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { wordForms } from '../../shared/documents/catalogue.ts';
import { listPaperSlots } from '../../shared/documents/slots.ts';
import { createWordFile } from '../../src-main/documents/word.ts';
import { caseNames } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const today = '2026-08-18';
const facts = { mediationEndsOn: '2026-05-06', today };
const hash = 'a'.repeat(64);
const typesetter = startTypesetter();
const reader = createPageReader();
afterAll(async () => {
  await typesetter.close();
  reader.close();
});

const decoded = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
/** The words of one part of a Word file, without its marks. */
const wordsOf = (xml: string) =>
  plain(decoded([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('')));
const readWord = (bytes: Uint8Array) => {
  const files = unzipSync(bytes);
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, strFromU8(file)]));
};
const bodyOf = (files: Record<string, string>) => wordsOf(files['word/document.xml'] ?? '');

/** Its paragraphs, those of the cells of tables too. */
const paragraphsOf = (xml: string) =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = '']) => wordsOf(inner)).filter(Boolean);

/** Every text that the content says, whatever part it stands in. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n').map(plain).filter(Boolean);
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { kind: _, form: __, places, letterDate, ...others } = value as Record<string, unknown>;
  // A letter ends with its date; its seal is not a place of its own.
  const texts = letterDate === null || letterDate === undefined ? { ...others, places } : others;
  return Object.values(texts).flatMap(textsOf);
}

const slotsOf = (view: CaseView) => listPaperSlots(view, today).filter((one) => wordForms.has(one.form));

describe.each(caseNames)('the Word files of %s', (name) => {
  const { view, file } = foldWholeCase(name);

  it('say every sentence and value of the paper, and nothing that the PDF does not say', async () => {
    for (const { form, subjectId } of slotsOf(view)) {
      const content = buildDocument(view, form, subjectId, facts);
      const files = readWord(await createWordFile(JSON.parse(JSON.stringify(content)), hash));
      const word = bodyOf(files);
      const everything = word + wordsOf(files['word/footer1.xml'] ?? '');
      const { pdf } = await typesetter.typeset(content, { documentId: 'D1', copies: 3 });
      const printed = reader.pagesOf(pdf).join('');
      // Of a group the head of the table says what goes into its rows, here as on the page.
      for (const text of textsOf(content))
        expect(everything, form).toContain(text.replace(/（签名、捺印）$/, ''));
      const paragraphs = paragraphsOf(files['word/document.xml'] ?? '');
      // Two places beside each other are read line by line from the page: label and name apart.
      for (const text of paragraphs)
        for (const piece of text.split('：')) expect(printed, form).toContain(piece);
    }
  });

  it('hold no caucus sentence', async () => {
    for (const { form, subjectId } of slotsOf(view)) {
      const content = buildDocument(view, form, subjectId, facts);
      const files = readWord(await createWordFile(JSON.parse(JSON.stringify(content)), hash));
      for (const xml of Object.values(files))
        for (const note of file.caucusNotes) expect(wordsOf(xml), form).not.toContain(plain(note.text));
    }
  });
});

describe('a Word file', () => {
  it('names the page, the case and the hash at its foot, and that the signed paper counts', async () => {
    const { view } = foldWholeCase('01-restaurant-wage-arrears');
    const content = buildDocument(view, 'agreement', '1', facts);
    const files = readWord(await createWordFile(JSON.parse(JSON.stringify(content)), hash));
    expect(wordsOf(files['word/footer1.xml'] ?? '')).toContain(`内容校验码${'a'.repeat(12)}`);
    expect(wordsOf(files['word/footer1.xml'] ?? '')).toContain('以签名、盖章的纸质件或者定稿的PDF文件为准');
  });

  it('keeps the last words and all places of a group together, as the paper does', async () => {
    const { view } = foldWholeCase('02-construction-collective-wages');
    const content = buildDocument(view, 'agreement', '1', facts);
    const files = readWord(await createWordFile(JSON.parse(JSON.stringify(content)), hash));
    const paragraphs = [...(files['word/document.xml'] ?? '').matchAll(/<w:p>.*?<\/w:p>/gs)].map(
      ([one]) => one,
    );
    const first = paragraphs.findIndex((one) => one.includes('自各方签名或者盖章'));
    const lastDate = paragraphs.findLastIndex((one) => one.includes('　　　　年　　月　　日'));
    // The last row has three dates, with which nothing needs to stay.
    const closing = paragraphs.slice(first, lastDate - 2);
    expect(closing.length).toBeGreaterThan(40);
    expect(closing.filter((one) => !one.includes('<w:keepNext/>'))).toEqual([]);
  });

  it('is refused for a paper whose content an early template had in another shape', async () => {
    await expect(createWordFile({ title: '调解协议书' }, hash)).rejects.toMatchObject({
      code: 'document.wordUnavailable',
    });
  });
});
