import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import { namesOfIds } from './party-words.ts';
import { moneyText } from './value-words.ts';

/** What was performed at the table, without the fields that only the record needs. */
export type PerformedAtOnce = Omit<
  EntityOf<'immediatePerformance'>,
  'id' | 'meetingId' | 'entryId' | 'isWithdrawn'
>;

/** One item in the words of the minutes. */
export function immediateItemText(view: Pick<CaseView, 'parties'>, item: PerformedAtOnce): string {
  const debtor = namesOfIds(view, item.debtorIds);
  const creditor = namesOfIds(view, item.creditorIds);
  if (!item.isMonetary) return `${debtor}当场${item.kind ?? ''}，${creditor}确认已经收到`;
  const method = item.method ? `（${item.method}）` : '';
  return `${debtor}当场向${creditor}支付${item.kind ?? ''} ${moneyText(item.amount)}${method}，${creditor}确认已如数收讫`;
}

/**
 * The entry that puts the result into the minutes, which must hold it where no agreement paper is made
 * (京人社仲发〔2025〕1号). Other disputes than those of new forms of employment say why.
 */
export function immediateResultText(
  view: Pick<CaseView, 'parties' | 'claims'>,
  items: readonly PerformedAtOnce[],
): string {
  const claims = view.claims
    .filter(({ id }) => items.some(({ claimIds }) => (claimIds ?? []).includes(id)))
    .map(({ title }) => title)
    .filter(Boolean);
  const listed = items.map(
    (item, index) => `${items.length > 1 ? `${index + 1}．` : ''}${immediateItemText(view, item)}`,
  );
  const reason = items.map(({ exceptionReason }) => exceptionReason ?? '').find((text) => text !== '');
  return [
    `经调解，双方达成一致并即时履行完毕：${listed.join('；')}。`,
    `双方确认就${claims.length > 0 ? claims.join('、') : '上述事项'}无其他争议，`,
    reason === undefined
      ? '依照京人社仲发〔2025〕1号文件，不另行制作调解协议书，调解结果记入本笔录。'
      : `双方均同意不另行制作调解协议书（${reason}），调解结果记入本笔录。`,
  ].join('');
}
