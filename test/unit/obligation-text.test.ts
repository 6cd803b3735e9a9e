import { describe, expect, it } from 'vitest';
import { obligationText } from '../../shared/documents/obligation-text.ts';

const parties = [
  { id: 'P1', name: '沈亦舟' },
  { id: 'P2', name: '某公司' },
] as const;
const payment = { isMonetary: true, kind: '支付补偿', debtorIds: ['P2'], creditorIds: ['P1'] };

describe('the clause of a payment while its amounts are being typed', () => {
  it.each(['', '5', '529911', '529,911.5', '五万', '12.345'])('stands with the amount “%s”', (amount) => {
    expect(obligationText({ ...payment, amount }, [...parties])).toContain('某公司向沈亦舟支付补偿');
    const instalments = [{ number: 1, dueDate: '', amount }];
    expect(obligationText({ ...payment, amount: '100.00', instalments }, [...parties])).toContain(
      '分1期支付',
    );
  });

  it('leaves room for an amount that is still to be typed', () => {
    expect(obligationText({ ...payment, method: '银行转账' }, [...parties])).toBe(
      '某公司向沈亦舟支付补偿 ＿＿＿＿ 元，于＿＿年＿月＿日前一次性付清，支付方式：银行转账。',
    );
  });

  it('says what was typed as soon as it reads as an amount', () => {
    expect(obligationText({ ...payment, amount: '4.5万' }, [...parties])).toContain('45,000.00 元');
  });
});
