import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { catalogue } from '../../shared/documents/catalogue.ts';
import { claimTexts } from '../../shared/documents/claim-texts.ts';
import windowWords from '../../shared/text/locales/zh-CN/window.json' with { type: 'json' };
import { foldCase } from '../fixtures/fold-case.ts';

const { view } = foldCase('03-unlawful-dismissal-engineer');
const wordsOf = (of: CaseView, form: Parameters<typeof buildDocument>[1]) =>
  JSON.stringify(buildDocument(of, form, 'application', { mediationEndsOn: '', today: '2026-11-30' }));

describe('a claim on paper', () => {
  it.each([
    [{ title: '违法解除劳动合同赔偿金', amount: '706548.75' }, '1．违法解除劳动合同赔偿金 706,548.75 元。'],
    [{ text: '支付加班费。', amount: '4500.00' }, '1．支付加班费 4,500.00 元。'],
    [{ text: '支付加班费 4500 元', amount: '4500.00' }, '1．支付加班费 4500 元。'],
    [{ text: '支付工资1.2万元，共三个月', amount: '12000.00' }, '1．支付工资1.2万元，共三个月。'],
    [
      { text: '请求支付加班费 4,500.00 元（税前）', amount: '4500.00' },
      '1．请求支付加班费 4,500.00 元（税前）。',
    ],
    [{ title: '出具离职证明' }, '1．出具离职证明。'],
  ])('names its sum once: %o', (claim, printed) => {
    expect(claimTexts([{ id: 'C1', ...claim }])).toEqual([printed]);
  });
});

it('the assessment has a line for the day of which its judgement is', () => {
  expect(wordsOf(view, 'performanceAssessment')).toContain('["评估日期","＿＿＿＿年＿＿月＿＿日"]');
});

describe('what was typed as people say it', () => {
  it('reads on in the answer of the other side', () => {
    const [response] = view.responses;
    if (response === undefined) throw new Error('no response');
    const answered = (askedBy: string, answeredBy: string) =>
      wordsOf({ ...view, responses: [{ ...response, askedBy, answeredBy }] }, 'registrationForm');
    expect(answered('电话征询', '书面答复')).toContain(
      '2026年6月11日以电话征询意见；2026年6月12日书面答复：',
    );
    expect(answered('电话', '电话')).toContain('2026年6月11日以电话征询意见；2026年6月12日电话答复：');
    expect(answered('', '')).toContain('2026年6月11日征询意见；2026年6月12日答复：');
  });

  it('says that a contract without a last day runs on', () => {
    const withContract = (fields: object) => ({
      ...view,
      parties: view.parties.map((one) =>
        one.id === 'P1' ? { ...one, hasWrittenContract: true, ...fields } : one,
      ),
    });
    const contractOf = (fields: object) => wordsOf(withContract(fields), 'registrationForm');
    expect(contractOf({ contractFrom: '2025-03-11', contractTo: null })).toContain('自2025年3月11日起');
    expect(contractOf({ contractFrom: '2022-03-11', contractTo: '2025-03-10' })).toContain(
      '2022年3月11日至2025年3月10日',
    );
  });
});

describe('调解员披露声明', () => {
  const [first, second] = view.acceptance?.mediators ?? [];
  const statement = (...disclosures: object[]) =>
    wordsOf(
      { ...view, disclosures: disclosures as unknown as CaseView['disclosures'] },
      'disclosureStatement',
    );
  const nothing = { mediatorId: first?.id, date: '2026-06-18', hasFacts: false };
  const something = {
    mediatorId: second?.id,
    date: '2026-06-18',
    hasFacts: true,
    text: '在公司法务部工作。',
    opinion: 'continue',
  };

  it('says what the mediators have disclosed and what the parties answered', () => {
    const text = statement(nothing, something);
    expect(text).toContain('■ 其中有人存在下列情形');
    expect(text).toContain(`${second?.name}：在公司法务部工作。`);
    expect(text).toContain('□ 我们不存在');
    expect(text).toContain('■ 同意继续由其调解');
    expect(statement(nothing, { ...something, opinion: 'replace' })).toContain('■ 申请更换调解员');
  });

  it('says that there is nothing only where every mediator has said so', () => {
    expect(statement(nothing, { ...nothing, mediatorId: second?.id })).toContain('■ 我们不存在');
    for (const text of [statement(nothing), statement()]) expect(text).not.toContain('■');
  });
});

describe('回避决定书', () => {
  const [lead] = view.acceptance?.mediators ?? [];
  const decisionOn = (fields: object) => {
    const challenge = {
      id: 'H1',
      mediatorId: lead?.id,
      raisedById: 'P1',
      raisedOn: '2026-06-18',
      ground: 'interest',
      reason: '与公司有业务往来。',
      decidedOn: '2026-06-19',
      ...fields,
    };
    return wordsOf(
      { ...view, challenges: [challenge] as unknown as CaseView['challenges'] },
      'challengeDecision',
    );
  };

  it('says who was challenged, why, and what was decided', () => {
    const rejected = decisionOn({ decision: 'rejected', decisionReason: '并无往来。' });
    for (const words of [
      '沈亦舟于2026年6月18日对薛丽华提出',
      '有利害关系，与公司有业务往来。',
      '■ 驳回回避申请，理由是：并无往来。',
      '□ 准许',
    ])
      expect(rejected).toContain(words);
    const granted = decisionOn({ decision: 'granted', replacement: { name: '韩松' } });
    expect(granted).toContain('■ 准许回避申请，另行选定（指定）韩松');
    expect(granted).toContain('□ 驳回');
  });

  it('is left to the hand where nothing is registered, or the challenge was taken back', () => {
    for (const text of [wordsOf(view, 'challengeDecision'), decisionOn({ decision: 'withdrawn' })])
      expect(text).not.toMatch(/■|薛丽华/);
  });
});

describe('the end of the employment in an agreement', () => {
  const printed = (terms: Readonly<Record<string, string>>) => {
    const agreements = view.agreements.map((one) => {
      const { employmentRelation: _, employmentEndedOn: __, employmentEndReason: ___, ...others } = one.terms;
      return { ...one, terms: { ...others, ...terms } };
    });
    const facts = { mediationEndsOn: '', today: '2026-11-30' };
    const words = JSON.stringify(buildDocument({ ...view, agreements }, 'agreement', '1', facts));
    return /劳动关系处理"\},(.*?),\{"kind":"heading"/.exec(words)?.[1] ?? '';
  };
  const employmentRelation = '双方确认劳动合同于2026年5月29日解除。';
  const employmentEndedOn = '2026-05-29';

  it.each([
    [{ employmentRelation, employmentEndedOn }, employmentRelation],
    [
      { employmentRelation, employmentEndedOn, employmentEndReason: '协商一致' },
      `${employmentRelation}解除（终止）原因：协商一致。`,
    ],
    [
      { employmentRelation: '双方协商一致解除劳动合同。', employmentEndReason: '协商一致' },
      '双方协商一致解除劳动合同。',
    ],
    [
      { employmentRelation: '双方确认劳动合同已经解除。', employmentEndedOn },
      '双方确认劳动合同已经解除。解除（终止）日期：2026年5月29日。',
    ],
    [
      { employmentEndedOn, employmentEndReason: '协商一致。' },
      '双方确认劳动关系于2026年5月29日解除（终止）。解除（终止）原因：协商一致。',
    ],
  ])('stands there with the day and the reason that were typed: %o', (terms, words) => {
    expect(printed(terms)).toContain(`"${words}"`);
  });
});

it('the window says of every paper of the 副卷 that it goes there, and of no other', () => {
  for (const { form, file } of catalogue) {
    const isSaid = windowWords[`form.${form}`].includes('副卷');
    expect(isSaid, form).toBe(file === 'sideFile');
  }
});
