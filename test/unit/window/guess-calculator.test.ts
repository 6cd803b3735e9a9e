import { expect, it } from 'vitest';
import { guessCalculator } from '../../../src-renderer/calculators/guess-calculator.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

it.each([
  ['01-restaurant-wage-arrears', 'wageArrears'],
  ['02-construction-collective-wages', 'dayRateWages'],
  ['03-unlawful-dismissal-engineer', 'unlawfulDismissalDamages'],
  ['04-no-contract-double-wage-failed', 'doubleWage'],
] as const)('the calculators of %s open on what is in dispute', (name, id) => {
  expect(guessCalculator(foldCase(name).view)).toBe(id);
});

it.each([
  [{ disputeTypeCode: '108', title: '休息日加班工资' }, 'overtimePay'],
  [{ disputeTypeCode: '112', title: '未续订劳动合同的双倍工资' }, 'doubleWageExpired'],
  [{ disputeTypeCode: '112', title: '应订未订无固定期限劳动合同的双倍工资' }, 'doubleWageOpenEnded'],
  [{ disputeTypeCode: '110', title: '代通知金' }, 'noticePay'],
  [{ disputeTypeCode: '110', title: '解除劳动合同经济补偿' }, 'economicCompensation'],
  [{ disputeTypeCode: '111', title: '违法约定试用期赔偿金' }, 'illegalProbation'],
  [{ disputeTypeCode: '101', title: '确认劳动关系' }, 'economicCompensation'],
])('of several for one type the words of the claim tell which: %o', (claim, id) => {
  const view = { application: {}, claims: [{ id: 'C1', ...claim }], collective: null };
  expect(guessCalculator(view as unknown as Parameters<typeof guessCalculator>[0])).toBe(id);
});
