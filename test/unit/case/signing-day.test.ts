import { expect, it } from 'vitest';
import { findEarlySignature, findSigningDayFault } from '../../../shared/case/signing-day.ts';
import type { CaseDocument } from '../../../shared/case/state.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const today = '2026-11-30';
const { view } = foldCase('03-unlawful-dismissal-engineer');
const meeting = view.meetings.find(({ date }) => date === '2026-06-18');
const minutes = { form: 'minutes', subjectId: meeting?.id ?? '' } as const;
const agreement = { form: 'agreement', subjectId: '1' } as const;
/** Which offer was accepted at the meeting of 2026-06-18. */
const agreedOn = (on: string | null) => ({
  ...view,
  meetings: view.meetings.map((one) =>
    one.date === '2026-06-18'
      ? { ...one, date: on, result: 'succeeded' as const, offers: [] }
      : { ...one, result: 'toBeContinued' as const, offers: [] },
  ),
});
const rightsNotice = { form: 'rightsNotice', subjectId: 'application' } as const;

it.each([
  ['of today', agreement, '2026-11-30', null],
  ['of tomorrow', agreement, '2026-12-01', { code: 'inFuture', day: today }],
  ['of another year', rightsNotice, '2027-06-15', { code: 'inFuture', day: today }],
  [
    'of an agreement before it was agreed',
    agreement,
    '2026-06-24',
    { code: 'beforeAgreed', day: '2026-06-25' },
  ],
  ['of minutes on the day itself', minutes, '2026-06-18', null],
  ['of minutes before the meeting', minutes, '2026-06-17', { code: 'beforeMeeting', day: '2026-06-18' }],
  ['of a paper that may be older than the case', rightsNotice, '2026-06-01', null],
  ['not yet given', agreement, '', null],
] as const)('judges the day of a signature %s', (_, document, date, fault) => {
  expect(findSigningDayFault(view, document, date, today)).toEqual(fault);
});

it('an agreement is not signed before the meeting that it came from; a version that was replaced is measured by acceptance', () => {
  const faultOf = (on: string | null, version: string, date: string) =>
    findSigningDayFault(agreedOn(on), { form: 'agreement', subjectId: version }, date, today);
  expect(faultOf('2026-06-18', '1', '2026-06-17')).toEqual({ code: 'beforeAgreed', day: '2026-06-18' });
  expect(faultOf('2026-06-18', '1', '2026-06-18')).toBeNull();
  expect(faultOf(null, '1', '2026-06-14')).toEqual({ code: 'beforeAcceptance', day: '2026-06-15' });
  expect(faultOf('2026-06-18', '0', '2026-06-17')).toBeNull();
});

it('a signature that was registered with such a day all the same is asked about afterwards', () => {
  const given = agreedOn('2026-06-18');
  const [last] = given.agreements;
  const signature = { signerId: 'P1', signerName: '甲', manner: 'signed', date: '2026-06-16' };
  const document = { ...agreement, signatures: [signature] } as unknown as CaseDocument;
  const early = last && findEarlySignature(given, { document }, today);
  expect(early).toMatchObject({ signerId: 'P1', date: '2026-06-16', fault: { code: 'beforeAgreed' } });
  const later = {
    ...document,
    signatures: [{ ...signature, date: '2026-06-18' }],
  } as unknown as CaseDocument;
  expect(findEarlySignature(given, { document: later }, today)).toBeNull();
});
