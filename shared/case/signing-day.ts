import { findDayFault } from '../text/day-fault.ts';
import type { CaseDocument } from './state.ts';
import type { CaseView } from './view.ts';

/** What speaks against a day of signing, and the day that it was measured by. */
export type SigningDayFault = {
  readonly code: 'inFuture' | 'beforeMeeting' | 'beforeAcceptance';
  readonly day: string;
};

/**
 * A slip in the day of one signature moves the day on which the agreement takes effect, and with it the last days of 仲裁审查
 * and 司法确认: what cannot be is said before it is registered.
 */
export function findSigningDayFault(
  view: Pick<CaseView, 'meetings' | 'acceptance'>,
  { form, subjectId }: Pick<CaseDocument, 'form' | 'subjectId'>,
  date: string,
  today: string,
): SigningDayFault | null {
  const held = view.meetings.find(({ id }) => id === subjectId)?.date ?? '';
  const [notBefore, code] =
    form === 'minutes'
      ? ([held, 'beforeMeeting'] as const)
      : ([form === 'agreement' ? (view.acceptance?.decidedOn ?? '') : '', 'beforeAcceptance'] as const);
  switch (findDayFault(date, { today, notBefore })) {
    case 'inFuture':
      return { code: 'inFuture', day: today };
    case 'tooEarly':
      return { code, day: notBefore };
    default:
      return null;
  }
}
