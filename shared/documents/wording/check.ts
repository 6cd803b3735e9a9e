import { type FixedSentence, placeholderPattern, placeholdersOf } from './sentence.ts';

/** Why an edited sentence cannot be used, and in which of its lines. */
export type SentenceFault = {
  /** From 1; 0 for the sentence as a whole. */
  readonly line: number;
  readonly reason:
    | 'placeholderUnknown'
    | 'placeholderMissing'
    | 'placeholderBroken'
    | 'lawWantsIt'
    | 'tooLong';
  /** The placeholder it is about, with its braces; the article for 'lawWantsIt'; '' for none. */
  readonly about: string;
};

/** A sentence on a form is no page. */
const longestSentence = 2_000;

/**
 * What is wrong with an office's own text for a sentence: every value of the case must still stand in it, and nothing
 * that no case has. What the law wants on the form cannot be left out.
 */
export function findSentenceFaults(original: FixedSentence, edited: string): SentenceFault[] {
  if (original.article !== null && edited.trim() === '')
    return [{ line: 1, reason: 'lawWantsIt', about: original.article }];
  const wanted = placeholdersOf(original.text);
  const lines = edited.split('\n');
  const faults: SentenceFault[] = lines.flatMap((line, index) => {
    const unknown = placeholdersOf(line)
      .filter((name) => !wanted.includes(name))
      .map((name) => ({ line: index + 1, reason: 'placeholderUnknown' as const, about: `{{${name}}}` }));
    const isBroken = /[{}]/.test(line.replace(placeholderPattern, ''));
    return isBroken ? [...unknown, { line: index + 1, reason: 'placeholderBroken', about: '' }] : unknown;
  });
  const present = placeholdersOf(edited);
  for (const name of wanted) {
    if (!present.includes(name))
      faults.push({ line: lineOf(original.text, name), reason: 'placeholderMissing', about: `{{${name}}}` });
  }
  if (edited.length > longestSentence) faults.push({ line: 0, reason: 'tooLong', about: '' });
  return faults;
}

/** The line of the original in which the placeholder stands: where it is looked for. */
function lineOf(text: string, name: string): number {
  return text.split('\n').findIndex((line) => line.includes(`{{${name}}}`)) + 1;
}
