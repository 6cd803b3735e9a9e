import { findAdvance } from '../../case/advances.ts';
import type { AgreementView } from '../../case/agreement.ts';
import { formatAgreementNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { formatMoney, isYuan, sumMoney } from '../../text/money.ts';
import { claimTexts } from '../claim-texts.ts';
import { obligationText } from '../obligation-text.ts';
import {
  chineseNumeral,
  heading,
  type Paper,
  paragraph,
  paragraphsOf,
  party,
  plainPaper,
  table,
} from '../paper.ts';
import { partyBlocks } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, moneyText } from '../value-words.ts';
import { free, type Replacements, speak } from '../wording/sentence.ts';

export const agreementSentences = {
  replaces: free('本协议替代{{原协议编号}}。{{变更原因}}'),
  preamble: free(
    '上列当事人因{{案由}}，经本调解组织{{调解员}}主持调解，双方在平等自愿、互谅互让的基础上达成如下协议：',
  ),
  total: free('以上款项合计 {{合计金额}}。'),
  account: free('收款账户：{{收款账户}}。'),
};

/**
 * 调解协议书 (DOMAIN 2.3.9; 企业劳动争议协商调解规定 26).
 * @throws Error 'document.agreementUnknown'
 */
export function buildAgreement(view: CaseView, version: string, wording: Replacements): Paper {
  const say = speak(agreementSentences, wording);
  const agreement = view.agreements.find((one) => one.version === version);
  if (agreement === undefined) throw new Error('document.agreementUnknown');
  const { terms, obligations } = agreement;
  const monetary = obligations.filter((one) => one.isMonetary && one.amount);
  const clauseTexts = obligations.map((one) => one.text || obligationText(one, view.parties));
  const mediators = (view.acceptance?.mediators ?? []).map((one) => one.name).join('、');
  const total = monetary.length > 0 ? moneyText(sumMoney(monetary.map((one) => one.amount ?? '0.00'))) : '';
  const schedule = scheduleRows(monetary);
  const workers = workerRows(view);
  const claims = claimTexts(view.claims.filter((claim) => claim.isInScope !== false)).map(paragraph);
  const sections = [
    { heading: '劳动关系处理', text: employmentText(terms) },
    { heading: '未履行的后果', text: terms.defaultClause ?? '' },
    { heading: '已结清事项', text: terms.settledScope ?? '' },
    { heading: '另行解决的事项', text: (terms.openItems ?? []).join('；') },
    { heading: '权利告知', text: terms.rightsNotice ?? '' },
  ].filter((clause) => clause.text !== '');
  const numbered = (index: number, title: string) => heading(`${chineseNumeral(index)}、${title}`);
  return {
    ...commonContent(
      view,
      'agreement',
      terms.number || formatAgreementNumber(view.opened.caseNumber, version),
    ),
    ...plainPaper,
    parts: [
      ...partyBlocks(view).map(party),
      ...(terms.replacesVersion
        ? say('replaces', {
            原协议编号: formatAgreementNumber(view.opened.caseNumber, terms.replacesVersion),
            变更原因: terms.changeReason ?? '',
          }).map(paragraph)
        : []),
      numbered(0, '争议事实与调解请求'),
      ...paragraphsOf(terms.disputeSummary),
      ...claims,
      numbered(1, '协议内容'),
      ...say('preamble', {
        案由: view.application.causeOfAction || '劳动人事争议',
        调解员: mediators ? `（调解员：${mediators}）` : '',
      }).map(paragraph),
      ...clauseTexts.map((text, index) => paragraph(`${index + 1}．${text}`)),
      ...(total === '' ? [] : say('total', { 合计金额: total }).map(paragraph)),
      ...(schedule.length > 0
        ? [table({ widths: [0, 15, 34, 80], head: ['款项', '期次', '支付期限', '金额'], rows: schedule })]
        : []),
      ...accountsBeside(monetary, clauseTexts).flatMap((account) =>
        say('account', { 收款账户: account }).map(paragraph),
      ),
      ...sections.flatMap((section, index) => [
        numbered(index + 2, section.heading),
        ...paragraphsOf(section.text),
      ]),
      numbered(sections.length + 2, '协议的效力'),
    ],
    closing: [terms.effectivenessClause ?? ''],
    annexes:
      workers.length > 0
        ? [
            {
              title: '附表：各劳动者应付金额明细',
              table: {
                widths: [11, 16, 24, 20, 0, 42],
                head: ['序号', '姓名', '工日、日工资、已付', '金额（元）', '分期', '收款账户'],
                rows: workers,
              },
            },
          ]
        : [],
  };
}

/** 劳动关系处理 as it was written, with the day and the reason of the end where the words leave them out. */
function employmentText(terms: AgreementView['terms']): string {
  const { employmentRelation, employmentEndedOn, employmentEndReason } = terms;
  const written = employmentRelation ?? '';
  const reason = (employmentEndReason ?? '').replace(/。$/, '');
  const isDayTold = /\d年\d{1,2}月\d{1,2}日/.test(written) || !employmentEndedOn;
  const day = isDayTold ? '' : dateText(employmentEndedOn);
  return [
    written,
    written === '' && day !== '' ? `双方确认劳动关系于${day}解除（终止）。` : '',
    written !== '' && day !== '' ? `解除（终止）日期：${day}。` : '',
    reason === '' || written.includes(reason) ? '' : `解除（终止）原因：${reason}。`,
  ].join('');
}

/** A row for each instalment. */
function scheduleRows(monetary: AgreementView['obligations']): string[][] {
  return monetary.flatMap((obligation) =>
    (obligation.instalments ?? []).map((one) => [
      obligation.kind ?? '',
      `第${one.number}期`,
      `${dateText(one.dueDate)}前`,
      moneyText(one.amount),
    ]),
  );
}

/** Each account once, unless a clause names its number already. */
function accountsBeside(monetary: AgreementView['obligations'], clauseTexts: readonly string[]): string[] {
  const accounts = monetary
    .filter(({ accountNumber }) => accountNumber && !clauseTexts.some((text) => text.includes(accountNumber)))
    .map(({ accountName, bank, accountNumber }) =>
      [`户名：${accountName ?? ''}`, `开户行：${bank ?? ''}`, `账号：${accountNumber ?? ''}`].join('，'),
    );
  return [...new Set(accounts)];
}

const amountText = (amount: string) => (isYuan(amount) ? formatMoney(amount) : amount);

type Share = { readonly dueDate: string; readonly amount: string };
const sharesText = (shares: readonly Share[]) =>
  shares.map((one) => `${dateText(one.dueDate)}：${amountText(one.amount)}`).join('\n');

/** 集体争议: one row for each worker, the sum of all and of each day at the end, as an annex of the agreement. */
function workerRows(view: CaseView): string[][] {
  const rows = view.collective?.rows ?? [];
  const amountOf = (row: (typeof rows)[number]) => row.agreedAmount || row.claimAmount;
  const lines = rows.map((row, index) => [
    String(index + 1),
    view.parties.find((party) => party.id === row.partyId)?.name ?? '',
    reckoningText(row, findAdvance(view, row.partyId)),
    amountText(amountOf(row)),
    sharesText(row.instalments),
    [row.bank, row.accountNumber].filter(Boolean).join('\n'),
  ]);
  const amounts = rows.map(amountOf);
  if (lines.length === 0 || !amounts.every(isYuan)) return lines;
  return [...lines, ['', '合计', '', formatMoney(sumMoney(amounts)), sharesText(sumByDay(rows)), '']];
}

/** What the sum was reckoned from, so that a worker can check the own line before signing it. */
function reckoningText(
  row: { readonly confirmedDays: string; readonly claimedDays: string; readonly dayRate: string },
  advance: string,
): string {
  const days = row.confirmedDays || row.claimedDays;
  return [
    days && `${days}工日`,
    row.dayRate && `日工资${amountText(row.dayRate)}`,
    advance && `已付${amountText(advance)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function sumByDay(rows: readonly { readonly instalments: readonly Share[] }[]): Share[] {
  const shares = rows.flatMap((row) => row.instalments).filter((one) => isYuan(one.amount));
  return [...new Set(shares.map((one) => one.dueDate))].sort().map((dueDate) => ({
    dueDate,
    amount: sumMoney(shares.filter((one) => one.dueDate === dueDate).map((one) => one.amount)),
  }));
}
