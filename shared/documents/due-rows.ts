import { type AgreementView, findAgreementInForce, type PerformanceRow } from '../case/agreement.ts';
import type { EntityOf } from '../case/entities.ts';
import type { CaseView } from '../case/view.ts';
import { daysBetween } from '../text/dates.ts';
import { subtractMoney } from '../text/money.ts';

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

/** Money of an agreement that one creditor is owed and whose day has passed, and those who owe it. */
export function overdueTo(
  view: Pick<CaseView, 'parties'>,
  agreement: AgreementView,
  creditorId: string,
  today: string,
): { readonly rows: DueRow[]; readonly debtors: EntityOf<'party'>[] } {
  const rows = dueRowsOf(agreement)
    .filter((one) => one.obligation.isMonetary && (one.obligation.creditorIds ?? []).includes(creditorId))
    .filter((one) => isOverdue(one, today));
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
 * What one creditor is owed of a row, yuan: the whole when it is the only creditor, else its own line of the
 * collective table for that day (集体争议). Null when the file does not say: the creditors are several without a
 * table, or a payment to all of them was made in part.
 */
export function owedTo(view: Pick<CaseView, 'collective'>, due: DueRow, partyId: string): string | null {
  const creditors = due.obligation.creditorIds ?? [];
  if (!creditors.includes(partyId)) return '0.00';
  if (creditors.length === 1) return due.owed;
  if (due.row.isDone) return '0.00';
  if (due.row.paidAmount !== '' && due.row.paidAmount !== '0.00') return null;
  return shareOf(view, due, partyId);
}

/** A creditor's part of a row by the collective table, yuan; null when the table has no such line. */
export function shareOf(view: Pick<CaseView, 'collective'>, due: DueRow, partyId: string): string | null {
  const line = (view.collective?.rows ?? []).find((one) => one.partyId === partyId);
  const instalment = line?.instalments.find((one) => one.dueDate === due.row.dueDate);
  return instalment?.amount ?? null;
}
