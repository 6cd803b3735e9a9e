import { describe, expect, it } from 'vitest';
import {
  type CodeList,
  codeLabel,
  findCode,
  findCodeByLabel,
  offeredCodes,
} from '../../../shared/law/codes/code-list.ts';
import * as codes from '../../../shared/law/codes/index.ts';
import { loadCases } from './support/example-cases.ts';

const lists = Object.entries(codes).flatMap(([name, value]): [string, CodeList][] =>
  Array.isArray(value) ? [[name, value as CodeList]] : [],
);

describe('the code lists', () => {
  it.each(lists)('%s has unique stable ASCII codes with a label in both languages', (_, list) => {
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    for (const { code, zh, en } of list) {
      expect(code).toMatch(/^[A-Za-z0-9]+$/);
      expect(zh).not.toBe('');
      expect(en).toMatch(/^[ -~’]+$/);
    }
  });

  it.each(lists)('%s leads from every label and alias back to one code', (_, list) => {
    for (const { code, zh, aliases = [] } of list) {
      for (const label of [zh, ...aliases]) expect(findCodeByLabel(list, label)?.code).toBe(code);
    }
  });

  it('give each dispute type a statistical reason', () => {
    const reasons = codes.statisticalReasons.map(({ code }) => code);
    for (const type of codes.disputeTypes) expect(reasons).toContain(type.statisticalReason);
  });

  it('show a code that this version does not know as it is', () => {
    expect(codeLabel(codes.disputeTypes, '108')).toBe('劳动报酬（工资、加班费、奖金、提成）');
    expect(codeLabel(codes.outcomes, 'R01', 'en')).toBe('Agreement reached');
    expect(codeLabel(codes.disputeTypes, '977')).toBe('977');
    expect(findCode(codes.disputeTypes, '977')).toBeUndefined();
    expect(findCodeByLabel(codes.disputeTypes, '没有这一类')).toBeUndefined();
  });

  it('offer no retired code but the one that is chosen, and keep one of a newer version', () => {
    const list: CodeList = [
      { code: 'a', zh: '甲', en: 'A' },
      { code: 'b', zh: '乙', en: 'B', isRetired: true },
    ];
    expect(offeredCodes(list)).toEqual(['a']);
    expect(offeredCodes(list, 'b')).toEqual(['a', 'b']);
    expect(offeredCodes(list, 'c')).toEqual(['a', 'c']);
  });

  it('know which powers reach into the claims', () => {
    for (const power of codes.agentPowers) expect(codes.isSpecialPower(power.zh)).toBe(power.special);
    expect(codes.isSpecialPower('全权代理')).toBe(false);
    expect(codes.isSpecialPower('代为和解')).toBe(true);
  });

  it('cover every code and label of the example cases', () => {
    for (const { content } of loadCases()) {
      expect(findCodeByLabel(codes.organisationTypes, content.office.type)).toBeDefined();
      expect(findCode(codes.districts, content.office.districtCode)).toBeDefined();
      expect(findCodeByLabel(codes.caseSources, content.caseSource.label)?.code).toBe(
        content.caseSource.code,
      );
      expect(findCodeByLabel(codes.outcomes, content.outcome.label)?.code).toBe(content.outcome.code);
      expect(findCodeByLabel(codes.riskLevels, content.acceptance.riskLevel)).toBeDefined();
      for (const claim of content.claims) {
        expect(findCodeByLabel(codes.disputeTypes, claim.disputeType.label)?.code).toBe(
          claim.disputeType.code,
        );
      }
      for (const party of content.parties) {
        expect(findCodeByLabel(codes.partySides, party.side)).toBeDefined();
        if (party.idType) expect(findCodeByLabel(codes.idTypes, party.idType)).toBeDefined();
        if (party.employmentForm)
          expect(findCodeByLabel(codes.employmentForms, party.employmentForm)).toBeDefined();
        if (party.ownership) expect(findCodeByLabel(codes.employerTypes, party.ownership)).toBeDefined();
        if (party.size) expect(findCodeByLabel(codes.employerSizes, party.size)).toBeDefined();
        if (party.industry)
          expect(findCodeByLabel(codes.industries, party.industry.label)?.code).toBe(party.industry.code);
        for (const tag of party.groupTags ?? []) expect(findCodeByLabel(codes.groups, tag)).toBeDefined();
      }
      for (const agent of content.agents) {
        expect(findCodeByLabel(codes.agentTypes, agent.type)).toBeDefined();
        for (const power of agent.powers)
          expect(findCodeByLabel(codes.agentPowers, power.text)?.special).toBe(power.special);
      }
      for (const { minutes } of content.meetings) {
        for (const { kind } of minutes) expect(findCode(codes.minutesEntryKinds, kind)).toBeDefined();
      }
      for (const { method } of content.followUpVisits)
        expect(findCodeByLabel(codes.visitMethods, method)).toBeDefined();
      for (const { event } of content.limitation.interruptions) {
        expect(findCodeByLabel(codes.interruptionGrounds, event)).toBeDefined();
      }
    }
  });
});
