import { describe, expect, it } from 'vitest';
import {
  findCardsOfBasis,
  legalCards,
  quoteLegalCard,
  searchLegalCards,
} from '../../../shared/law/articles.ts';

const first = (question: string) => searchLegalCards(question)[0]?.id;

describe('the legal cards', () => {
  it('have each its own id, a text, and the article’s number in its label', () => {
    expect(new Set(legalCards.map(({ id }) => id)).size).toBe(legalCards.length);
    expect(legalCards.length).toBeGreaterThan(150);
    for (const card of legalCards) {
      expect(card.label, card.id).toMatch(/^第[零一二三四五六七八九十百]+条$/);
      expect(card.text, card.id).not.toMatch(/\u200b|\ufeff|^\s|\s$|<|#/);
    }
  });

  it.each([
    ['劳动合同法 47', 'labourContractLaw.47'],
    ['劳动合同法第四十七条', 'labourContractLaw.47'],
    ['labour contract law 47', 'labourContractLaw.47'],
    ['劳动法44', 'labourLaw.44'],
    ['时效 中止', 'mediationArbitrationLaw.27'],
    ['支付令 劳动报酬 调解协议', 'mediationArbitrationLaw.16'],
    ['竞业限制 30%', 'interpretationOne.36'],
    ['司法确认', 'civilProcedureLaw.205'],
  ])('are found by %s', (question, id) => {
    expect(searchLegalCards(question).map((card) => card.id)).toContain(id);
    if (/\d|第/.test(question) && !question.includes('%')) expect(first(question)).toBe(id);
  });

  it('answer nothing to an empty question or to words that stand nowhere', () => {
    expect(searchLegalCards('  ')).toEqual([]);
    expect(searchLegalCards('劳动合同法 螺旋桨')).toEqual([]);
  });

  it('say of a gist that it is one, and quote a text word for word', () => {
    const [gist] = searchLegalCards('企业劳动争议协商调解规定 29');
    expect(gist && quoteLegalCard(gist)).toContain('第二十九条（要旨）：');
    const [text] = searchLegalCards('劳动合同法 30');
    expect(text && quoteLegalCard(text)).toContain(
      '《劳动合同法》第三十条：用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。',
    );
  });

  it('are found by the legal basis of a calculation', () => {
    expect(findCardsOfBasis('劳动合同法第四十七条、第八十七条').map(({ id }) => id)).toEqual([
      'labourContractLaw.47',
      'labourContractLaw.87',
    ]);
  });
});
