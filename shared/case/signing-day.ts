import { findDayFault } from '../text/day-fault.ts';
import type { CaseDocument, Signature } from './state.ts';
import type { CaseView } from './view.ts';

/** What speaks against a day of signing, and the day that it was measured by. */
export type SigningDayFault = {
  readonly code: 'inFuture' | 'beforeMeeting' | 'beforeAgreed' | 'beforeAcceptance';
  readonly day: string;
};

/** The day on which both sides agreed: of the meeting with the offer that was accepted, else of the last that succeeded. */
export function findAgreedDay({ meetings }: Pick<CaseView, 'meetings'>): string | null {
  const accepted = meetings
    .flatMap(({ date, offers }) => offers.map(({ status }) => ({ date, status })))
    .findLast(({ status }) => status === 'accepted');
  return (accepted ?? meetings.findLast(({ result }) => result === 'succeeded'))?.date ?? null;
}

/**
 * A slip in the day of one signature moves the day on which the agreement takes effect, and with it the last days of 仲裁审查
 * and 司法确认: what cannot be is said before it is registered.
 */
export function findSigningDayFault(
  view: Pick<CaseView, 'meetings' | 'acceptance' | 'agreements'>,
  { form, subjectId }: Pick<CaseDocument, 'form' | 'subjectId'>,
  date: string,
  today: string,
): SigningDayFault | null {
  const [notBefore, code] = firstDayOf(view, { form, subjectId });
  switch (findDayFault(date, { today, notBefore })) {
    case 'inFuture':
      return { code: 'inFuture', day: today };
    case 'tooEarly':
      return { code, day: notBefore };
    default:
      return null;
  }
}

function firstDayOf(
  view: Pick<CaseView, 'meetings' | 'acceptance' | 'agreements'>,
  { form, subjectId }: Pick<CaseDocument, 'form' | 'subjectId'>,
): readonly [string, SigningDayFault['code']] {
  if (form === 'minutes')
    return [view.meetings.find(({ id }) => id === subjectId)?.date ?? '', 'beforeMeeting'];
  if (form !== 'agreement') return ['', 'beforeAcceptance'];
  // Of a version that another has replaced nobody knows any more which meeting it came from.
  const agreed = view.agreements.at(-1)?.version === subjectId ? findAgreedDay(view) : null;
  return agreed === null ? [view.acceptance?.decidedOn ?? '', 'beforeAcceptance'] : [agreed, 'beforeAgreed'];
}

/** The first signature of an agreement with a day on which it cannot have been signed: registered, and asked about. */
export function findEarlySignature(
  view: Pick<CaseView, 'meetings' | 'acceptance' | 'agreements'>,
  { document }: Pick<CaseView['agreements'][number], 'document'>,
  today: string,
): (Pick<Signature, 'signerId' | 'signerName' | 'date'> & { readonly fault: SigningDayFault }) | null {
  for (const { signerId, signerName, date, manner } of document?.signatures ?? []) {
    const fault = document && manner !== 'refused' ? findSigningDayFault(view, document, date, today) : null;
    if (fault !== null) return { signerId, signerName, date, fault };
  }
  return null;
}
