import type { AgreementView } from '../../case/agreement.ts';
import { formatAgreementNumber } from '../../case/case-number.ts';
import type { CaseView } from '../../case/view.ts';
import { sumMoney } from '../../text/money.ts';
import type { DocumentContent, FieldBlock } from '../content.ts';
import { obligationText } from '../obligation-text.ts';
import { partyBlocks } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, moneyText } from '../wording.ts';

/** 调解协议书 (DOMAIN 2.3.9; 企业劳动争议协商调解规定 26). */
export type Agreement = DocumentContent & {
  readonly parties: readonly FieldBlock[];
  readonly opening: string;
  readonly dispute: string;
  readonly claims: readonly string[];
  readonly obligations: readonly string[];
  readonly schedule: readonly {
    readonly obligation: string;
    readonly number: string;
    readonly dueDate: string;
    readonly amount: string;
  }[];
  /** Accounts that no clause names yet: 支付令 and execution need them (MSJ 427). */
  readonly accounts: readonly string[];
  readonly workers: readonly (readonly string[])[];
  readonly total: string;
  readonly relation: string;
  readonly clauses: readonly { readonly heading: string; readonly text: string }[];
  readonly replaces: string;
  readonly effectiveness: string;
};

/** @throws Error 'document.agreementUnknown' */
export function buildAgreement(view: CaseView, version: string): Agreement {
  const agreement = view.agreements.find((one) => one.version === version);
  if (agreement === undefined) throw new Error('document.agreementUnknown');
  const { terms, obligations } = agreement;
  const monetary = obligations.filter((one) => one.isMonetary && one.amount);
  const clauseTexts = obligations.map((one) => one.text || obligationText(one, view.parties));
  const mediators = (view.acceptance?.mediators ?? []).map((one) => one.name).join('、');
  const clauses = [
    { heading: '未履行的后果', text: terms.defaultClause ?? '' },
    { heading: '已结清事项', text: terms.settledScope ?? '' },
    { heading: '另行解决的事项', text: (terms.openItems ?? []).join('；') },
    { heading: '权利告知', text: terms.rightsNotice ?? '' },
  ].filter((clause) => clause.text !== '');
  return {
    ...commonContent(
      view,
      'agreement',
      terms.number || formatAgreementNumber(view.opened.caseNumber, version),
    ),
    parties: partyBlocks(view),
    opening: `上列当事人因${view.application.causeOfAction || '劳动人事争议'}，经本调解组织${mediators ? `（调解员：${mediators}）` : ''}主持调解，双方在平等自愿、互谅互让的基础上达成如下协议：`,
    dispute: terms.disputeSummary ?? '',
    claims: view.claims
      .filter((claim) => claim.isInScope !== false)
      .map((claim) => claim.text || claim.title || ''),
    obligations: clauseTexts,
    schedule: monetary.flatMap((obligation) =>
      (obligation.instalments ?? []).map((one) => ({
        obligation: obligation.kind ?? '',
        number: `第${one.number}期`,
        dueDate: dateText(one.dueDate),
        amount: moneyText(one.amount),
      })),
    ),
    accounts: accountsBeside(monetary, clauseTexts),
    workers: workerRows(view),
    total: monetary.length > 0 ? moneyText(sumMoney(monetary.map((one) => one.amount ?? '0.00'))) : '',
    relation: terms.employmentRelation ?? '',
    clauses,
    replaces: terms.replacesVersion
      ? `本协议替代${formatAgreementNumber(view.opened.caseNumber, terms.replacesVersion)}。${terms.changeReason ?? ''}`
      : '',
    effectiveness: terms.effectivenessClause ?? '',
  };
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

/** 集体争议: one row for each worker, sums at the end of the row, as an annex of the agreement. */
function workerRows(view: CaseView): string[][] {
  return (view.collective?.rows ?? []).map((row, index) => [
    String(index + 1),
    view.parties.find((party) => party.id === row.partyId)?.name ?? '',
    row.confirmedDays || row.claimedDays,
    row.agreedAmount || row.claimAmount,
    row.instalments.map((one) => `${dateText(one.dueDate)}：${one.amount}`).join('\n'),
    [row.bank, row.accountNumber].filter(Boolean).join('\n'),
  ]);
}
