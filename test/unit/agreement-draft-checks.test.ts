import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { checkDraftedAgreement, withTypedAgreement } from '../../shared/documents/agreement-draft-checks.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { ParameterTable } from '../../shared/law/calculators/parameters.ts';
import { foldCase } from '../fixtures/fold-case.ts';

const { view } = foldCase('01-restaurant-wage-arrears');
const today = '2026-04-22';
const parameters = ParameterTable.parse(
  JSON.parse(readFileSync(new URL('../../assets/parameters/beijing.json', import.meta.url), 'utf8')),
);
const office = { certificate: { severity: 'error' as const }, parameters };
const first = view.agreements.at(-1)?.obligations.find(({ isMonetary }) => isMonetary)?.id ?? '';
const rulesWhen = (...patches: Parameters<typeof withTypedAgreement>[1]) =>
  checkDraftedAgreement(withTypedAgreement(view, patches), today, office).map(({ rule }) => rule);

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

describe('a group whose consent sheet was made final', () => {
  const { view: group } = foldCase('02-construction-collective-wages');
  const rows = group.collective?.rows ?? [];
  const withRows = (changed: typeof rows): CaseView => ({
    ...group,
    collective: { ...group.collective, id: 'collective', rows: changed },
  });
  const sheetOf = (one: CaseView) => ({
    ...({ documentId: 'D1', form: 'representativeConsent', replacesDocumentId: null } as CaseDocument),
    content: {
      ...buildDocument(one, 'representativeConsent', 'application', { mediationEndsOn: '', today }),
    },
  });
  const consentRules = (one: CaseView) =>
    checkDraftedAgreement(one, today, office)
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('consentSheet'));

  it('is told that the sheet is an election alone, where it was made before the sums were agreed', () => {
    const elected = sheetOf(withRows(rows.map((row) => ({ ...row, agreedAmount: '' }))));
    expect(consentRules({ ...group, documents: [elected] })).toEqual(['consentSheetWithoutSums']);
  });

  it('is told that the sums are others since, and nothing where they are the same', () => {
    expect(consentRules({ ...group, documents: [sheetOf(group)] })).toEqual([]);
    const others = withRows(rows.map((row, at) => (at === 0 ? { ...row, agreedAmount: '22000.00' } : row)));
    expect(consentRules({ ...others, documents: [sheetOf(group)] })).toEqual(['consentSheetOfOtherSums']);
  });

  it('is told that nobody consents on the day of the election to what was agreed weeks later', () => {
    const collective = { ...group.collective, id: 'collective', consentSignedOn: '2026-06-02' };
    expect(consentRules({ ...group, collective })).toEqual(['consentSheetEarly']);
    expect(consentRules(group)).toEqual([]);
  });
});

it('a compensation that was typed is held against the dates and the wage of the file, and what was reckoned is not', () => {
  const { view: engineer } = foldCase('03-unlawful-dismissal-engineer');
  const claimsOf = (amount: string, calculatedAmount: string | null = null) =>
    engineer.claims.map((claim) =>
      claim.disputeTypeCode === '111' ? { ...claim, amount, calculatedAmount } : claim,
    );
  const found = (claims: CaseView['claims']) =>
    checkDraftedAgreement({ ...engineer, claims }, today, office)
      .filter(({ rule }) => rule === 'compensationRecomputed')
      .map(({ params }) => params.expected);
  // Two months for each of seven and a half years, capped at three times the average wage.
  expect(found(claimsOf('706548.75'))).toEqual([]);
  expect(found(claimsOf('1027500.00'))).toEqual(['706,548.75']);
  expect(found(claimsOf('1027500.00', '706548.75'))).toEqual([]);
  // The average of the twelve months counts before the wage of the last.
  const withAverage = engineer.parties.map((one) =>
    one.kind === 'person' ? { ...one, averageWage: '20000.00' } : one,
  );
  const checked = checkDraftedAgreement(
    { ...engineer, parties: withAverage, claims: claimsOf('706548.75') },
    today,
    office,
  );
  expect(checked.find(({ rule }) => rule === 'compensationRecomputed')?.params.expected).toBe('300,000.00');
});
