/**
 * The sentences of the forms that are not of a case: an office may say them in its own words. What a case puts into
 * them stands as a placeholder, named in the language of the paper, so that whoever edits a sentence reads it as it
 * will be: '本案由{{调解员}}担任调解员。'.
 */
export type FixedSentence<Text extends string = string> = {
  readonly text: Text;
  /** The article that wants this sentence on the form; null where the office may leave it out. */
  readonly article: string | null;
};
export type FixedSentences = Readonly<Record<string, FixedSentence>>;

/** What an office says instead, by the key of the sentence. An empty text leaves a sentence out. */
export type Replacements = Readonly<Record<string, string>>;

/** A sentence that the office may change or leave out. */
export function free<const Text extends string>(text: Text): FixedSentence<Text> {
  return { text, article: null };
}

/** A sentence that the law wants: it may be said otherwise, never left out. */
export function required<const Text extends string>(text: Text, article: string): FixedSentence<Text> {
  return { text, article };
}

type PlaceholderOf<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;
type ValuesOf<Text extends string> = [PlaceholderOf<Text>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<Text>, string>>];

/** '{{用人单位}}', as it stands in a sentence. */
export const placeholderPattern = /\{\{([^{}]*)\}\}/g;

/** The names of the placeholders of a text, each once, in their order. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholderPattern)].map(([, name = '']) => name))];
}

/**
 * Says the fixed sentences of one form, in the office's words where it has its own. Answers the lines of a sentence,
 * none where the office left it out; each line is a paragraph of its own.
 */
export function speak<const Sentences extends FixedSentences>(
  sentences: Sentences,
  replacements: Replacements,
): <Key extends keyof Sentences & string>(key: Key, ...given: ValuesOf<Sentences[Key]['text']>) => string[] {
  return (key, ...given) => {
    const values: Readonly<Record<string, string>> = given[0] ?? {};
    const text = replacements[key] ?? sentences[key]?.text ?? '';
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.replace(placeholderPattern, (whole, name: string) => values[name] ?? whole));
  };
}
