import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../shared/case/view.ts';
import { calculators } from '../../../src-renderer/calculators/definitions.ts';
import { guessClaim } from '../../../src-renderer/calculators/guess-claim.ts';

type Claim = CaseView['claims'][number];

const claim = (id: string, fields: Partial<Claim>) =>
  ({ id, disputeTypeCode: '108', claimantIds: ['P1'], ...fields }) as Claim;
const result = { amount: '2577.59', note: '', disputeTypeCode: '108', partyId: 'P1' };
const overtime = { ...result, title: '工作日延时加班工资' };
const arrears = claim('C1', { title: '拖欠工资', amount: '17500.00' });

describe('the claim that a result is proposed for', () => {
  it('is never another one that has its amount: overtime does not go over the wages', () => {
    expect(guessClaim([arrears], overtime)).toBe('');
  });

  it('is the one of the same name, or the only one of its kind that waits for an amount', () => {
    expect(
      guessClaim([arrears, claim('C2', { title: '工作日延时加班工资', amount: '1.00' })], overtime),
    ).toBe('C2');
    expect(guessClaim([arrears, claim('C2', { title: '加班费' })], overtime)).toBe('C2');
    expect(guessClaim([claim('C2', { title: '甲' }), claim('C3', { title: '乙' })], overtime)).toBe('');
  });

  it('is one of the same worker', () => {
    expect(guessClaim([claim('C2', { claimantIds: ['P2'] })], overtime)).toBe('');
  });
});

it('overtime is called by its kind where it is of one kind', () => {
  const titleOf = (...kinds: string[]) =>
    calculators
      .find(({ id }) => id === 'overtimePay')
      ?.titleKey?.(kinds.map((overtimeKind) => ({ overtimeKind })));
  expect(titleOf('restDay', 'restDay')).toBe('calculators.overtimeTitle.restDay');
  expect(titleOf('restDay', 'workingDay')).toBe('calculators.name.overtimePay');
});
