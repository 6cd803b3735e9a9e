import { z } from 'zod';
import texts from './articles/texts.json' with { type: 'json' };

/**
 * Legal cards: articles that a room asks for, as data (articles/texts.json). `text` is the article as it was
 * promulgated; `gist` (要旨) is what it says in short, and is shown and written down as such.
 */

const Law = z.object({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  /** The day on which a text was adopted or last amended; of a gist the day from which it counts, or ''. */
  version: z.string(),
  kind: z.enum(['text', 'gist']),
  articles: z.array(z.object({ number: z.number().int(), label: z.string(), text: z.string().min(1) })),
});

export type LegalCard = {
  /** 'labourContractLaw.47'. */
  readonly id: string;
  readonly law: string;
  readonly lawEn: string;
  readonly label: string;
  readonly number: number;
  readonly text: string;
  readonly version: string;
  readonly kind: 'text' | 'gist';
};

export const legalCards: readonly LegalCard[] = z
  .array(Law)
  .parse(texts.laws)
  .flatMap((law) =>
    law.articles.map(({ number, label, text }) => ({
      id: `${law.key}.${number}`,
      law: law.zh,
      lawEn: law.en,
      label,
      number,
      text,
      version: law.version,
      kind: law.kind,
    })),
  );

/**
 * The cards that hold every word of the question, best first: the article that is named, then words in the
 * law's name, then words in the text. '劳动合同法 47', '第四十七条', '经济补偿 年限' and 'contract 47' all find.
 */
export function searchLegalCards(question: string, limit = 12): LegalCard[] {
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    // '劳动合同法47' and '劳动合同法第四十七条' are two words each.
    .replace(/第?(\d+)条?/g, ' $1 ')
    .replace(/(第[〇零一二三四五六七八九十百]+条)/g, ' $1 ')
    .split(/[\s,，、。]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return legalCards
    .map((card) => ({ card, score: scoreOf(card, words) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .slice(0, limit)
    .map(({ card }) => card);
}

/** Zero when a word is found nowhere. */
function scoreOf(card: LegalCard, words: readonly string[]): number {
  const law = `${card.law} ${card.lawEn}`.normalize('NFKC').toLowerCase();
  const text = card.text.normalize('NFKC').toLowerCase();
  let score = 0;
  for (const word of words) {
    if (word === card.label || word === String(card.number)) score += 8;
    // A whole name counts more than a part of a longer one: 劳动法 is not 劳动合同法实施条例.
    else if (law.startsWith(`${word} `)) score += 6;
    else if (law.includes(word)) score += 4;
    else if (text.includes(word)) score += 1 + Math.min(3, text.split(word).length - 1) / 4;
    else return 0;
  }
  return score;
}

/** '《劳动合同法》第四十七条：…' as it is read out and written down; a gist says that it is one. */
export function quoteLegalCard(card: LegalCard): string {
  return `《${card.law}》${card.label}${card.kind === 'gist' ? '（要旨）' : ''}：${card.text.replaceAll('\n', '')}`;
}

/** The cards that a legal basis names: '劳动合同法第四十七条、第八十七条' gives both. */
export function findCardsOfBasis(basis: string): LegalCard[] {
  const labels: readonly string[] = basis.match(/第[〇零一二三四五六七八九十百]+条/g) ?? [];
  const law = basis.split(/第[〇零一二三四五六七八九十百]+条/)[0] ?? '';
  return legalCards.filter((card) => card.law === law && labels.includes(card.label));
}
