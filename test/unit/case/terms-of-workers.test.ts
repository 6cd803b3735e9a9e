import { expect, it } from 'vitest';
import { findTermsOfWorkers, isOwedToAllWorkers } from '../../../shared/case/worker-rows.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const { file, view } = foldCase('02-construction-collective-wages');
const [wages] = file.agreement?.obligations ?? [];

it('what twelve workers settled for stands in their table: the agreement takes sum and instalments from it', () => {
  expect(findTermsOfWorkers(view)).toMatchObject({
    amount: wages?.amount,
    dueDate: wages?.dueDate,
    instalments: wages?.instalments?.map(({ number, dueDate, amount }) => ({ number, dueDate, amount })),
    accountName: '十二名申请人',
    accountNumber: '见附表',
  });
});

it('of a table in which somebody has not settled nothing is taken', () => {
  const rows = view.collective?.rows?.map((row, index) => (index === 3 ? { ...row, agreedAmount: '' } : row));
  const open = { ...view, collective: { id: 'collective', ...(rows ? { rows } : {}) } };
  expect(findTermsOfWorkers(open)).toBeNull();
  expect(findTermsOfWorkers({ collective: null })).toBeNull();
});

it('a payment to some of them is not that of all', () => {
  const ids = view.collective?.rows?.map(({ partyId }) => partyId) ?? [];
  expect(isOwedToAllWorkers(view, ids)).toBe(true);
  expect(isOwedToAllWorkers(view, ids.slice(1))).toBe(false);
  expect(isOwedToAllWorkers({ collective: null }, ids)).toBe(false);
});
