import { expect, it } from 'vitest';
import { listUnsettled } from '../../../src-renderer/minutes/unsettled.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

it('before minutes are final they say what they lack: identities, the announcement of rights, the end', () => {
  const { view } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const [first] = view.meetings;
  if (first === undefined) throw new Error('The case has no meeting.');
  const attendees = (first.attendees ?? []).map((one) => ({ ...one, isIdentityChecked: true }));
  const whole = { ...first, attendees, rightsAnnouncedAt: '09:05', endTime: '11:00' };
  expect(listUnsettled(view, whole)).toEqual([]);
  const unchecked = attendees.map((one) => ({ ...one, isIdentityChecked: false }));
  expect(listUnsettled(view, { ...whole, attendees: unchecked })).toEqual(['minutes.unsettled.identity']);
  const absent = unchecked.map((one) => ({ ...one, presence: 'absent' as const }));
  expect(listUnsettled(view, { ...whole, attendees: absent })).toEqual([]);
  expect(listUnsettled(view, { ...whole, rightsAnnouncedAt: null, endTime: '' })).toEqual([
    'minutes.unsettled.rights',
    'minutes.unsettled.endTime',
  ]);
});
