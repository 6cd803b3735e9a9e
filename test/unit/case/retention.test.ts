import { expect, it } from 'vitest';
import { proposeRetention } from '../../../shared/case/retention.ts';
import { shippedRetentionRule } from '../../../shared/law/office-rules.ts';
import { withOfficeRules } from '../../../shared/law/office-tables.ts';
import { caseNames } from '../../fixtures/fold-case.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

it.each(caseNames)('how long %s is kept is proposed by how it ended, as its archivist chose it', (name) => {
  const { view, file } = foldWholeCase(name);
  expect(proposeRetention(view, shippedRetentionRule).retentionClass).toBe(file.archive.retentionClass);
});

it('the rule that the office gives itself takes the place of the shipped one, with its ground', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears');
  const retention = { ...shippedRetentionRule, agreed: '永久', source: '档案移交清单' } as const;
  const given = {
    id: 'a',
    at: '2026-12-01T00:00:00Z',
    person: 'p',
    added: { kind: 'retention', retention },
  } as const;
  const shipped = { retention: shippedRetentionRule } as Parameters<typeof withOfficeRules>[0];
  const rules = withOfficeRules(shipped, [given]);
  expect(proposeRetention(view, rules.retention)).toEqual({ ground: 'agreed', retentionClass: '永久' });
});
