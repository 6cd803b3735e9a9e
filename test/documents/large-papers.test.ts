import { afterAll, describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { StoredPaper } from '../../shared/documents/paper-schema.ts';
import { formatChineseDate } from '../../shared/text/dates.ts';
import { formatMoney, toCapitals } from '../../shared/text/money.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';
import { createPageReader, plain } from '../fixtures/page-text.ts';
import { startTypesetter } from '../fixtures/typesetter.ts';

const typesetter = startTypesetter();
const reader = createPageReader();
afterAll(async () => {
  await typesetter.close();
  reader.close();
});

const facts = { mediationEndsOn: '2026-05-06', today: '2026-09-01' };
const set = (view: CaseView, form: FormId, subjectId: string) =>
  typesetter.typeset(buildDocument(view, form, subjectId, facts), { documentId: 'D1', copies: 3 });
const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
const [agreement] = view.agreements;
const [meeting] = view.meetings;
const money = agreement?.obligations.find((one) => one.isMonetary);
if (agreement === undefined || meeting === undefined || money === undefined)
  throw new Error('no agreement, payment or meeting');
/** A4 less the margin, in points. */
const rightEdge = 595.3 - 40;

it('the annex of a group agreement ends with the sum of all and of each day, which are those of its clauses', () => {
  const group = foldWholeCase('02-construction-collective-wages').view;
  const [annex] = StoredPaper.parse(buildDocument(group, 'agreement', '1', facts)).annexes;
  expect(annex?.table.rows).toHaveLength(13);
  expect(annex?.table.rows[0]?.[3]).toBe('22,720.00');
  expect(annex?.table.rows.at(-1)).toEqual([
    '',
    '合计',
    '',
    '247,155.00',
    '2026年7月10日：98,862.00\n2026年8月10日：74,145.00\n2026年9月10日：74,148.00',
    '',
  ]);
});

describe('places to sign of a group', () => {
  const group = foldWholeCase('02-construction-collective-wages').view;
  const workers = group.parties.filter(({ side }) => side === 'applicant');
  const [model] = workers;
  if (model === undefined) throw new Error('no worker');
  /** The pages on which a worker's field is, by the head over it. */
  const signingPages = async (all: readonly string[]) => {
    const parties = all.map((name, index) => ({ ...model, id: `W${index}`, name }));
    const others = group.parties.filter(({ side }) => side !== 'applicant');
    const { pdf } = await set({ ...group, parties: [...parties, ...others] }, 'agreement', '1');
    const pages = reader.pagesOf(pdf);
    return pages.flatMap((page) => (page.includes('签名、捺印') ? [page] : []));
  };

  it('stand on one page for twelve workers, with the last words, both companies, the mediators and the seal', async () => {
    const pages = await signingPages(workers.map(({ name }) => name ?? ''));
    expect(pages).toHaveLength(1);
    for (const { name } of group.parties) expect(pages[0]).toContain(plain(name ?? ''));
    for (const words of ['自各方签名或者盖章', '调解员（签名）', '调解组织（盖章）', '内容校验码'])
      expect(pages[0]).toContain(words);
  });

  it('go on over the page for sixty, under the same head, nobody lost', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `工友${index + 1}号`);
    const pages = await signingPages(names);
    expect(pages.length).toBeGreaterThan(1);
    for (const name of names) expect(pages.join('')).toContain(name);
  });
});

it('a row of the group in the registration form is not cut in two by the end of its page', async () => {
  const group = foldWholeCase('02-construction-collective-wages').view;
  const pages = reader.pagesOf((await set(group, 'registrationForm', 'application')).pdf);
  for (const { name, idNumber, registeredAddress } of group.parties.filter(({ kind }) => kind === 'person')) {
    const own = pages.filter((page) => page.includes(idNumber ?? ''));
    expect(own, name ?? '').toHaveLength(1);
    expect(own[0]).toContain(plain(registeredAddress ?? ''));
  }
});

it('what would fill a second sheet with a line or two stays on one', async () => {
  for (const [form, subjectId] of [
    ['consultationLetter', 'P2'],
    ['disclosureStatement', 'application'],
  ] as const)
    expect((await set(view, form, subjectId)).pages, form).toBe(1);
});

describe('sheets that would be nearly empty', () => {
  const group = foldWholeCase('02-construction-collective-wages').view;

  it('are spared where tighter lines leave nothing for them, before the places to sign as at the end', async () => {
    const engineer = foldWholeCase('03-unlawful-dismissal-engineer').view;
    const [first] = engineer.meetings;
    for (const [own, form, subjectId, pages] of [
      [group, 'agreement', '1', 5],
      [group, 'oralApplicationRecord', 'application', 4],
      [engineer, 'arbitrationReviewApplication', '1', 2],
      [engineer, 'minutes', first?.id ?? '', 3],
      // Of twelve signers.
      [group, 'minutes', group.meetings[0]?.id ?? '', 3],
      [group, 'minutes', group.meetings[1]?.id ?? '', 3],
      [group, 'arbitrationReviewApplication', '1', 3],
      [group, 'acceptanceApproval', 'application', 1],
      [group, 'applicationWithdrawal', 'application', 1],
      [group, 'challengeApplication', 'application', 1],
      [group, 'representativeConsent', 'application', 1],
      // Nine where each of the twelve had blocks of his own.
      [group, 'registrationForm', 'application', 5],
      // With many rows.
      [foldWholeCase('01-restaurant-wage-arrears').view, 'performanceRecord', '1', 1],
    ] as const)
      expect((await set(own, form, subjectId)).pages, form).toBe(pages);
  });

  it('take the last rows of a long table with them, under its head, so that no sentence is alone', async () => {
    const paper = StoredPaper.parse(buildDocument(group, 'representativeConsent', 'application', facts));
    // Two workers more than the one page takes.
    const parts = paper.parts.map((part) =>
      part.kind === 'table' ? { ...part, rows: [...part.rows.slice(0, 2), ...part.rows] } : part,
    );
    const { pdf } = await typesetter.typeset({ ...paper, parts } as Paper, { documentId: 'D1', copies: 3 });
    const [first = '', second = ''] = reader.pagesOf(pdf);
    const workers = group.parties.filter(({ side }) => side === 'applicant').map(({ name }) => name ?? '');
    const table = second.slice(0, second.indexOf('以上签名、捺印'));
    for (const words of ['签名、捺印', '合计', workers.at(-1) ?? '', workers.at(-2) ?? ''])
      expect(table).toContain(plain(words));
    expect(first).toContain(plain(workers.at(-3) ?? ''));
    expect(first).not.toContain('合计');
  });

  it('are none where the long table and what follows it fit on one, and the head stands there once', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => [String(index + 1), 'x', '', '', '', '']);
    const paper = StoredPaper.parse(buildDocument(group, 'representativeConsent', 'application', facts));
    const parts = paper.parts.flatMap((part) => (part.kind === 'table' ? [{ ...part, rows }] : []));
    const { pdf, pages } = await typesetter.typeset({ ...paper, parts } as Paper, null);
    expect(pages).toBe(1);
    expect(reader.pagesOf(pdf).join('').split('身份证件号码')).toHaveLength(2);
  });
});

it('a case number in running text is never parted, wherever on the line it comes', async () => {
  const { caseNumber } = view.opened;
  const receipt = StoredPaper.parse(buildDocument(view, 'paymentReceipt', `${money.id}.1`, facts));
  const parts = Array.from({ length: 40 }, (_, shift) => ({
    kind: 'paragraph' as const,
    text: `${'案'.repeat(shift)}${caseNumber}-协1。`,
  }));
  const lengthened: Paper = { ...receipt, parts, number: '' };
  const { pdf } = await typesetter.typeset(lengthened, null);
  const lines = new Map<number, string>();
  for (const { text, yMax } of reader.wordsOf(pdf))
    lines.set(Math.round(yMax), (lines.get(Math.round(yMax)) ?? '') + text);
  const whole = [...lines.values()].filter((line) => line.includes(plain(`${caseNumber}-协1`)));
  expect(whole).toHaveLength(parts.length);
});

describe('twelve payments over a page break', () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({
    number: index + 1,
    dueDate: `2027-${String(index + 1).padStart(2, '0')}-15`,
    amount: `${1_000 + index * 111}.${String(10 + index)}`,
  }));
  const withRows = (extraClauses: number): CaseView => {
    const [money] = agreement.obligations.filter((one) => one.isMonetary);
    const [duty] = agreement.obligations.filter((one) => !one.isMonetary);
    if (money === undefined || duty === undefined) throw new Error('no obligations');
    const duties = Array.from({ length: extraClauses }, (_, index) => ({
      ...duty,
      id: `D${index}`,
      text: `第${index + 1}项义务：用人单位应当按照约定的时间和方式履行，并将履行凭证提交调解组织备查。`,
    }));
    const obligations = [...duties, { ...money, instalments: rows }];
    return { ...view, agreements: [{ ...agreement, obligations }] };
  };

  it('each row stands whole on one page, with the head of the table on every page that has rows', async () => {
    let isBroken = false;
    for (let extraClauses = 0; extraClauses <= 24; extraClauses += 4) {
      const { pdf, pages: count } = await set(withRows(extraClauses), 'agreement', '1');
      const pages = reader.pagesOf(pdf);
      expect(pages).toHaveLength(count);
      const pagesWithRows = new Set<number>();
      for (const row of rows) {
        const amount = `${formatMoney(row.amount)}元（大写：${toCapitals(row.amount)}）`;
        const whole = plain(`第${row.number}期${formatChineseDate(row.dueDate)}前${amount}`);
        const found = pages.findIndex((page) => page.includes(whole));
        expect(found, `row ${row.number} after ${extraClauses} clauses`).toBeGreaterThanOrEqual(0);
        pagesWithRows.add(found);
      }
      for (const page of pagesWithRows) expect(pages[page]).toContain('期次');
      isBroken ||= pagesWithRows.size > 1;
    }
    expect(isBroken, 'one of the lengths breaks the table').toBe(true);
  });
});

describe('minutes of forty pages', () => {
  it('hold every entry once and in order, a line to sign on every page, and the places with the last words', async () => {
    const entries = Array.from({ length: 620 }, (_, index) => {
      const source = meeting.entries[index % meeting.entries.length];
      if (source === undefined) throw new Error('no entries');
      return { ...source, id: `E${index}`, order: index + 1, text: `第${index + 1}条：${source.text}` };
    });
    const long: CaseView = { ...view, meetings: [{ ...meeting, entries }] };
    const { pdf, pages: count } = await set(long, 'minutes', meeting.id);
    expect(count).toBeGreaterThanOrEqual(40);
    const pages = reader.pagesOf(pdf);
    expect(pages).toHaveLength(count);
    const text = pages.join('');
    let at = 0;
    for (const { text: words } of entries) {
      const found = text.indexOf(plain(words), at);
      expect(found, words.slice(0, 8)).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
    const raw = reader
      .wordsOf(pdf)
      .map((word) => word.text)
      .join('');
    expect(raw.match(/逐页签名/g)).toHaveLength(count);
    expect(raw).toContain(`第${count}页共${count}页`);
    for (const words of ['以上笔录经本人核对', '申请人（签名、捺印）', '调解员（签名）', '记录人（签名）'])
      expect(pages.at(-1)).toContain(words);
  });
});

describe('names that are rare or long', () => {
  const longName = '北京市朝阳区柳荫庄街道鑫淼燊餐饮管理服务与食品供应链技术发展股份有限公司第一分店';
  const rareName = '㛃𬱖𠮷䶮';
  const named: CaseView = {
    ...view,
    parties: view.parties.map((party) => ({
      ...party,
      name: party.kind === 'employer' ? longName : rareName,
    })),
  };

  it.each([
    ['arbitrationReviewApplication', '1'],
    ['judicialConfirmationApplication', '1'],
    ['mediationCertificate', '1'],
    ['paymentOrderApplication', 'P1'],
    ['performanceRecord', '1'],
  ] as const)('stand whole and inside the margins in %s', async (form, subjectId) => {
    expect([...longName]).toHaveLength(40);
    const { pdf } = await set(named, form, subjectId);
    const text = reader.pagesOf(pdf).join('');
    expect(text).toContain(longName);
    expect(text).toContain(rareName);
    expect(Math.max(...reader.wordsOf(pdf).map((word) => word.xMax))).toBeLessThan(rightEdge);
  });
});
