import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, similarity } from '../../../shared/text/difference.ts';

const side = (segments: ReturnType<typeof compareTexts>, kind: 'struck' | 'added') =>
  segments
    .filter((one) => one.kind === 'same' || one.kind === kind)
    .map(({ text }) => text)
    .join('');

describe('the difference of two texts', () => {
  it('gives both texts back, whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'甲乙支付元的于2026年3月5日1,234.50壹仟 a。'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const segments = compareTexts(before, after);
        expect(side(segments, 'struck')).toBe(before);
        expect(side(segments, 'added')).toBe(after);
      }),
    );
  });

  it('strikes a sum, its capitals and a date whole, never digit by digit', () => {
    expect(
      compareTexts(
        '于2026年5月10日前支付 12,000.00元（大写：壹万贰仟元整），转账。',
        '于2026年6月10日前支付 12,500.00元（大写：壹万贰仟伍佰元整），转账。',
      ),
    ).toEqual([
      { kind: 'same', text: '于' },
      { kind: 'struck', text: '2026年5月10日' },
      { kind: 'added', text: '2026年6月10日' },
      { kind: 'same', text: '前支付 ' },
      { kind: 'struck', text: '12,000.00' },
      { kind: 'added', text: '12,500.00' },
      { kind: 'same', text: '元（大写：' },
      { kind: 'struck', text: '壹万贰仟元整' },
      { kind: 'added', text: '壹万贰仟伍佰元整' },
      { kind: 'same', text: '），转账。' },
    ]);
  });

  it('does not tear a rewritten sentence apart at a chance 的', () => {
    const segments = compareTexts('逾期五日的全部到期', '迟延十天的立即清偿');
    expect(segments.map(({ kind }) => kind)).toEqual(['struck', 'added']);
  });

  it('takes a long clause that was written anew as such, quickly', () => {
    const long = (seed: string) => Array.from({ length: 5_000 }, (_, at) => seed[at % seed.length]).join('');
    const begun = process.cpuUsage();
    expect(compareTexts(long('甲乙丙丁戊'), long('子丑寅卯辰巳')).map(({ kind }) => kind)).toEqual([
      'struck',
      'added',
    ]);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });

  it('calls texts alike by their neighbouring characters', () => {
    expect(similarity('支付工资差额', '支付工资差额')).toBe(1);
    expect(similarity('支付拖欠工资12000元', '支付拖欠工资12500元')).toBeGreaterThan(0.7);
    expect(similarity('开具离职证明', '支付经济补偿')).toBe(0);
    expect(similarity('', '有')).toBe(0);
  });
});
