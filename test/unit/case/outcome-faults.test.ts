import { expect, it } from 'vitest';
import type { AgreementView } from '../../../shared/case/agreement.ts';
import { findOutcomeFaults } from '../../../shared/case/outcome-faults.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const today = '2026-11-30';
const { view } = foldCase('03-unlawful-dismissal-engineer');
const draft = view.agreements[0] as AgreementView;
const inForce = {
  ...view,
  agreements: [
    {
      ...draft,
      effectiveness: { isEffective: true, effectiveDate: '2026-06-30', missing: [] },
    } satisfies AgreementView,
  ],
};
const codesOf = (of: typeof view, code: string, closedOn = '2026-08-25') =>
  findOutcomeFaults(of, { code, closedOn }, today).map((one) => `${one.code}${one.isGrave ? '!' : ''}`);

it('lets an agreement in force end the case on a day that can be', () => {
  expect(codesOf(inForce, 'R01')).toEqual([]);
  expect(codesOf(inForce, '')).toEqual([]);
});

it.each(['R02', 'R03', 'R05', 'R07', 'R14', 'R15'])(
  'asks why a case with an agreement in force ends by %s',
  (code) => {
    expect(codesOf(inForce, code)).toEqual(['agreementInForce!']);
    expect(codesOf(view, code)).toEqual([]);
  },
);

it('asks why a case is closed as agreed where nothing is in force, unless the two sides settled before mediation', () => {
  expect(codesOf(view, 'R01')).toEqual(['noAgreementInForce!']);
  expect(codesOf(view, 'R01a')).toEqual([]);
  expect(codesOf({ ...view, negotiation: { id: 'negotiation', result: 'settled' } as never }, 'R01')).toEqual(
    [],
  );
});

it('names a closing day that cannot be', () => {
  expect(codesOf(inForce, 'R01', '2026-12-01')).toEqual(['inFuture']);
  expect(codesOf(inForce, 'R01', '2026-06-29')).toEqual(['beforeEffect']);
  expect(codesOf(inForce, 'R01', '2026-06-14')).toEqual(['beforeAcceptance', 'beforeEffect']);
  expect(codesOf(inForce, 'R01', '')).toEqual([]);
});
