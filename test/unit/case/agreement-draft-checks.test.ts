import { expect, it } from 'vitest';
import { checkDraftedAgreement, withTypedAgreement } from '../../../shared/case/agreement-draft-checks.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const { view } = foldCase('01-restaurant-wage-arrears');
const today = '2026-04-22';
const first = view.agreements.at(-1)?.obligations.find(({ isMonetary }) => isMonetary)?.id ?? '';
const rulesWhen = (...patches: Parameters<typeof withTypedAgreement>[1]) =>
  checkDraftedAgreement(withTypedAgreement(view, patches), today, 'error').map(({ rule }) => rule);

it('what is typed is checked before it is saved', () => {
  expect(rulesWhen()).not.toContain('methodMissing');
  expect(rulesWhen({ kind: 'obligation', id: first, fields: { method: null } })).toContain('methodMissing');
  const terms = { kind: 'agreementTerms', id: '1', fields: { settledScope: '一切争议全部了结' } } as const;
  expect(rulesWhen(terms)).toContain('waiverTooWide');
});

it('an obligation that was only begun is checked, and one that is being taken out is not', () => {
  const begun = { kind: 'obligation', id: 'new', fields: { isMonetary: true, kind: '支付奖金' } } as const;
  expect(rulesWhen(begun)).toEqual(expect.arrayContaining(['amountMissing', 'debtorMissing']));
  const typed = withTypedAgreement(view, [{ kind: 'obligation', id: first, fields: { isWithdrawn: true } }]);
  expect(typed.agreements.at(-1)?.obligations.map(({ id }) => id)).not.toContain(first);
});
