import { expect, it } from 'vitest';
import { actionsBeforeDocuments } from '../../../scripts/demo/orders.ts';
import { type CaseView, getCaseView } from '../../../shared/case/view.ts';
import { buildMinutes } from '../../../shared/documents/forms/minutes.ts';
import { announcedRights } from '../../../src-renderer/minutes/procedure-steps.ts';
import { findTelling } from '../../../src-renderer/minutes/told-rights.ts';
import { listUnsettled } from '../../../src-renderer/minutes/unsettled.ts';
import { createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';
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

it('rights that a mediator told in own words are recorded with who told them and when; minutes and list follow', () => {
  const file = readCase('01-restaurant-wage-arrears');
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...actionsBeforeDocuments(file)]) line.write(order);
  const view = (): CaseView => getCaseView('case-1', line.fold().state);
  const record = (type: string, patch: Readonly<Record<string, unknown>>) =>
    line.write({ type, body: { patches: [patch] } });
  const meeting = () => {
    const [first] = view().meetings;
    if (first === undefined) throw new Error('The case has no meeting.');
    return first;
  };
  const untold = { rightsAnnouncedAt: null, rightsAnnouncedBy: null };
  record('meeting.recorded', { kind: 'meeting', id: meeting().id, fields: untold });
  const mediator = view().acceptance?.mediators[0];
  expect(listUnsettled(view(), meeting())).toContain('minutes.unsettled.rights');
  // 双方可以选择或者接受调解员，可以接受、拒绝或者要求终止调解: an entry of the case, in her own words.
  const telling = findTelling(view(), meeting());
  expect(findTelling(view(), { ...meeting(), entries: [] })?.time).toBe('14:00');
  expect(telling).toEqual({ time: '14:04', name: mediator?.name });
  if (telling === undefined) throw new Error('Nobody told the rights.');
  record('meeting.recorded', announcedRights(meeting().id, telling.time, telling.name));
  expect(listUnsettled(view(), meeting())).not.toContain('minutes.unsettled.rights');
  const paper = JSON.stringify(buildMinutes(view(), meeting().id, {}).parts);
  expect(paper).toContain(`["告知权利义务","14:04由${mediator?.name}告知，并询问是否申请回避"]`);
});
