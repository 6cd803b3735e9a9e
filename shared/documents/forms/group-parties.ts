import { findAdvance } from '../../case/advances.ts';
import type { CaseView } from '../../case/view.ts';
import { codeLabel, employmentForms, groups, idTypes, sexes } from '../../law/codes/index.ts';
import { isWorker } from '../../law/party-kind.ts';
import { formatMoney, isYuan, sumMoney } from '../../text/money.ts';
import { heading, type PaperPart, table } from '../paper.ts';
import { contractText } from '../parties.ts';
import { dateText, moneyText } from '../value-words.ts';

type Party = CaseView['parties'][number];

/** From as many as sign in a table (people-in-a-grid of parts.typ) they are listed in one: a form of twelve had nine pages. */
const groupFrom = 5;

/** The applicants, where they are a group; none where each has a block of his own. */
export function groupOf({ parties }: Pick<CaseView, 'parties'>): readonly Party[] {
  const applicants = parties.filter(({ side }) => side === 'applicant');
  const isGroup = applicants.length >= groupFrom && applicants.every(isWorker);
  return isGroup ? applicants : [];
}

/** Who they are and where they are reached, one a row. */
export function groupPartsOf(group: readonly Party[]): PaperPart[] {
  if (group.length === 0) return [];
  return [
    heading(`申请人（${group.length}人）`),
    table({
      head: ['序号', '姓名', '性别、民族、出生日期', '证件号码', '联系电话、电子送达', '住所、送达地址'],
      widths: [10, 16, 28, 35, 24, 0],
      rows: group.map((one, index) => [
        String(index + 1),
        one.name ?? '',
        lines([
          [one.sex ? codeLabel(sexes, one.sex) : '', one.ethnicGroup ?? ''].filter(Boolean).join('，'),
          dateText(one.birthDate),
        ]),
        lines([one.idType === 'residentId' ? '' : codeLabel(idTypes, one.idType ?? ''), one.idNumber ?? '']),
        lines([one.phone ?? '', electronicServiceOf(one)]),
        addressesOf(one),
      ]),
    }),
  ];
}

/** Their labour relations, one a row. */
export function groupEmploymentOf(group: readonly Party[]): PaperPart[] {
  if (group.length === 0) return [];
  return [
    table({
      head: ['姓名', '岗位', '用工形式、重点群体', '入职日期', '离职日期', '劳动合同', '工资'],
      widths: [16, 14, 22, 27, 27, 0, 26],
      rows: group.map((one) => [
        one.name ?? '',
        one.job ?? '',
        lines([
          codeLabel(employmentForms, one.employmentForm ?? ''),
          (one.groupTags ?? []).map((code) => codeLabel(groups, code)).join('、'),
        ]),
        dateText(one.entryDate),
        dateText(one.leaveDate),
        contractText(one),
        lines([moneyText(one.monthlyWage), one.wageNote ?? '']),
      ]),
    }),
  ];
}

/** What each of them asks for, and what it is reckoned from: a sum for all tells neither a worker nor the employer whose it is. */
export function groupClaimsOf(view: CaseView): PaperPart[] {
  const rows = (view.collective?.rows ?? []).filter(({ claimAmount }) => isYuan(claimAmount));
  if (rows.length === 0) return [];
  const nameOf = (partyId: string) => view.parties.find(({ id }) => id === partyId)?.name ?? '';
  const amountText = (amount: string) => (isYuan(amount) ? formatMoney(amount) : '');
  return [
    { kind: 'caption', text: '各申请人的请求金额' },
    table({
      head: ['序号', '姓名', '日工资（元）', '主张工日', '已付（元）', '请求金额（元）'],
      widths: [12, 0, 28, 22, 28, 32],
      rows: [
        ...rows.map((row, index) => [
          String(index + 1),
          nameOf(row.partyId),
          amountText(row.dayRate),
          row.claimedDays,
          amountText(findAdvance(view, row.partyId)),
          amountText(row.claimAmount),
        ]),
        ['', '合计', '', '', '', formatMoney(sumMoney(rows.map(({ claimAmount }) => claimAmount)))],
      ],
    }),
  ];
}

function electronicServiceOf({ isElectronicServiceAgreed, electronicServiceAccount, phone }: Party): string {
  if (isElectronicServiceAgreed !== true) return '';
  return electronicServiceAccount && electronicServiceAccount !== phone
    ? `同意：${electronicServiceAccount}`
    : '同意';
}

function addressesOf({ registeredAddress, deliveryAddress, postcode }: Party): string {
  const delivery = deliveryAddress && deliveryAddress !== registeredAddress ? `送达：${deliveryAddress}` : '';
  const code = postcode ? `（邮编 ${postcode}）` : '';
  return lines([registeredAddress ?? '', delivery]) + code;
}

const lines = (words: readonly string[]) => words.filter(Boolean).join('\n');
