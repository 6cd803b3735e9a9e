import type { AcceptanceDecided } from '../case/actions.ts';
import { formatChineseDate, isCalendarDate } from '../text/dates.ts';
import { formatMoneyWithCapitals } from '../text/money.ts';

/** '2026年3月5日', or an empty text. */
export function dateText(date: string | null | undefined): string {
  return date && isCalendarDate(date) ? formatChineseDate(date) : '';
}

/** A paper that something came with, as a form names it: what it is called, its number, whose it is, of which day. */
export function externalDocumentText(
  paper: Partial<Record<'title' | 'number' | 'issuer' | 'date', string | null>> | null | undefined,
): string {
  return [paper?.title, paper?.number, paper?.issuer, dateText(paper?.date)].filter(Boolean).join('，');
}

/** '45,000.00 元（大写：人民币肆万伍仟元整）', or an empty text. */
export function moneyText(amount: string | null | undefined): string {
  return amount ? formatMoneyWithCapitals(amount) : '';
}

export function yesNoText(value: boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  return value ? '是' : '否';
}

/** 'yes' | 'no' | 'unknown' of other proceedings. */
export function proceedingText(value: string | null | undefined, begunOn: string | null | undefined): string {
  if (value === 'yes') return begunOn ? `是（${dateText(begunOn)}）` : '是';
  return value === 'no' ? '否' : '未说明';
}

/** The mediators' names with their certificate numbers. */
export function mediatorsText(mediators: AcceptanceDecided['mediators']): string {
  return mediators
    .map(({ name, certificateNumber }) =>
      certificateNumber ? `${name}（证号：${certificateNumber}）` : name,
    )
    .join('、');
}

/** Where a meeting is held. A place that ends with the name of its room says it once. */
export function placeText({ place, room }: { place?: string | null; room?: string | null }): string {
  return [place, room && place?.endsWith(room) ? '' : room].filter(Boolean).join('');
}

/** A text that somebody wrote, to stand inside a sentence: without the mark at its end. */
export function withoutEnd(text: string | null | undefined): string {
  return (text ?? '').replace(/[。；，、\s]+$/, '');
}
