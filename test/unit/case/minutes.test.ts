import { describe, expect, it } from 'vitest';
import { actionsBeforeDocuments } from '../../../scripts/demo/orders.ts';
import type { EntityPatch } from '../../../shared/case/actions.ts';
import { numberEntries } from '../../../shared/case/entry-numbers.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { buildMinutes } from '../../../shared/documents/forms/minutes.ts';
import { patchesOf } from '../../../src-renderer/minutes/entry-patches.ts';
import { announcedRights, rightsStep } from '../../../src-renderer/minutes/procedure-steps.ts';
import { findAnnouncer } from '../../../src-renderer/minutes/speakers.ts';
import { listUnsettled } from '../../../src-renderer/minutes/unsettled.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';

/** The failing case with an empty second meeting that is being written down. */
function play() {
  const file = readCase('04-no-contract-double-wage-failed');
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...actionsBeforeDocuments(file)]) line.write(order);
  const fields = { number: 9, date: '2026-06-05', startTime: '09:00', endTime: '11:00', attendees: [] };
  line.write({ type: 'meeting.recorded', body: { patches: [{ kind: 'meeting', id: 'M9', fields }] } });
  const view = () => getCaseView('case-1', line.fold().state);
  const meeting = () => {
    const found = view().meetings.find(({ id }) => id === 'M9');
    if (found === undefined) throw new Error('The meeting is gone.');
    return found;
  };
  const write = (...patches: readonly EntityPatch[]) =>
    line.write({ type: 'minutes.entryWritten', body: { patches } });
  const entry = (id: string, text: string): EntityPatch => ({
    kind: 'minutesEntry',
    id,
    fields: { meetingId: 'M9', order: Number(id.slice(1)), time: '09:05', speaker: '调解员', text },
  });
  const strike = (id: string, isWithdrawn = true) =>
    write({ kind: 'minutesEntry', id, fields: { isWithdrawn } });
  const printed = () => JSON.stringify(buildMinutes(view(), 'M9', {}).parts);
  return { view, line, meeting, write, entry, strike, printed };
}

describe('the announcement of rights', () => {
  const announced = () => {
    const played = play();
    played.write(played.entry('n1', rightsStep.text), announcedRights('M9', '09:05', '周敏'));
    return played;
  };

  it('stands in the meeting, the check and the printed minutes as long as its entry does', () => {
    const { view, meeting, strike, printed } = announced();
    expect(meeting()).toMatchObject({ rightsAnnouncedAt: '09:05', rightsAnnouncedBy: '周敏' });
    expect(listUnsettled(view(), meeting())).toEqual([]);
    expect(printed()).toContain('09:05由周敏告知');
    strike('n1');
    expect(meeting()).toMatchObject({ rightsAnnouncedAt: null, rightsAnnouncedBy: null });
    expect(listUnsettled(view(), meeting())).toEqual(['minutes.unsettled.rights']);
    expect(printed()).not.toContain('告知');
    strike('n1', false);
    expect(meeting().rightsAnnouncedAt).toBe('09:05');
    expect(view().refused).toEqual([]);
  });

  it('made again after its entry was struck is the one that counts', () => {
    const { meeting, write, entry, strike } = announced();
    strike('n1');
    write(entry('n2', rightsStep.text), announcedRights('M9', '09:20', '许文'));
    expect(meeting()).toMatchObject({ rightsAnnouncedAt: '09:20', rightsAnnouncedBy: '许文' });
    strike('n1', false);
    expect(meeting().rightsAnnouncedAt).toBe('09:20');
  });

  it('falls with no other entry, and stands by itself where no entry was written with it', () => {
    const { meeting, write, entry, strike } = announced();
    write(entry('n2', '同意。'));
    strike('n2');
    expect(meeting().rightsAnnouncedAt).toBe('09:05');
    write({ kind: 'meeting', id: 'M9', fields: { rightsAnnouncedAt: '09:30' } });
    strike('n1');
    expect(meeting().rightsAnnouncedAt).toBe('09:30');
  });

  it('is marked too where its words come from the keyboard', () => {
    const { view, meeting, write } = play();
    const typed = (entryId: string, text: string) =>
      patchesOf(
        {
          entryId,
          offerId: 'f1',
          speaker: { id: 'm1', name: '周敏', role: '调解员' },
          kind: 'explanation',
          text,
          time: '09:05',
          amount: '',
          terms: '',
          correctsEntryId: '',
        },
        view(),
        'M9',
      );
    expect(typed('n1', '请各方就座。')).toHaveLength(1);
    write(...typed('n1', `${rightsStep.text}双方均不申请回避。`));
    expect(meeting()).toMatchObject({ rightsAnnouncedAt: '09:05', rightsAnnouncedBy: '周敏' });
    expect(typed('n2', rightsStep.text)).toHaveLength(1);
  });
});

it('a struck entry is in no print until it is restored, and then in its place', () => {
  const { write, entry, strike, printed } = play();
  write(entry('n1', '第一句话。'));
  write(entry('n2', '第二句话。'));
  const before = printed();
  strike('n1');
  expect(printed()).not.toContain('第一句话。');
  strike('n1', false);
  expect(printed()).toBe(before);
});

it('entries have the same number on the screen and on the paper, and a struck one has none', () => {
  const { view, write, entry, strike, printed } = play();
  const before = numberEntries(view()).size;
  write(entry('n1', '打错了的一句。'));
  write(entry('n2', '第一句话。'));
  write(entry('n3', '第二句话。'));
  write({
    ...entry('n4', '更正后的第一句话。'),
    fields: { ...entry('n4', '').fields, text: '改正。', correctsEntryId: 'n2' },
  });
  strike('n1');
  const numbers = numberEntries(view());
  expect(['n1', 'n2', 'n3', 'n4'].map((id) => numbers.get(id))).toEqual([
    undefined,
    before + 1,
    before + 2,
    before + 3,
  ]);
  expect(printed()).toContain(`"number":${before + 1},"time":"09:05","speaker":"调解员"`);
  expect(printed()).toContain(`更正第${before + 1}条`);
  // What was struck since has no number that a correction could name.
  strike('n2');
  expect(printed()).not.toContain('更正第');
});

it('the rights are announced by a mediator who is there, and by nobody else', () => {
  const { view, meeting, write } = play();
  const mediators = view().acceptance?.mediators ?? [];
  const attend = (...absent: readonly string[]) =>
    write({
      kind: 'meeting',
      id: 'M9',
      fields: {
        attendees: [
          { personId: 'P1', name: '申请人某', role: '申请人' },
          ...mediators.map(({ id, name }) => ({
            personId: id,
            name,
            role: '调解员',
            presence: absent.includes(id) ? 'absent' : 'present',
          })),
        ],
      },
    });
  attend();
  expect(findAnnouncer(view(), meeting())?.id).toBe(mediators.find((one) => one.role === 'leadMediator')?.id);
  attend(...mediators.map(({ id }) => id));
  expect(findAnnouncer(view(), meeting())).toBeUndefined();
});

it('the sum of an offer is put right after the minutes are final, and the minutes stay as they were', () => {
  const { view, line, meeting, write, entry, strike, printed } = play();
  write(entry('n1', '愿付一万元。'), {
    kind: 'offer',
    id: 'f9',
    fields: {
      meetingId: 'M9',
      entryId: 'n1',
      kind: 'offer',
      byName: '单位',
      amount: '1000.00',
      status: 'open',
    },
  });
  const body = finalisedBody({ documentId: 'minutes-M9', form: 'minutes', subjectId: 'M9' });
  line.write({ type: 'document.finalised', body });
  const before = printed();
  line.write({
    type: 'minutes.entryWritten',
    body: {
      patches: [{ kind: 'offer', id: 'f9', fields: { amount: '10000.00' } }],
      reason: '金额少打一个零',
    },
  });
  expect(meeting().offers).toMatchObject([{ id: 'f9', amount: '10000.00', status: 'open' }]);
  expect(view().timeline.at(-1)?.body).toMatchObject({ reason: '金额少打一个零' });
  expect(printed()).toBe(before);
  expect(view().refused).toEqual([]);
  strike('n1');
  expect(view().refused.map(({ code }) => code)).toEqual(['document.isFrozen']);
});
