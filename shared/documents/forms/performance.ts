import { type AgreementView, idOfRow, isEnforceable } from '../../case/agreement.ts';
import { formatAgreementNumber, formatReminderNumber } from '../../case/case-number.ts';
import type { EntityOf } from '../../case/entities.ts';
import type { CaseView } from '../../case/view.ts';
import { formatMoney, sumMoney } from '../../text/money.ts';
import type { SignaturePlace } from '../content.ts';
import {
  type DueRow,
  daysLate,
  dueRowsOf,
  findLastAgreement,
  getAgreement,
  isOverdue,
  receivedBy,
  rowTitle,
  shareOf,
} from '../due-rows.ts';
import { fields, heading, type Paper, type PaperPart, paragraph, plainPaper, ruled } from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { getParty, idsInText, namesOfIds } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { dateText, moneyText } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

const agreementNumber = (view: CaseView, version: string) =>
  view.agreements.find((one) => one.version === version)?.document?.number ||
  formatAgreementNumber(view.opened.caseNumber, version);

export const paymentReceiptSentences = {
  received: required(
    '今收到{{付款人}}依照调解协议（{{协议编号}}）支付的{{款项}}，计{{金额}}。',
    '企业劳动争议协商调解规定第三十二条',
  ),
  receivedAtOnce: required(
    '今收到{{付款人}}经{{调解组织}}调解（{{案号}}）当场支付的{{款项}}，计{{金额}}。',
    '京人社仲发〔2025〕1号',
  ),
  closing: free('上列款项已如数收讫，特立此据。'),
};

/**
 * 收条 of one payment. Several creditors of a collective dispute each confirm their own sum in the list.
 * @param subjectId '<obligation id>.<instalment number>', 0 where there are no instalments; or what was paid at once
 * @throws Error 'document.paymentUnknown'
 */
export function buildPaymentReceipt(view: CaseView, subjectId: string, wording: Replacements): Paper {
  const say = speak(paymentReceiptSentences, wording);
  const atOnce = view.immediatePerformances.find((one) => one.id === subjectId);
  if (atOnce !== undefined) return buildImmediateReceipt(view, atOnce, wording);
  const found = view.agreements
    .flatMap((agreement) => dueRowsOf(agreement).map((due) => ({ agreement, due })))
    .find(({ due }) => idOfRow(due.row) === subjectId);
  if (found === undefined || !found.due.obligation.isMonetary) throw new Error('document.paymentUnknown');
  const { agreement, due } = found;
  const { row, obligation } = due;
  const isPaid = row.paidAmount !== '' && row.paidAmount !== '0.00';
  const amount = moneyText(isPaid ? row.paidAmount : row.dueAmount);
  const creditors = (obligation.creditorIds ?? []).map((id) => getParty(view, id));
  // Who received nothing yet confirms nothing.
  const lines = creditors
    .map((party) => ({
      party,
      amount: isPaid ? receivedBy(view, due, party.id) : shareOf(view, due, party.id),
    }))
    .filter(({ amount }) => amount !== '0.00');
  return {
    ...commonContent(view, 'paymentReceipt', view.opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...say('received', {
        付款人: namesOfIds(view, obligation.debtorIds),
        协议编号: agreementNumber(view, agreement.version),
        // 支付的工资, not 支付的支付工资.
        款项: rowTitle(due).replace(/^支付/, ''),
        金额: amount,
      }).map(paragraph),
      fields([
        ['应付日期', dateText(row.dueDate)],
        ['应付金额', moneyText(row.dueAmount)],
        ['收款日期', isPaid ? dateText(row.doneOn) : ''],
        ['支付方式', row.method],
        ['支付凭证', row.proof],
        ...(creditors.length > 1
          ? []
          : [
              [
                '收款账户',
                [obligation.accountName, obligation.bank, obligation.accountNumber]
                  .filter(Boolean)
                  .join('，'),
              ] as const,
            ]),
      ]),
      ...(creditors.length > 1
        ? [
            heading('收款人及金额'),
            {
              kind: 'table',
              widths: [14, 32, 44, 0],
              head: ['序号', '姓名', '金额（元）', '收款人签名'],
              rows: [
                ...lines.map(({ party, amount }, index) => [
                  String(index + 1),
                  party.name ?? '',
                  formatShare(amount),
                  '',
                ]),
                ['', '合计', formatMoney(isPaid ? row.paidAmount : row.dueAmount), ''],
              ],
            } satisfies PaperPart,
          ]
        : []),
    ],
    closing: say('closing'),
    places:
      creditors.length > 1
        ? []
        : [{ label: '收款人（签名）', name: creditors[0]?.name ?? '', isSeal: false }],
  };
}

/** 收条 of what was paid at the table, where no agreement was made (京人社仲发〔2025〕1号). */
function buildImmediateReceipt(
  view: CaseView,
  paid: EntityOf<'immediatePerformance'>,
  wording: Replacements,
): Paper {
  if (!paid.isMonetary) throw new Error('document.paymentUnknown');
  const say = speak(paymentReceiptSentences, wording);
  const creditors = (paid.creditorIds ?? []).map((id) => getParty(view, id));
  return {
    ...commonContent(view, 'paymentReceipt', view.opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      ...say('receivedAtOnce', {
        付款人: namesOfIds(view, paid.debtorIds),
        调解组织: view.opened.office.name,
        案号: view.opened.caseNumber,
        款项: paid.kind ?? '',
        金额: moneyText(paid.amount),
      }).map(paragraph),
      fields([
        ['收款日期', dateText(paid.doneOn)],
        ['支付方式', paid.method ?? ''],
        ['支付凭证', paid.proof ?? ''],
      ]),
    ],
    closing: say('closing'),
    places: creditors.map((one) => ({ label: '收款人（签名）', name: one.name ?? '', isSeal: false })),
  };
}

const formatShare = (amount: string | null) => (amount === null ? '' : formatMoney(amount));

export const performanceRecordSentences = {
  allDone: free('协议约定的义务已全部履行完毕。'),
  datedDone: free('协议约定了期限的义务均已履行完毕；未约定期限的义务按协议执行。'),
};

/**
 * 履行情况记录 (DOMAIN 2.3.13).
 * @param today the day to which delay is counted while a payment is open; '' leaves it open
 * @throws Error 'document.agreementUnknown'
 */
export function buildPerformanceRecord(
  view: CaseView,
  version: string,
  today: string,
  wording: Replacements,
): Paper {
  const say = speak(performanceRecordSentences, wording);
  const agreement = getAgreement(view, version);
  const rows = dueRowsOf(agreement);
  const monetary = rows.filter((one) => one.obligation.isMonetary);
  const duties = rows.filter((one) => !one.obligation.isMonetary);
  const due = sumMoney(monetary.map((one) => one.row.dueAmount));
  const paid = sumMoney(monetary.map((one) => one.row.paidAmount || '0.00'));
  // What was paid too much on one day, or recorded twice, pays nothing else.
  const owed = sumMoney(monetary.map((one) => one.owed));
  return {
    ...commonContent(view, 'performanceRecord', view.opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['申请人', namesOfSide(view, 'applicant')],
        ['被申请人', namesOfSide(view, 'respondent')],
        ['调解协议编号', agreementNumber(view, version)],
        ['协议生效日期', dateText(agreement.effectiveness.effectiveDate)],
      ]),
      ...(monetary.length > 0 ? [heading('一、金钱给付'), moneyTable(monetary, today)] : []),
      ...(monetary.length > 0
        ? [
            fields([
              ['应付合计', moneyText(due)],
              ['已付合计', moneyText(paid)],
              ['尚欠', owed === '0.00' ? '无' : moneyText(owed)],
            ]),
          ]
        : []),
      ...receiversTable(view, monetary),
      ...(duties.length > 0
        ? [heading(monetary.length > 0 ? '二、其他义务' : '其他义务'), dutyTable(view, duties, today)]
        : []),
      heading('后续处理'),
      // A duty without a day, such as 保密, goes on after everything else is done.
      ...(agreement.isPerformed
        ? say(rows.every((one) => one.row.isDone) ? 'allDone' : 'datedDone').map(paragraph)
        : [ruled(3)]),
    ],
    places: mediatorPlaces(view, '记录人（签名）'),
  };
}

function moneyTable(rows: readonly DueRow[], today: string): PaperPart {
  return {
    kind: 'table',
    widths: [0, 25, 20, 20, 25, 11, 32],
    head: ['款项', '应付日期', '应付（元）', '已付（元）', '履行日期', '逾期日数', '凭证'],
    rows: rows.map((one) => [
      rowTitle(one),
      dateText(one.row.dueDate),
      formatMoney(one.row.dueAmount),
      formatMoney(one.row.paidAmount || '0.00'),
      dateText(one.row.doneOn),
      String(daysLate(one, today)),
      [one.row.method, one.row.proof].filter(Boolean).join('，'),
    ]),
  };
}

/** Of several creditors, those who received a payment that was not to all of them. */
function receiversTable(view: CaseView, rows: readonly DueRow[]): PaperPart[] {
  const lines = rows.flatMap((one) =>
    one.row.entries.flatMap(({ creditorIds, doneOn, amount }) =>
      creditorIds && creditorIds.length < (one.obligation.creditorIds ?? []).length
        ? [[rowTitle(one), dateText(doneOn), formatMoney(amount || '0.00'), namesOfIds(view, creditorIds)]]
        : [],
    ),
  );
  if (lines.length === 0) return [];
  const head = ['款项', '履行日期', '已付（元）', '收款人'];
  return [heading('分别收款情况'), { kind: 'table', widths: [30, 25, 25, 0], head, rows: lines }];
}

function dutyTable(view: CaseView, rows: readonly DueRow[], today: string): PaperPart {
  return {
    kind: 'table',
    widths: [0, 34, 25, 25, 11, 32],
    head: ['义务', '义务人', '履行期限', '履行日期', '逾期日数', '凭证'],
    rows: rows.map((one) => [
      one.row.kind,
      namesOfIds(view, one.obligation.debtorIds),
      one.row.dueDate === null ? '按协议约定' : dateText(one.row.dueDate),
      dateText(one.row.doneOn),
      one.row.dueDate === null ? '' : String(daysLate(one, today)),
      one.row.proof,
    ]),
  };
}

/** The person who kept the record is one of the office, written by hand where the file names nobody. */
function mediatorPlaces(view: CaseView, label: string): SignaturePlace[] {
  const mediators = (view.acceptance?.mediators ?? []).map((one) => ({
    label: '调解员（签名）',
    name: one.name,
    isSeal: false,
  }));
  return [...mediators, { label, name: view.acceptance?.recorder ?? '', isSeal: false }];
}

export const performanceReminderSentences = {
  overdue: free(
    '{{你方}}与{{对方}}{{案由}}一案，经本组织主持调解达成调解协议（{{协议编号}}）{{生效情况}}。协议约定的下列义务期限已过，尚未履行：',
  ),
  total: free('以上款项尚欠合计 {{尚欠金额}}。'),
  request: required(
    '调解协议对双方当事人具有约束力，当事人应当履行。请{{你方}}自收到本通知之日起三日内履行，并将履行凭证送交本组织。',
    '企业劳动争议协商调解规定第十六条；劳动争议调解仲裁法第十四条',
  ),
  consequences: free(
    '逾期仍不履行的，对方当事人可以依法申请仲裁；因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项达成的调解协议，劳动者可以持调解协议书依法向人民法院申请支付令（《中华人民共和国劳动争议调解仲裁法》第十五条、第十六条）。',
  ),
  enforceable: free('逾期仍不履行的，对方当事人可以依据{{生效文书}}向人民法院申请强制执行（{{执行依据}}）。'),
  phone: free('联系电话：{{联系电话}}。'),
  closing: free('特此通知。'),
};

/** What a court enforces, and by which article it does. */
function enforceableTitle({ route, enforcement }: AgreementView): {
  readonly title: string;
  readonly article: string;
} {
  const number = enforcement?.documentNumber ? `（${enforcement.documentNumber}）` : '';
  switch (route) {
    case 'notarisation':
      // A court takes it with the notary's 执行证书 (最高人民法院关于公证债权文书执行若干问题的规定 3).
      return {
        title: `经公证赋予强制执行效力的债权文书${number}和公证机构出具的执行证书`,
        article: '《中华人民共和国公证法》第三十七条',
      };
    case 'judicialConfirmation':
      return {
        title: `人民法院确认调解协议有效的裁定书${number}`,
        article: '《中华人民共和国民事诉讼法》第二百零六条',
      };
    case 'arbitrationReview':
    case 'none':
    case null:
      return {
        title: `发生法律效力的仲裁调解书${number}`,
        article: '《中华人民共和国劳动争议调解仲裁法》第五十一条',
      };
  }
}

/**
 * 督促履行通知书 to one debtor (企业劳动争议协商调解规定 16, 32): what was due before today and is not done.
 * @throws Error 'document.partyUnknown', 'document.agreementUnknown', 'document.nothingOverdue'
 */
export function buildPerformanceReminder(
  view: CaseView,
  partyId: string,
  today: string,
  wording: Replacements,
): Paper {
  const say = speak(performanceReminderSentences, wording);
  const debtor = getParty(view, partyId);
  const agreement = findLastAgreement(view);
  if (agreement === undefined) throw new Error('document.agreementUnknown');
  const overdue = dueRowsOf(agreement).filter(
    (one) => (one.obligation.debtorIds ?? []).includes(partyId) && isOverdue(one, today),
  );
  if (overdue.length === 0) throw new Error('document.nothingOverdue');
  const monetary = overdue.filter((one) => one.obligation.isMonetary);
  const creditors = new Set(overdue.flatMap((one) => one.obligation.creditorIds ?? []));
  const you = debtor.kind === 'employer' ? '你单位' : '你';
  const effective = dateText(agreement.effectiveness.effectiveDate);
  const enforceable = enforceableTitle(agreement);
  return {
    ...commonContent(view, 'performanceReminder', formatReminderNumber(view.opened.caseNumber)),
    ...plainPaper,
    addressee: debtor.name ?? '',
    parts: [
      ...say('overdue', {
        你方: you,
        对方: idsInText(view, creditors),
        案由: view.application.causeOfAction || '劳动人事争议',
        协议编号: agreementNumber(view, agreement.version),
        生效情况: effective ? `，协议于${effective}生效` : '',
      }).map(paragraph),
      {
        kind: 'table',
        widths: [0, 34, 34, 34, 18],
        head: ['事项', '履行期限', '应付（元）', '尚欠（元）', '逾期（日）'],
        rows: overdue.map((one) => [
          rowTitle(one),
          dateText(one.row.dueDate),
          one.row.dueAmount === '' ? '—' : formatMoney(one.row.dueAmount),
          one.owed === '' ? '—' : formatMoney(one.owed),
          String(daysLate(one, today)),
        ]),
      },
      ...(monetary.length > 0
        ? say('total', { 尚欠金额: moneyText(sumMoney(monetary.map((one) => one.owed))) }).map(paragraph)
        : []),
      ...say('request', { 你方: you }).map(paragraph),
      ...(isEnforceable(agreement)
        ? say('enforceable', { 生效文书: enforceable.title, 执行依据: enforceable.article })
        : say('consequences')
      ).map(paragraph),
      ...(view.opened.office.phone
        ? say('phone', { 联系电话: view.opened.office.phone }).map(paragraph)
        : []),
    ],
    closing: say('closing'),
    // The delay is counted to this day.
    letterDate: dateText(today),
  };
}
