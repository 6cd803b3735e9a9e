import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AgreementCheckInput,
  type CheckedObligation,
  type CheckedSignature,
  checkAgreement,
} from '../../../shared/law/agreement-checks/index.ts';
import en from '../../../shared/text/locales/en/law.json' with { type: 'json' };
import zh from '../../../shared/text/locales/zh-CN/law.json' with { type: 'json' };
import { toCheckInput } from './support/agreement-input.ts';
import { loadCase } from './support/example-cases.ts';

const clean = toCheckInput(loadCase('01'));
const wages = clean.obligations[0] as CheckedObligation;

const rules = (input: AgreementCheckInput) => checkAgreement(input).map(({ rule }) => rule);
const change = (part: Partial<AgreementCheckInput>) => ({ ...clean, ...part });
const withWages = (part: Partial<CheckedObligation>) =>
  change({ obligations: [{ ...wages, ...part }, ...clean.obligations.slice(1)] });
const withTerms = (part: Partial<AgreementCheckInput['terms']>) =>
  change({ terms: { ...clean.terms, ...part } });

describe('the agreements of the example cases', () => {
  it.each(['01', '02', '03'])('%s have no fault and nothing doubtful', (start) => {
    const findings = checkAgreement(toCheckInput(loadCase(start)));
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('name the agent who may not sign in case 01', () => {
    expect(rules(clean)).toEqual(['agentMayNotSign']);
  });
});

describe('a payment by several', () => {
  const parties = clean.parties.map(({ id }) => id);
  const owed = (text: string) => rules(withWages({ debtorIds: parties, text }));

  it('says how they stand to each other, or is asked about it', () => {
    expect(owed('')).toContain('sharingMissing');
    expect(owed('两单位承担连带责任。')).not.toContain('sharingMissing');
    expect(rules(withWages({ text: '' }))).not.toContain('sharingMissing');
  });
});

describe('the whole of an agreement', () => {
  const sumOfClean = '27000.00';

  it.each([
    ['自公证之日起生效', true],
    ['本协议自双方签字、款项付清之日起生效。', true],
    ['本协议经仲裁审查后生效，双方签名。', true],
    ['本协议一式三份，自双方签名或者盖章、调解员签名并加盖调解组织印章后生效。', false],
  ])('takes effect by its signatures and upon nothing else: %s', (effectivenessClause, isFound) => {
    expect(rules(withTerms({ effectivenessClause })).includes('effectivenessClauseForeign')).toBe(isFound);
  });

  it('names one day for the end of the employment', () => {
    const end = (employmentRelation: string) =>
      rules(withTerms({ employmentRelation, employmentEndedOn: '2026-05-29' })).includes(
        'employmentEndDiffers',
      );
    expect(end('双方确认劳动合同于2026年5月29日协商一致解除。')).toBe(false);
    expect(end('双方确认劳动合同自2024年3月1日起、于2026年5月29日解除。')).toBe(false);
    expect(end('双方协商一致解除劳动合同。')).toBe(false);
    expect(end('双方确认劳动合同于2026年5月30日协商一致解除。')).toBe(true);
  });

  it('says the sum that both accepted, where an offer is registered as accepted', () => {
    expect(rules(change({ acceptedAmount: sumOfClean }))).not.toContain('totalNotAsAccepted');
    expect(rules(change({ acceptedAmount: null }))).not.toContain('totalNotAsAccepted');
    expect(rules(change({ acceptedAmount: '26000.00' }))).toContain('totalNotAsAccepted');
  });
});

describe('a money obligation', () => {
  it.each<[string, Partial<CheckedObligation>]>([
    ['amountMissing', { amount: null }],
    ['amountMissing', { amount: '0.00' }],
    ['amountNotInText', { text: '被申请人于2026年6月15日前支付工资。' }],
    ['taxTreatmentMissing', { taxTreatment: ' ' }],
    ['dueDateMissing', { dueDate: null, instalments: [] }],
    ['dueDateNotAbsolute', { text: '被申请人在收到发票后三日内支付 17,500.00 元。' }],
    ['dueDateNotAbsolute', { text: '被申请人尽快支付 17,500.00 元。' }],
    ['dueDateNotInText', { dueDate: '2026-06-15', instalments: [], text: '办完交接付 17,500.00 元。' }],
    ['dueDateNotInText', { dueDate: '2026-06-15', instalments: [], text: '2026年6月5日付 17,500.00 元。' }],
    [
      'instalmentDateNotInText',
      {
        dueDate: '2026-06-15',
        instalments: [{ number: 1, dueDate: '2026-06-15', amount: '17500.00' }],
        text: '2026年6月30日前付 17,500.00 元。',
      },
    ],
    ['accountNumberDiffers', { text: '17,500.00 元付至账号：6228 4800 1000 0041 715。' }],
    ['dueDatePassed', { dueDate: '2026-01-15', instalments: [] }],
    ['dueDateFar', { dueDate: '2062-06-15', instalments: [] }],
    ['methodMissing', { method: '' }],
    ['bankMissing', { bank: '' }],
    ['accountNumberMissing', { accountNumber: null }],
    ['accountNumberDoubtful', { accountNumber: '6228480010000041715' }],
    ['accountOfOther', { accountName: '崔小军' }],
    ['debtorMissing', { debtorIds: [] }],
    ['creditorMissing', { creditorIds: ['P9'] }],
    ['capitalsDiffer', { text: '支付 17,500.00 元（大写：人民币壹万柒仟元整），税前。' }],
    ['instalmentSumDiffers', { instalments: [{ number: 1, dueDate: '2026-06-15', amount: '17000.00' }] }],
    ['instalmentDateMissing', { instalments: [{ number: 1, dueDate: '', amount: '17500.00' }] }],
    ['instalmentAmountMissing', { instalments: [{ number: 1, dueDate: '2026-06-15', amount: '' }] }],
    ['lastInstalmentDiffers', { instalments: [{ number: 1, dueDate: '2026-06-14', amount: '17500.00' }] }],
  ])('is found wanting: %s', (rule, part) => {
    expect(rules(withWages(part))).toContain(rule);
  });

  it('accepts capitals in any way of writing that the rule allows', () => {
    expect(rules(withWages({ text: '支付 17,500.00 元（大写：壹万柒仟伍佰圆正）。' }))).not.toContain(
      'capitalsDiffer',
    );
  });

  it.each([
    '2026年6月15日前付 17,500.00 元，账号6228 4800 1000 0041 714。',
    '于 2026 年 06 月 15 日前付 17,500.00 元。',
    '2026-06-15 前付 17,500.00 元。',
    '17,500.00 元于6月15日前付清。',
  ])('says its day and account in whatever way they are written: %s', (text) => {
    const found = rules(withWages({ dueDate: '2026-06-15', instalments: [], text }));
    expect(found).not.toContain('dueDateNotInText');
    expect(found).not.toContain('accountNumberDiffers');
  });

  it('may be paid in cash without an account', () => {
    const found = rules(withWages({ method: '当面现金支付', bank: '', accountName: '', accountNumber: '' }));
    expect(found).toEqual(['agentMayNotSign']);
  });
});

describe('a duty', () => {
  it('needs a day unless it lasts or waits for a condition', () => {
    const duty = {
      id: 'O9',
      isMonetary: false,
      kind: '返还证件',
      debtorIds: ['P2'],
      creditorIds: ['P1'],
      text: '返还身份证。',
    };
    expect(rules(change({ obligations: [...clean.obligations, duty] }))).toContain('dutyDateMissing');
    const undated = { ...duty, dueDate: '2026-05-08' };
    expect(rules(change({ obligations: [...clean.obligations, undated] }))).toContain('dueDateNotInText');
    const lasting = { ...duty, kind: '保密', text: '双方对本协议内容保密。' };
    expect(rules(change({ obligations: [...clean.obligations, lasting] }))).not.toContain('dutyDateMissing');
  });
});

describe('the terms', () => {
  it('may not waive social insurance, and may tell of a dispute that began with such a waiver', () => {
    const told = '入职时被申请人要求申请人签署放弃社会保险的承诺书，申请人据此解除劳动合同并请求经济补偿。';
    const severities = (input: AgreementCheckInput) =>
      checkAgreement(input).flatMap((one) => (one.rule === 'socialInsuranceWaived' ? [one.severity] : []));
    expect(severities(withTerms({ disputeSummary: told }))).toEqual(['warning']);
    expect(severities(withTerms({ settledScope: '申请人自愿放弃社会保险。' }))).toEqual(['error']);
  });

  it.each<[string, AgreementCheckInput]>([
    ['noObligation', change({ obligations: [] })],
    ['disputeSummaryMissing', withTerms({ disputeSummary: '' })],
    ['effectivenessClauseMissing', withTerms({ effectivenessClause: null })],
    ['copiesTooFew', withTerms({ copies: 2 })],
    ['copiesDiffer', withTerms({ copies: 5 })],
    [
      'dispatchUnitNotJoined',
      change({
        parties: clean.parties.map((party) =>
          party.id === 'P1' ? { ...party, employmentForm: 'dispatched' } : party,
        ),
      }),
    ],
    ['waiverTooWide', withTerms({ settledScope: '双方就劳动关系存续期间的一切争议全部了结。' })],
    ['socialInsuranceWaived', withTerms({ settledScope: '申请人自愿放弃社会保险。' })],
    ['socialInsuranceWaived', withTerms({ settledScope: '社会保险费用折算为现金。' })],
    ['socialInsuranceWaived', withTerms({ settledScope: '被申请人不为申请人缴纳社会保险。' })],
    ['socialInsuranceWaived', withTerms({ settledScope: '社会保险不再另行补缴。' })],
    ['socialInsuranceWaived', withTerms({ settledScope: '以现金补贴代替缴纳社会保险费。' })],
    ['waiverTooWide', withTerms({ employmentRelation: '劳动合同解除，双方再无任何争议。' })],
    ['waiverTooWide', withWages({ text: '17,500.00 元付清后，申请人放弃一切权利。' })],
    ['itemOutOfScope', withTerms({ settledScope: '被申请人补缴住房公积金。' })],
    ['claimMissing', change({ claims: [] })],
    [
      'claimNotAnswered',
      change({ claims: [...clean.claims, { id: 'C9', title: '返还押金', isInScope: true }] }),
    ],
    [
      'onlyEmploymentRelation',
      change({
        claims: [{ id: 'C1', disputeTypeCode: '101', title: '确认' }],
        obligations: clean.obligations.slice(2),
      }),
    ],
    ['workInjuryCheckTable', change({ claims: [{ ...clean.claims[0], id: 'C1', disputeTypeCode: '109' }] })],
    [
      'workInjuryBelowTable',
      change({
        claims: [
          {
            ...clean.claims[0],
            id: 'C1',
            disputeTypeCode: '109',
            amount: null,
            calculatedAmount: '90000.00',
          },
        ],
      }),
    ],
    [
      'claimDiffersFromCalculation',
      change({ claims: [{ ...clean.claims[0], id: 'C1', calculatedAmount: '17500.01' }] }),
    ],
    ['thirdPartyNotJoined', withWages({ text: `${wages.text}由担保人彭立新承担连带责任。` })],
  ])('are found wanting: %s', (rule, input) => {
    expect(rules(input)).toContain(rule);
  });

  it('leave a claim open without a warning when they say so', () => {
    const input = {
      ...withTerms({ openItems: ['返还押金'] }),
      claims: [...clean.claims, { id: 'C9', title: '返还押金' }],
    };
    expect(rules(input)).not.toContain('claimNotAnswered');
  });
});

describe('the people', () => {
  const [worker, employer] = clean.parties;
  const [manager] = clean.agents;
  it.each<[string, AgreementCheckInput]>([
    ['respondentMissing', change({ parties: clean.parties.slice(0, 1) })],
    [
      'partyNameMissing',
      change({ parties: [{ id: 'P1', side: 'applicant', name: '' }, ...clean.parties.slice(1)] }),
    ],
    [
      'guardianMissing',
      change({ parties: [{ ...worker, id: 'P1', birthDate: '2010-04-23' }, ...clean.parties.slice(1)] }),
    ],
    [
      'guardianOfAdultMissing',
      change({ parties: [{ ...worker, id: 'P1', civilCapacity: 'limited' }, ...clean.parties.slice(1)] }),
    ],
    [
      'minorOnOwnWages',
      change({ parties: [{ ...worker, id: 'P1', birthDate: '2010-04-22' }, ...clean.parties.slice(1)] }),
    ],
    [
      'agentPowersVague',
      change({ agents: [{ ...manager, id: 'A1', powers: [{ text: '全权代理', special: false }] }] }),
    ],
    ['agentPowersExpired', change({ agents: [{ ...manager, id: 'A1', validTo: '2026-04-21' }] })],
    ['mediatorMissing', change({ mediators: [] })],
    ['certificateInvalid', change({ signingDate: '2027-05-01' })],
    ['certificateExpiresSoon', change({ signingDate: '2027-04-01' })],
    [
      'samePhone',
      change({ parties: [{ ...worker, id: 'P1', phone: employer?.phone }, ...clean.parties.slice(1)] }),
    ],
    ['signedBeforeAcceptance', change({ signingDate: '2026-04-15' })],
    ['signedBeforeMeeting', change({ signingDate: '2026-04-20', agreedOn: '2026-04-21' })],
  ])('are found wanting: %s', (rule, input) => {
    expect(rules(input)).toContain(rule);
  });

  it('need the written consent of all when representatives act', () => {
    const input = toCheckInput(loadCase('02'));
    expect(rules({ ...input, collective: { ...input.collective, consentSignedOn: null } })).toContain(
      'consentSheetMissing',
    );
  });

  it('have rows in the annex that add up', () => {
    const input = toCheckInput(loadCase('02'));
    const rows = input.collective?.rows ?? [];
    const wrong = rows.map((row, index) => (index === 0 ? { ...row, agreedAmount: '22720.01' } : row));
    expect(rules({ ...input, collective: { ...input.collective, rows: wrong } })).toEqual(
      expect.arrayContaining(['rowInstalmentsDiffer', 'rowsDifferFromTotal']),
    );
  });
});

describe('signing', () => {
  const sign = (
    signerId: string,
    capacity: CheckedSignature['capacity'],
    part: Partial<CheckedSignature> = {},
  ): CheckedSignature => ({
    signerId,
    capacity,
    forPartyIds: [],
    manner: capacity === 'organisation' ? 'sealed' : 'signed',
    date: '2026-04-22',
    ...part,
  });
  const all = [
    sign('P1', 'party'),
    sign('P2', 'party'),
    sign('M1', 'mediator'),
    sign('office', 'organisation'),
  ];

  it('is complete with both parties, the mediator and the seal', () => {
    expect(rules(change({ signatures: all }))).toEqual([]);
  });

  it.each([
    ['partyNotSigned', 1],
    ['mediatorNotSigned', 2],
    ['organisationSealMissing', 3],
  ])('lacks something: %s', (rule, index) => {
    expect(rules(change({ signatures: all.filter((_, place) => place !== index) }))).toEqual([rule]);
  });

  it('by an agent without special powers binds nobody', () => {
    const signatures = [
      ...all.filter(({ signerId }) => signerId !== 'P2'),
      sign('A1', 'agent', { forPartyIds: ['P2'] }),
    ];
    expect(rules(change({ signatures }))).toEqual(['agentWithoutSpecialPowers', 'partyNotSigned']);
    const agents = clean.agents.map((agent) => ({ ...agent, hasSpecialPowers: true }));
    expect(rules(change({ signatures, agents }))).toEqual([]);
  });

  it('that was refused is no signature', () => {
    const signatures = [...all.slice(0, 1), sign('P2', 'party', { manner: 'refused' }), ...all.slice(2)];
    expect(rules(change({ signatures }))).toEqual(['partyNotSigned']);
  });
});

describe('the messages', () => {
  it('exist in both languages with the same keys and the same places to fill', () => {
    const chinese: Record<string, string> = zh;
    const english: Record<string, string> = en;
    expect(Object.keys(english)).toEqual(Object.keys(chinese));
    for (const [key, text] of Object.entries(chinese)) {
      const places = (words = '') => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
      expect([key, [...new Set(places(english[key]))]]).toEqual([key, [...new Set(places(text))]]);
    }
  });

  it('exist for every rule that the checks can report', () => {
    const folder = new URL('../../../shared/law/agreement-checks/', import.meta.url);
    const sources = readdirSync(folder)
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
    const named = [...sources.matchAll(/finding\(\s*'(\w+)'/g)].map(([, rule]) => rule);
    const derived = [
      'applicantMissing',
      'respondentMissing',
      'idNumberMissing',
      'creditCodeMissing',
      'debtorMissing',
      'creditorMissing',
      'accountNameMissing',
      'bankMissing',
      'accountNumberMissing',
    ];
    expect(named.length).toBeGreaterThan(45);
    for (const rule of [...named, ...derived]) expect(zh).toHaveProperty([`check.agreement.${rule}`]);
  });
});
