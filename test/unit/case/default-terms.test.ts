import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../shared/case/view.ts';
import { defaultTerms } from '../../../src-renderer/agreement/default-terms.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

describe('the terms that a draft begins with', () => {
  const { view } = foldCase('01-restaurant-wage-arrears');
  const group = foldCase('02-construction-collective-wages').view;
  const draft = (given: CaseView) => defaultTerms(given) as Record<string, string | number>;

  it('give each party and the organisation a copy (企业劳动争议协商调解规定 26)', () => {
    expect(draft(view)).toMatchObject({
      copies: 3,
      effectivenessClause:
        '本协议一式三份，双方当事人和调解组织各执一份，自双方签名或者盖章、调解员签名并加盖调解组织印章后生效。',
    });
    // Twelve workers, two employers and the organisation.
    expect(draft(group)).toMatchObject({
      copies: 15,
      effectivenessClause:
        '本协议一式十五份，各方当事人和调解组织各执一份，自各方当事人签名或者盖章、调解员签名并加盖调解组织印章后生效。',
    });
  });

  it('say nothing of the day of an application that the file does not hold', () => {
    const { receivedAt: _, ...application } = view.application;
    expect(draft({ ...view, application }).disputeSummary).toMatch(/发生争议。$/);
  });
});
