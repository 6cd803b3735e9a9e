import type { EntityOf } from '../case/entities.ts';
import { formatMoney, parseMoney } from '../text/money.ts';

/** The claims as the applicant makes them, one point each with its sum: 1．……；2．……。 */
export function claimTexts(claims: readonly EntityOf<'claim'>[]): string[] {
  return claims.map((claim, index) => {
    const text = withAmount(claim.text || claim.title || '', claim.amount ?? '');
    const end = index === claims.length - 1 ? '。' : '；';
    return `${index + 1}．${text}${/[。；]$/.test(text) ? '' : end}`;
  });
}

/** The words, and behind them the sum where they do not say it: a respondent must see what is asked for each point. */
function withAmount(text: string, amount: string): string {
  if (amount === '' || sumsIn(text).includes(amount)) return text;
  const [, words = '', mark = ''] = text.match(/^(.*?)([。；]?)$/s) ?? [];
  return `${words} ${formatMoney(amount)} 元${mark}`.trimStart();
}

const sumsIn = (text: string) =>
  (text.match(/\d+(?:[,，]\d{3})*(?:\.\d+)?万?/g) ?? []).map((one) => parseMoney(one));
