import { expect, it } from 'vitest';
import { findSigningDayFault } from '../../../shared/case/signing-day.ts';
import { foldCase } from '../../fixtures/fold-case.ts';

const today = '2026-11-30';
const { view } = foldCase('03-unlawful-dismissal-engineer');
const meeting = view.meetings.find(({ date }) => date === '2026-06-18');
const minutes = { form: 'minutes', subjectId: meeting?.id ?? '' } as const;
const agreement = { form: 'agreement', subjectId: '1' } as const;
const rightsNotice = { form: 'rightsNotice', subjectId: 'application' } as const;

it.each([
  ['of today', agreement, '2026-11-30', null],
  ['of tomorrow', agreement, '2026-12-01', { code: 'inFuture', day: today }],
  ['of another year', rightsNotice, '2027-06-15', { code: 'inFuture', day: today }],
  ['of an agreement on the day of acceptance', agreement, '2026-06-15', null],
  [
    'of an agreement before acceptance',
    agreement,
    '2026-06-14',
    { code: 'beforeAcceptance', day: '2026-06-15' },
  ],
  ['of minutes on the day itself', minutes, '2026-06-18', null],
  ['of minutes before the meeting', minutes, '2026-06-17', { code: 'beforeMeeting', day: '2026-06-18' }],
  ['of a paper that may be older than the case', rightsNotice, '2026-06-01', null],
  ['not yet given', agreement, '', null],
] as const)('judges the day of a signature %s', (_, document, date, fault) => {
  expect(findSigningDayFault(view, document, date, today)).toEqual(fault);
});
