import { describe, expect, it } from 'vitest';
import type { FormId } from '../../shared/case/actions.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { buildDocument } from '../../shared/documents/build.ts';
import { listBroughtPapers, sideFilePieces } from '../../shared/documents/file-order.ts';
import type { Paper } from '../../shared/documents/paper.ts';
import { foldWholeCase } from '../fixtures/fold-whole-case.ts';

/** Sent here by a 调解建议书, agreed, reviewed by the commission, performed. */
const { view } = foldWholeCase('03-unlawful-dismissal-engineer');
const paperOf = (form: FormId, subjectId: string, from: CaseView = view) =>
  buildDocument(from, form, subjectId, { mediationEndsOn: '', today: '2026-08-28' }) as Paper;
const textOf = (paper: Paper) => JSON.stringify(paper);
const version = view.agreements.at(-1)?.version ?? '';

describe('an application of both sides together', () => {
  const forms = ['arbitrationReviewApplication', 'judicialConfirmationApplication'] as const;

  it.each(forms)('%s says whom the clauses call 申请人, where both of them apply', (form) => {
    expect(textOf(paperOf(form, version))).toContain(
      '协议中“申请人”指沈亦舟，“被申请人”指北京云汀数智科技股份有限公司。',
    );
  });

  it.each(forms)('%s says nothing of it where the clauses name the parties', (form) => {
    const named = view.agreements.map((one) => ({
      ...one,
      obligations: one.obligations.map((obligation) => ({ ...obligation, text: '' })),
    }));
    expect(textOf(paperOf(form, version, { ...view, agreements: named }))).not.toContain('协议中“');
  });
});

it('the letter about the result is of the day on which who sent the case was told, else of the day of closing', () => {
  const told = { ...view.application, sourceToldResultOn: '2026-07-01' };
  const { letterDate } = paperOf('entrustmentReport', 'application', { ...view, application: told });
  expect(letterDate).toBe('2026年7月1日');
  const silent = { ...view.application, sourceToldResultOn: '' };
  expect(paperOf('entrustmentReport', 'application', { ...view, application: silent }).letterDate).toBe(
    '2026年6月30日',
  );
});

it('an account that is an address of mail stands in its field of the confirmation of address', () => {
  expect(textOf(paperOf('addressConfirmation', view.parties[0]?.id ?? ''))).toContain(
    '["电子邮箱","shenyizhou@mail.example"]',
  );
});

it('the closing report says what the commission made of the agreement', () => {
  expect(textOf(paperOf('closingReport', 'application'))).toContain(
    '双方共同申请仲裁审查，北京市海淀区劳动人事争议仲裁委员会于2026年7月10日制作调解书（京海劳人仲审调字〔2026〕第0391号），双方于2026年7月13日签收。',
  );
});

it('the closing report calls no notarised deed a ruling of a court', () => {
  const agreements = view.agreements.map((one) => ({ ...one, route: 'notarisation' as const }));
  const text = textOf(paperOf('closingReport', 'application', { ...view, agreements }));
  expect(text).toContain('公证机构于2026年7月10日出具赋予强制执行效力的公证债权文书');
  expect(text).not.toContain('人民法院');
});

it('the file has a line for the paper of the commission and for what proves the performance', () => {
  expect(listBroughtPapers(view)).toEqual(expect.arrayContaining(['调解建议书', '仲裁调解书', '履行凭证']));
  const before = foldWholeCase('03-unlawful-dismissal-engineer', { end: 'signed' }).view;
  expect(listBroughtPapers(before)).not.toContain('仲裁调解书');
  expect(listBroughtPapers(before)).not.toContain('履行凭证');
});

it('the approval of the acceptance stands in the index of the 副卷 with the day of the decision', () => {
  const approval = {
    ...view.documents[0],
    documentId: 'acceptanceApproval-0000aaaa',
    form: 'acceptanceApproval',
    subjectId: 'application',
    signatures: [],
  } as unknown as CaseView['documents'][number];
  const pieces = sideFilePieces({ ...view, documents: [approval] });
  expect(pieces.map(({ title, date }) => [title, date])).toEqual([['受理审批表', '2026-06-15']]);
});
