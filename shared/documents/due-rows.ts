import { type AgreementView, findAgreementInForce, type PerformanceRow } from '../case/agreement.ts';
import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import { isSameJson } from '../record/canonical.ts';
import { daysBetween } from '../text/dates.ts';
import { compareMoney, subtractMoney, sumMoney } from '../text/money.ts';

/** What is due of an obligation on one day, with the obligation itself. */
export type DueRow = {
  readonly row: PerformanceRow;
  readonly obligation: EntityOf<'obligation'>;
  /** Yuan that are still owed, '' for a duty. */
  readonly owed: string;
};

/** The agreement that counts: the version in force, else the last finalised one, else the last draft. */
export function findLastAgreement(view: Pick<CaseView, 'agreements'>): AgreementView | undefined {
  return (
    findAgreementInForce(view.agreements) ??
    view.agreements.findLast((one) => one.isFinal) ??
    view.agreements.at(-1)
  );
}

/** @throws Error 'document.agreementUnknown' */
export function getAgreement(view: Pick<CaseView, 'agreements'>, version: string): AgreementView {
  const agreement = view.agreements.find((one) => one.version === version);
  if (agreement === undefined) throw new Error('document.agreementUnknown');
  return agreement;
}

/** Every row of what an agreement asks for, in its order. */
export function dueRowsOf(agreement: AgreementView): DueRow[] {
  return agreement.performance.flatMap((row) => {
    const obligation = agreement.obligations.find((one) => one.id === row.obligationId);
    if (obligation === undefined) return [];
    const owed = row.dueAmount === '' ? '' : subtractMoney(row.dueAmount, row.paidAmount || '0.00');
    return [{ row, obligation, owed: owed.startsWith('-') ? '0.00' : owed }];
  });
}

/** Days between the agreed day and the payment, or today while it is still open; 0 when in time. */
export function daysLate({ row }: Pick<DueRow, 'row'>, today: string): number {
  const until = row.isDone ? row.doneOn : today;
  if (row.dueDate === null || !until) return 0;
  return Math.max(0, daysBetween(row.dueDate, until));
}

/** Whether the agreed day has passed and something is still owed. */
export function isOverdue({ row }: Pick<DueRow, 'row'>, today: string): boolean {
  return !row.isDone && row.dueDate !== null && today !== '' && row.dueDate < today;
}

/**
 * Money that the same debtors owe the same creditor on the same day, this row first: one transfer mostly pays it all. Only
 * this row where nothing else is open then, or where several share it.
 */
export function listDueTogether(rows: readonly DueRow[], due: DueRow): DueRow[] {
  const isOpenMoney = ({ row, obligation }: DueRow) =>
    obligation.isMonetary === true && !row.isDone && row.dueDate !== null;
  const { dueDate, obligationId, instalmentNumber } = due.row;
  const { debtorIds, creditorIds } = due.obligation;
  if (!isOpenMoney(due) || creditorIds?.length !== 1) return [due];
  const others = rows.filter(
    (one) =>
      isOpenMoney(one) &&
      !(one.row.obligationId === obligationId && one.row.instalmentNumber === instalmentNumber) &&
      one.row.dueDate === dueDate &&
      isSameJson(one.obligation.debtorIds ?? [], debtorIds ?? []) &&
      isSameJson(one.obligation.creditorIds ?? [], creditorIds),
  );
  return [due, ...others];
}

/** Money of an agreement that one creditor is still owed and whose day has passed, and those who owe it. */
export function overdueTo(
  view: Pick<CaseView, 'parties' | 'collective'>,
  agreement: AgreementView,
  creditorId: string,
  today: string,
): { readonly rows: DueRow[]; readonly debtors: EntityOf<'party'>[] } {
  const rows = dueRowsOf(agreement)
    .filter((one) => one.obligation.isMonetary && (one.obligation.creditorIds ?? []).includes(creditorId))
    .filter((one) => isOverdue(one, today) && owedTo(view, one, creditorId) !== '0.00');
  const debtorIds = new Set(rows.flatMap((one) => one.obligation.debtorIds ?? []));
  return { rows, debtors: view.parties.filter((one) => debtorIds.has(one.id)) };
}

/** 保密, 互不贬损: a duty without a day that is kept for good and is never over. */
export function isKept({ row, obligation }: Pick<DueRow, 'row' | 'obligation'>): boolean {
  return (
    obligation.isMonetary !== true &&
    row.dueDate === null &&
    !row.isDone &&
    /保密|贬损|竞业限制|不得|互不/.test(obligation.kind ?? '')
  );
}

/** 先行清偿, 担保: a duty without a day that waits for somebody else not to pay. */
export function isConditional({ row, obligation }: Pick<DueRow, 'row' | 'obligation'>): boolean {
  return (
    obligation.isMonetary !== true &&
    row.dueDate === null &&
    !row.isDone &&
    /先行清偿|代为清偿|补充清偿|连带|担保|保证责任/.test(obligation.kind ?? '')
  );
}

/** 工资（第2期）. */
export function rowTitle({ row }: Pick<DueRow, 'row'>): string {
  return row.instalmentNumber > 0 ? `${row.kind}（第${row.instalmentNumber}期）` : row.kind;
}

/**
 * What one creditor is still owed of a row, yuan: the whole when it is the only creditor, else its own line of the
 * collective table for that day (集体争议) less what it received. Null when the file does not say: the creditors are
 * several without a table, or nobody wrote down which of them a part was paid to.
 */
export function owedTo(view: Pick<CaseView, 'collective'>, due: DueRow, partyId: string): string | null {
  const creditors = due.obligation.creditorIds ?? [];
  if (!creditors.includes(partyId)) return '0.00';
  if (creditors.length === 1) return due.owed;
  if (due.row.isDone) return '0.00';
  const share = shareOf(view, due, partyId);
  const received = receivedBy(view, due, partyId);
  if (share === null || received === null) return null;
  return compareMoney(received, share) < 0 ? subtractMoney(share, received) : '0.00';
}

/** What one creditor has received of a row, yuan; null when the file does not say whose a payment to several was. */
export function receivedBy(view: Pick<CaseView, 'collective'>, due: DueRow, partyId: string): string | null {
  const parts = due.row.entries.map((entry): string | null => {
    const receivers = entry.creditorIds ?? due.obligation.creditorIds ?? [];
    const amount = entry.amount ?? '0.00';
    if (!receivers.includes(partyId)) return '0.00';
    if (receivers.length === 1) return amount;
    const shares = receivers.map((id) => shareOf(view, due, id));
    // Another sum than their shares come to: nobody knows who got how much of it.
    return shares.every((one) => one !== null) && sumMoney(shares) === amount
      ? shareOf(view, due, partyId)
      : null;
  });
  return parts.every((one) => one !== null) ? sumMoney(parts) : null;
}

/** A creditor's part of a row by the collective table, yuan; null when the table has no such line. */
export function shareOf(view: Pick<CaseView, 'collective'>, due: DueRow, partyId: string): string | null {
  const line = (view.collective?.rows ?? []).find((one) => one.partyId === partyId);
  const instalment = line?.instalments.find((one) => one.dueDate === due.row.dueDate);
  return instalment?.amount ?? null;
}
