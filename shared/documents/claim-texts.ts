import type { EntityOf } from '../case/entities.ts';

/** The claims as the applicant makes them, one point each: 1．……；2．……。 */
export function claimTexts(claims: readonly EntityOf<'claim'>[]): string[] {
  return claims.map((claim, index) => {
    const text = claim.text || claim.title || '';
    const end = index === claims.length - 1 ? '。' : '；';
    return `${index + 1}．${text}${/[。；]$/.test(text) ? '' : end}`;
  });
}
