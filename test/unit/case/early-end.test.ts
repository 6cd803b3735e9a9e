import { describe, expect, it } from 'vitest';
import { actionsBeforeDocuments, type Order } from '../../../scripts/demo/orders.ts';
import { deadlineEventsOf } from '../../../shared/case/deadline-events.ts';
import { ledgerEntriesOf } from '../../../shared/case/ledger.ts';
import { countPeriodFigures } from '../../../shared/case/period-figures.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { checkArchive, isOpenItem } from '../../../shared/documents/archive-check.ts';
import { buildDocument } from '../../../shared/documents/build.ts';
import { listPaperSlots } from '../../../shared/documents/slots.ts';
import { computeDeadlines } from '../../../shared/law/deadlines.ts';
import { createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';
import { calendar } from '../law/support/calendars.ts';

const file = readCase('01-restaurant-wage-arrears');

/** A case as far as its intake, and the outcome that somebody recorded then. */
function endEarly(code: string, entered: readonly Order[] = intake()) {
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...entered]) line.write(order);
  line.write({ type: 'outcome.recorded', body: { code, closedOn: '2026-04-15', note: '' } });
  return { line, view: () => getCaseView('case-1', line.fold().state) };
}

function intake(): Order[] {
  return actionsBeforeDocuments(file).filter(({ type }) => type === 'intake.recorded');
}

describe('a file that ends before acceptance', () => {
  it.each(['R02', 'R03', 'R13', 'R15'])('%s closes it, and nothing more is asked of it', (code) => {
    const { view } = endEarly(code);
    expect(view().refused).toEqual([]);
    expect(view().outcome?.code).toBe(code);
    expect(view().nextStep).toBe('archiveCase');
    const limits = computeDeadlines(deadlineEventsOf(view()), calendar, []);
    expect(limits.find(({ rule }) => rule === 'D02')?.doneOn).toBe('2026-04-15');
    const papers = listPaperSlots(view(), '2026-04-16');
    expect(papers.map(({ form }) => form)).not.toContain('terminationNotice');
    for (const { form, subjectId } of papers)
      expect(buildDocument(view(), form, subjectId, { mediationEndsOn: '', today: '2026-04-16' }).form).toBe(
        form,
      );
  });

  it('closes by no way that a mediation has to be for', () => {
    const { view } = endEarly('R05');
    expect(view().refused.map(({ code }) => code)).toEqual(['outcome.notDecided']);
    expect(view().outcome).toBeNull();
  });

  it('is accepted no more, until the outcome is taken back', () => {
    const { line, view } = endEarly('R03');
    const accept = () =>
      line.write({
        type: 'acceptance.decided',
        body: {
          ...{ decision: 'accepted', decidedOn: '2026-04-15', reason: '符合受理条件', approvedBy: '' },
          ...{ noticeNumber: '', mediators: [], recorder: '' },
        },
      });
    accept();
    expect(view().refused.map(({ code }) => code)).toEqual(['outcome.alreadyRecorded']);
    const outcome = view().timeline.find(({ type }) => type === 'outcome.recorded');
    line.write({ type: 'action.withdrawn', body: { actionId: outcome?.actionId ?? '', reason: '登记有误' } });
    accept();
    expect(view().acceptance?.decision).toBe('accepted');
  });

  it('registered in error, holds nothing up when it is archived, even with nobody in it', () => {
    const { view } = endEarly('R15', []);
    expect(view().nextStep).toBe('archiveCase');
    expect(checkArchive(view()).filter(isOpenItem)).toEqual([]);
  });

  it('taken back, asks for its paper and counts as no failed mediation', () => {
    const { view } = endEarly('R03');
    const termination = checkArchive(view()).find(({ id }) => id === 'termination');
    expect(termination?.place).toEqual({ form: 'applicationWithdrawal', subjectId: 'application' });
    const entries = ledgerEntriesOf(view(), '2026-12-31', '');
    const figures = countPeriodFigures(entries, { from: '2026-01-01', to: '2026-12-31' }, '2026-12-31');
    expect(figures).toMatchObject({ closed: 1, successRate: '' });
  });
});
