import { expect, it } from 'vitest';
import {
  findFormerArchive,
  findFormerOutcome,
  listOutdatedFrame,
  proposeOutcome,
} from '../../../shared/case/former-closing.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { finalisedBody } from '../../fixtures/finalised.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const archived = {
  archiveNumber: '2026-朝柳-劳调-031',
  filedOn: '2026-07-27',
  filedBy: '陶然',
  checkedBy: '吕建华',
  retentionClass: '10年',
  note: '材料齐全',
};

/** A case that was closed and archived with its cover, then reopened. */
function play() {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'paid' });
  const view = () => getCaseView('case-1', line.fold().state);
  const outcome = view().outcome ?? { code: 'R01', closedOn: '2026-04-24', note: '' };
  const write = (type: string, body: Readonly<Record<string, unknown>>) => line.write({ type, body });
  if (view().outcome === null) write('outcome.recorded', outcome);
  const cover = (documentId: string) =>
    write('document.finalised', finalisedBody({ documentId, form: 'fileCover', subjectId: 'application' }));
  write('case.archived', archived);
  cover('cover-1');
  return { view, outcome, write, cover };
}

it('a file that was only completed ends and is archived as it had been', () => {
  const { view, outcome, write } = play();
  expect(findFormerOutcome(view())).toBeNull();
  expect(findFormerArchive(view())).toBeNull();
  write('case.reopened', { reopenedOn: '2026-07-28', reason: '补登送达回证' });
  expect(view().refused).toEqual([]);
  expect(findFormerOutcome(view())).toEqual(outcome);
  expect(findFormerArchive(view())).toEqual(archived);
});

it('a mediation that went on ends anew; the number of its file stays', () => {
  const { view, write } = play();
  write('case.reopened', { reopenedOn: '2026-07-28', reason: '重新调解' });
  const fields = { number: 2, date: '2026-07-29' };
  write('meeting.recorded', { patches: [{ kind: 'meeting', id: 'M2', fields }] });
  expect(view().refused).toEqual([]);
  expect(findFormerOutcome(view())).toBeNull();
  expect(findFormerArchive(view())?.archiveNumber).toBe(archived.archiveNumber);
});

it('a cover that was made for the former archiving is named until it is made anew', () => {
  const { view, outcome, write, cover } = play();
  expect(listOutdatedFrame(view())).toEqual([]);
  write('case.reopened', { reopenedOn: '2026-07-28', reason: '补登送达回证' });
  write('outcome.recorded', outcome);
  write('case.archived', { ...archived, filedOn: '2026-07-28' });
  expect(view().refused).toEqual([]);
  expect(listOutdatedFrame(view())).toEqual(['fileCover']);
  cover('cover-2');
  expect(listOutdatedFrame(view())).toEqual([]);
});

it('what a commission made of the agreement, recorded later, leaves the end as it was', () => {
  const { view, outcome, write } = play();
  write('case.reopened', { reopenedOn: '2026-07-28', reason: '补登签收日期' });
  const fields = { result: 'confirmed' };
  write('agreement.drafted', { patches: [{ kind: 'enforcement', id: '1', fields }] });
  expect(view().refused).toEqual([]);
  expect(findFormerOutcome(view())).toEqual(outcome);
  expect(proposeOutcome(view(), '2026-07-28')).toEqual(outcome);
});

it('a mediation that came to an agreement ended on the day on which it took effect, also when written down later', () => {
  const { view } = foldWholeCase('03-unlawful-dismissal-engineer', { end: 'signed' });
  expect(proposeOutcome({ ...view, timeline: [] }, '2026-07-02')).toEqual({
    code: 'R01',
    closedOn: '2026-06-30',
    note: '',
  });
  expect(proposeOutcome({ ...view, timeline: [], agreements: [] }, '2026-07-02').closedOn).toBe('2026-07-02');
});
