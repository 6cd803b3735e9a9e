import { pinyin } from 'pinyin-pro';

/**
 * Words for the case search. `toSearchTokens` makes what the FTS5 table stores, `toSearchQuery` makes the
 * MATCH expression for what a person typed.
 *
 * Every token is plain ASCII letters and digits, so that any FTS5 tokenizer leaves it as it is: unicode61
 * knows Unicode 6.1 and would silently drop the younger ideographs that occur in names. The first letter
 * says the kind:
 *
 *   c  two neighbouring Chinese characters, five hex digits each (the last one of a run stands alone)
 *   p  pinyin from some character on ('pwangmeimei', 'pmeimei', 'pmei')
 *   i  initials from some character on ('iwmm', 'imm', 'im')
 *   w  Latin words and digits in lower case ('w11010519491231002x'), with endings of long numbers
 *
 * A column must keep positions (detail=full, the default): a Chinese word is asked for as a phrase.
 */

const pinyinLength = 24;
const initialsLength = 12;
/** Names longer than this are employers and texts: their first character is no surname. */
const personNameLength = 4;
const longNumberLength = 7;

/** Tokens of names, employers, numbers and other short texts, separated by spaces. */
export function toSearchTokens(text: string): string {
  const tokens: string[] = [];
  for (const run of splitRuns(text)) {
    if (run.isHan) tokens.push(...hanTokens(run.text), ...pinyinTokens(run.text));
    else tokens.push(...wordTokens(run.text));
  }
  for (const joined of joinedNumbers(text)) tokens.push(...wordTokens(joined));
  return dropRepeats(tokens).join(' ');
}

/**
 * The FTS5 MATCH expression that finds what was typed: all words must occur, each as Chinese characters
 * in that order, as the beginning of a number or word, or as pinyin or initials from any character on.
 * Null when nothing searchable was typed.
 */
export function toSearchQuery(input: string): string | null {
  const runs = splitRuns(input);
  if (runs.length === 0) return null;
  const all = runs.map((run) => (run.isHan ? hanQuery(run.text) : wordQuery(run.text))).join(' AND ');
  const isGroupedNumber = runs.length > 1 && /^[\d\s-]+x?\s*$/.test(normalise(input));
  return isGroupedNumber ? `(${all}) OR "w${runs.map((run) => run.text).join('')}" *` : all;
}

type Run = { readonly isHan: boolean; readonly text: string };

function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (const [found] of normalise(text).matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    runs.push({ isHan: !/^[a-z0-9]/.test(found), text: found });
  }
  return runs;
}

function normalise(text: string): string {
  return (
    text
      // The interpunct of a minority name is written in many ways or left out: it never separates.
      .replace(
        /(?<=\p{Script=Han})\s*[\u00b7\u2022\u2027\u22c5\u30fb\uff0e\uff65\u2219]\s*(?=\p{Script=Han})/gu,
        '',
      )
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ü', 'v')
      .normalize('NFD')
      .replace(/(?<=[a-z])\p{M}+/gu, '')
      .normalize('NFC')
      .replace(/\+86(?=[\s-]?\d)/g, ' ')
  );
}

function hanTokens(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => hanToken(character, characters[index + 1]));
}

function hanToken(first: string, second: string | undefined): string {
  return `c${hex(first)}${second === undefined ? '' : hex(second)}`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(5, '0');
}

function hanQuery(run: string): string {
  const characters = [...run];
  const [only] = characters;
  if (characters.length === 1 && only !== undefined) return `"${hanToken(only, undefined)}" *`;
  return `"${characters
    .slice(0, -1)
    .map((character, index) => hanToken(character, characters[index + 1]))
    .join(' ')}"`;
}

function pinyinTokens(run: string): string[] {
  return readings(run).flatMap((syllables) =>
    syllables.flatMap((_, start) => {
      const rest = syllables.slice(start);
      return [
        `p${rest.join('').slice(0, pinyinLength)}`,
        `i${rest
          .map((syllable) => syllable[0] ?? '')
          .join('')
          .slice(0, initialsLength)}`,
      ];
    }),
  );
}

/** Readings worth finding: as a word, as a surname, and 'lu' for 'lv', which passports and many people write. */
function readings(run: string): string[][] {
  const asWord = read(run, 'off');
  const candidates = [...run].length <= personNameLength ? [asWord, read(run, 'head')] : [asWord];
  const withoutUmlaut = candidates
    .filter((syllables) => syllables.some((syllable) => /^[ln]v/.test(syllable)))
    .map((syllables) => syllables.map((syllable) => syllable.replace(/^([ln])v/, '$1u')));
  const seen = new Set<string>();
  return [...candidates, ...withoutUmlaut].filter((syllables) => {
    const key = syllables.join(' ');
    return syllables.length > 0 && !seen.has(key) && seen.add(key);
  });
}

function read(run: string, surname: 'off' | 'head'): string[] {
  return pinyin(run, { toneType: 'none', type: 'array', v: true, surname, nonZh: 'removed' })
    .map((syllable) => syllable.replaceAll('ü', 'v').toLowerCase())
    .filter((syllable) => /^[a-z]+$/.test(syllable));
}

function wordTokens(word: string): string[] {
  const forms = [word];
  const numbered = /^[a-z]+(\d+)$/.exec(word)?.[1];
  if (numbered !== undefined) forms.push(numbered);
  for (const form of [...forms]) if (/^0+[1-9]\d*$/.test(form)) forms.push(form.replace(/^0+/, ''));
  if (word.length >= longNumberLength && /\d/.test(word)) {
    for (const length of [4, 6, 8]) if (length < word.length) forms.push(word.slice(-length));
  }
  return forms.map((form) => `w${form}`);
}

function wordQuery(word: string): string {
  if (!/^[a-z]+$/.test(word)) return `"w${word}" *`;
  const full = word.slice(0, pinyinLength);
  const initials = word.length <= initialsLength ? ` OR "i${word}" *` : '';
  return `("w${word}" * OR "p${full}" *${initials})`;
}

/**
 * Numbers written in groups as one: '010-55500131', '138 0000 4171', '6228 4800 1000 0041 714'.
 * A space joins groups of three or four digits only, since it also stands between different numbers.
 */
function joinedNumbers(text: string): string[] {
  const grouped = /(?<![a-z0-9])(?:\d+(?:-\d+)+|\d{3,4}(?: \d{3,4})+)(?![a-z0-9])/g;
  return [...normalise(text).matchAll(grouped)].map(([found]) => found.replace(/[ -]/g, ''));
}

/** Leaves out a repeated token, but never inside a Chinese phrase, where order counts. */
function dropRepeats(tokens: readonly string[]): string[] {
  const seen = new Set<string>();
  return tokens.filter((token) => {
    if (token.startsWith('c')) return true;
    return !seen.has(token) && seen.add(token);
  });
}
