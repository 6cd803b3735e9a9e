import { afterAll, describe, expect, it } from 'vitest';
import { entriesOfPeriod, ledgerEntriesOf } from '../../shared/case/ledger.ts';
import { countPeriodFigures } from '../../shared/case/period-figures.ts';
import { buildOfficePaper } from '../../shared/documents/build-office.ts';
import type { OfficeFormId } from '../../shared/documents/catalogue.ts';
import { formatMoneyWithCapitals, sumMoney } from '../../shared/text/money.ts';
import { countedMediators } from '../fixtures/counted-mediators.ts';
import { exampleRisks } from '../fixtures/example-risks.ts';
import { caseNames } from '../fixtures/fold-case.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
const reader = createPageReader();
afterAll(async () => {
  await typesetter.close();
  reader.close();
});

const cases = caseNames.map((name) => foldWholeCase(name));
const entries = cases.flatMap(({ view }) => ledgerEntriesOf(view, '2026-12-31', '2026-06-20'));
const [first] = cases;
if (first === undefined) throw new Error('no case');
const year = { from: '2026-01-01', to: '2026-12-31' };
const source = {
  office: first.view.opened.office,
  period: year,
  entries,
  risks: exampleRisks,
  mediators: countedMediators,
  filledBy: '陶然',
  filledOn: '2026-12-31',
  isMasked: false,
};
const textOf = async (form: OfficeFormId, isMasked = false) => {
  const { pdf } = await typesetter.typeset(buildOfficePaper(form, { ...source, isMasked }), null);
  return reader.pagesOf(pdf).join('');
};

describe('the ledger', () => {
  it('has a line for each case with what the case file says', async () => {
    const text = await textOf('ledger');
    for (const { file } of cases) {
      for (const value of [file.outcome.closedOn, file.acceptance.decidedOn, file.archive.archiveNumber])
        expect(text).toContain(plain(value));
      const [applicant] = file.parties.filter((party) => party.side === '申请人');
      expect(text).toContain(applicant?.name);
    }
  });

  it('hides the names of people, never of companies, where it leaves the office', async () => {
    const text = await textOf('ledger', true);
    for (const { file } of cases)
      for (const party of file.parties)
        expect(text.includes(plain(party.name))).toBe(party.unifiedSocialCreditCode !== undefined);
  });

  it('holds no caucus sentence', async () => {
    const text = `${await textOf('ledger')}${await textOf('statisticalReport')}${await textOf('riskLedger')}`;
    for (const { file } of cases)
      for (const note of file.caucusNotes)
        expect(text).not.toContain(plain(note.mustNeverBeExported ?? note.text));
  });

  it('takes the cases that were open in the period', () => {
    const numbers = (from: string, to: string) => entriesOfPeriod(entries, { from, to }).length;
    expect(numbers('2026-01-01', '2026-04-12')).toBe(0);
    expect(numbers('2026-04-24', '2026-04-24')).toBe(1);
    expect(numbers('2026-01-01', '2026-12-31')).toBe(4);
  });
});

describe('the ledger of risks', () => {
  it('has the cases whose risk was judged, with their level, who sees to them and how far it is', async () => {
    const text = await textOf('riskLedger');
    const judged = entries.filter(({ riskLevel }) => riskLevel !== '');
    expect(judged.length).toBeGreaterThan(0);
    for (const one of judged) {
      expect(text).toContain(plain(one.caseNumber));
      for (const name of one.mediators) expect(text).toContain(plain(name));
    }
    expect(text).toContain('已化解');
    expect(text).toContain('未化解');
  });

  it('has what the register holds of the period, with what was done about it, and a case that came of it only once', () => {
    const [one] = entries;
    const [risk] = exampleRisks;
    if (one === undefined || risk === undefined) throw new Error('no entry');
    const number = '京朝柳劳调字〔2026〕第A099号';
    const ofRisk = { ...source, entries: [{ ...one, riskLevel: 'orange', caseNumber: number }] };
    const text = JSON.stringify(buildOfficePaper('riskLedger', ofRisk));
    for (const words of [
      risk.riskNumber,
      '朝热转〔2026〕188号',
      '23人\\n农民工',
      '2026-01-14 李梅：约谈店长',
      '2026-01-15上报区劳动监察大队',
      '化解中（2026-01-14）',
      `${one.acceptedOn}受理`,
      '1条，其中台账登记1条、由案件评定等级列入0条',
    ])
      expect(text).toContain(words);
    expect(text.split(number)).toHaveLength(2);
    expect(text).not.toContain('第A002号');
    const figures = JSON.stringify(buildOfficePaper('statisticalReport', source));
    expect(figures).toContain('风险台账期末未办结');
    expect(figures).toContain('橙 1 条');
  });

  it('leaves out a case whose risk nobody judged', async () => {
    const [one] = entries;
    if (one === undefined) throw new Error('no entry');
    const calm = { ...source, entries: [{ ...one, riskLevel: '' }] };
    expect(JSON.stringify(buildOfficePaper('riskLedger', calm))).not.toContain(one.caseNumber);
  });
});

describe('the figures of a period', () => {
  it('are the sums of the cases', async () => {
    const figures = countPeriodFigures(entries, year, '2026-12-31');
    expect(figures).toMatchObject({ openBefore: 0, received: 4, closed: 4, openAfter: 0, agreed: 3 });
    expect(figures.successRate).toBe('75.0%');
    const agreed = sumMoney(cases.flatMap(({ file }) => file.agreement?.total.amount ?? []));
    expect(figures.agreedAmount).toBe(agreed);
    expect(await textOf('statisticalReport')).toContain(plain(formatMoneyWithCapitals(agreed)));
  });

  it('say what was late, by the day on which the mediation ended, not on which its file was closed', () => {
    const on = (mustEndBy: string, mediationEndedOn: string, closedOn: string) => {
      const [one] = entries;
      if (one === undefined) throw new Error('no entry');
      const late = { ...one, registeredOn: '2026-04-01', mustEndBy, mediationEndedOn, closedOn };
      const { closedLate, openLate } = countPeriodFigures(
        [late],
        { from: '2026-04-01', to: '2026-06-30' },
        '2026-06-10',
      );
      return [closedLate, openLate];
    };
    expect(on('2026-05-06', '2026-05-06', '2026-05-20')).toEqual([0, 0]);
    expect(on('2026-05-06', '2026-05-07', '2026-05-20')).toEqual([1, 0]);
    expect(on('2026-05-06', '', '')).toEqual([0, 1]);
    expect(on('2026-05-06', '2026-05-05', '')).toEqual([0, 0]);
    expect(on('2026-06-20', '', '')).toEqual([0, 0]);
    expect(on('', '', '')).toEqual([0, 0]);
  });

  it('are printed by source, industry and group, with what people said when they were visited', async () => {
    const text = await textOf('statisticalReport');
    for (const words of [
      '住宿和餐饮业',
      '朝阳区柳荫庄街道',
      '农民工',
      '仲裁机构调解建议书引导',
      '满意度',
      '按金额',
      '其中超期',
    ])
      expect(text).toContain(words);
    const { groups, satisfaction, visitRate } = countPeriodFigures(entries, year, '2026-12-31');
    expect(groups.find(({ code }) => code === 'migrantWorker')?.received).toBeGreaterThan(0);
    expect(visitRate).toBe('100.0%');
    expect(satisfaction.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('keep their balance: open before and received are closed and open after', () => {
    for (const period of [
      { from: '2026-04-01', to: '2026-04-20' },
      { from: '2026-05-01', to: '2026-06-10' },
      { from: '2026-06-11', to: '2026-06-30' },
    ]) {
      const { openBefore, received, closed, openAfter } = countPeriodFigures(entries, period, '2026-12-31');
      expect(openBefore + received).toBe(closed + openAfter);
    }
  });

  it('say who mediates: certified, full or part time, trained, appraised, and what each has to do', async () => {
    const text = await textOf('statisticalReport');
    for (const words of [
      '3人',
      '专职1人，兼职2人',
      '66.7%',
      '调解员证在有效期内÷在册（2÷3）',
      '2人参训，共20.5学时，人均6.8学时',
      '优秀1人，合格2人',
    ])
      expect(text).toContain(words);
  });

  it('leave to the pen what the desk is not told of its mediators', async () => {
    const untold = countedMediators.map((one) => ({ ...one, employment: null, qualification: null }));
    const { pdf } = await typesetter.typeset(
      buildOfficePaper('statisticalReport', { ...source, mediators: untold }),
      null,
    );
    const text = (await reader.pagesOf(pdf)).join('');
    expect(text).toContain('66.7%');
    for (const words of ['人参训', '专职0人', '本期无']) expect(text).not.toContain(words);
  });

  it('count neither a case passed on nor one registered in error as mediation that failed', () => {
    const passedOn = entries.map((one) => ({ ...one, outcomeCode: 'R09' }));
    expect(countPeriodFigures(passedOn, year, '2026-12-31').successRate).toBe('');
  });
});

it('the report of a risk says what the register holds of that one, and leaves the request to the pen', () => {
  const [known] = exampleRisks;
  if (known === undefined) throw new Error('no risk');
  const externalDocument = {
    title: '转办单',
    number: '朝热转〔2026〕188号',
    issuer: '区热线中心',
    date: '2026-01-12',
  };
  const risk = { ...known, risk: { ...known.risk, externalDocument } };
  const paper = buildOfficePaper('riskReport', { ...source, risks: [risk] });
  const text = JSON.stringify(paper);
  for (const words of [
    risk.riskNumber,
    '转办单，朝热转〔2026〕188号，区热线中心，2026年1月12日',
    '北京柳荫餐饮管理有限公司',
    '店面停业，23 人两个月工资未发。',
    '约谈负责人，核对欠薪名册。',
    '2026年1月14日，李梅：约谈店长，承诺一周内答复。',
    '区劳动监察大队',
    '风险研判及需要协调的事项',
  ])
    expect(text).toContain(words);
  expect(paper.places.map(({ label }) => label)).toEqual([
    '呈报人（签名）',
    '负责人（签名）',
    '调解组织（盖章）',
  ]);
});
