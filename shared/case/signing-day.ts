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
  if (date === '') return null;
  if (date > today) return { code: 'inFuture', day: today };
  if (form === 'minutes') {
    const held = view.meetings.find(({ id }) => id === subjectId)?.date ?? '';
    return date < held ? { code: 'beforeMeeting', day: held } : null;
  }
  const accepted = form === 'agreement' ? (view.acceptance?.decidedOn ?? '') : '';
  return date < accepted ? { code: 'beforeAcceptance', day: accepted } : null;
}
