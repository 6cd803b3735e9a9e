import { describe, expect, test } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import { OfficeFormId } from '../../shared/documents/catalogue.ts';
import { findSentenceFaults } from '../../shared/documents/wording/check.ts';
import {
  type FixedSentences,
  free,
  placeholdersOf,
  type Replacements,
  required,
  speak,
} from '../../shared/documents/wording/sentence.ts';
import { fixedSentences } from '../../shared/documents/wording/sentences.ts';
import { everyPaper } from '../fixtures/every-paper.ts';

const mark = '※';
const marked = (form: FormId) =>
  Object.fromEntries(Object.entries(fixedSentences[form]).map(([key, { text }]) => [key, `${mark}${text}`]));

const isOfOffice = (form: FormId | OfficeFormId): form is OfficeFormId =>
  OfficeFormId.safeParse(form).success;

describe('the fixed sentences of the forms', () => {
  test('are said in the words of the office, with every value of the case in its place', () => {
    const original = new Map(everyPaper().map(({ form, content }) => [form, content]));
    for (const { form, content } of everyPaper(marked)) {
      if (isOfOffice(form)) continue;
      const text = JSON.stringify(content);
      expect(text, form).not.toContain('{{');
      const hasSentences = Object.keys(fixedSentences[form]).length > 0;
      // Reports say their sentences only where the case has come so far; the others always say some.
      if (hasSentences) expect(text.includes(mark), form).toBe(true);
      expect(JSON.parse(text.replaceAll(mark, '')), form).toEqual(
        JSON.parse(JSON.stringify(original.get(form))),
      );
    }
  });

  test('one that the office left out is not on the page, and a further line is a paragraph of its own', () => {
    const papers = everyPaper(
      (form): Replacements =>
        form === 'acceptanceNotice' ? { enclosed: '', closing: '特此通知。\n请妥善保管本通知书。' } : {},
    );
    const notice = papers.find((one) => one.form === 'acceptanceNotice')?.content;
    expect(notice).toMatchObject({ closing: ['特此通知。', '请妥善保管本通知书。'] });
    expect(JSON.stringify(notice)).not.toContain('另行通知');
  });

  test('a value of the case is never read as a placeholder', () => {
    const say = speak({ greeting: free('致{{姓名}}，{{事由}}。') }, {});
    expect(say('greeting', { 姓名: '{{事由}}', 事由: '$& 通知' })).toEqual(['致{{事由}}，$& 通知。']);
  });

  test('every original passes its own check and names its placeholders in whole words', () => {
    for (const [form, sentences] of Object.entries<FixedSentences>(fixedSentences)) {
      for (const [key, sentence] of Object.entries(sentences)) {
        expect(findSentenceFaults(sentence, sentence.text), `${form}.${key}`).toEqual([]);
        for (const name of placeholdersOf(sentence.text))
          expect(name, form).toMatch(/^\p{Script=Han}{2,8}$/u);
      }
    }
  });
});

describe('an edited sentence', () => {
  const original = required(
    '请{{用人单位}}于{{期限}}前支付。\n逾期的，依法处理。',
    '劳动争议调解仲裁法第十四条',
  );

  test('is taken with its placeholders in another order', () => {
    expect(findSentenceFaults(original, '{{期限}}前，{{用人单位}}应当支付。')).toEqual([]);
  });

  test('that lacks a placeholder is refused, with the line where the original has it', () => {
    expect(findSentenceFaults(original, '请{{用人单位}}支付。')).toEqual([
      { line: 1, reason: 'placeholderMissing', about: '{{期限}}' },
    ]);
  });

  test('with a placeholder that no case has is refused, with its line', () => {
    expect(findSentenceFaults(original, '请{{用人单位}}于{{期限}}前支付。\n抄送{{工会}}。')).toEqual([
      { line: 2, reason: 'placeholderUnknown', about: '{{工会}}' },
    ]);
  });

  test('with a brace too few is refused, with its line', () => {
    expect(findSentenceFaults(original, '请{{用人单位}}于\n{{期限}前支付。')).toEqual([
      { line: 2, reason: 'placeholderBroken', about: '' },
      { line: 1, reason: 'placeholderMissing', about: '{{期限}}' },
    ]);
  });

  test('may be left out only where no law wants it', () => {
    expect(findSentenceFaults(free('特此通知。'), '')).toEqual([]);
    expect(findSentenceFaults(required('特此通知。', '某法第一条'), ' \n')).toEqual([
      { line: 1, reason: 'lawWantsIt', about: '某法第一条' },
    ]);
  });

  test('is not as long as a page', () => {
    expect(findSentenceFaults(free('特此通知。'), '长'.repeat(2_001))).toEqual([
      { line: 0, reason: 'tooLong', about: '' },
    ]);
  });
});
