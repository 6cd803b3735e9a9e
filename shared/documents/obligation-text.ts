import type { EntityOf } from '../case/entities.ts';
import { parseMoney } from '../text/money.ts';
import { dateText, moneyText } from './value-words.ts';

/**
 * The clause of an obligation in the words of the form, from its structured fields. The mediator may write it
 * differently; then the written text stands.
 */
export function obligationText(
  obligation: Omit<EntityOf<'obligation'>, 'id'>,
  parties: readonly EntityOf<'party'>[],
): string {
  const names = (ids: readonly string[] | null | undefined) =>
    (ids ?? [])
      .map((id) => parties.find((party) => party.id === id)?.name ?? '')
      .filter(Boolean)
      .join('、');
  const debtor = names(obligation.debtorIds);
  const creditor = names(obligation.creditorIds);
  if (!obligation.isMonetary) {
    const due = obligation.dueDate ? `于${dateText(obligation.dueDate)}前` : '';
    return `${debtor}${due}${creditor && creditor !== debtor ? `向${creditor}` : ''}${obligation.kind ?? ''}。`;
  }
  // Also read while it is being typed: what is no amount yet is still to be filled in.
  const money = (amount: string | null | undefined) => moneyText(parseMoney(amount ?? '')) || '＿＿＿＿ 元';
  const instalments = obligation.instalments ?? [];
  const when =
    instalments.length > 0
      ? `分${instalments.length}期支付：${instalments
          .map((one) => `${dateText(one.dueDate)}前支付 ${money(one.amount)}`)
          .join('；')}`
      : `于${obligation.dueDate ? dateText(obligation.dueDate) : '＿＿年＿月＿日'}前一次性付清`;
  const account = obligation.accountNumber
    ? `收款户名：${obligation.accountName ?? ''}，开户行：${obligation.bank ?? ''}，账号：${obligation.accountNumber}`
    : '';
  const parts = [
    `${debtor}向${creditor}${obligation.kind ?? '支付'} ${money(obligation.amount)}`,
    obligation.taxTreatment ?? '',
    when,
    obligation.method ? `支付方式：${obligation.method}` : '',
    account,
  ];
  return `${parts.filter(Boolean).join('，')}。`;
}
