import { describe, expect, it } from 'vitest';
import { actionsBeforeDocuments } from '../../../scripts/demo/orders.ts';
import { listExcludedMediators } from '../../../shared/case/appointments.ts';
import { deadlineEventsOf } from '../../../shared/case/deadline-events.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';

const successor = {
  id: 'm-new',
  name: '周敏',
  role: 'mediator',
  certificateNumber: '京调字009',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
};

function caseWith(fields: Record<string, unknown>) {
  const file = readCase('01-restaurant-wage-arrears');
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...actionsBeforeDocuments(file)]) line.write(order);
  const before = getCaseView('case-1', line.fold().state).acceptance?.mediators ?? [];
  const challenge = { mediatorId: before[0]?.id, raisedOn: '2026-04-20', raisedById: 'P1', ...fields };
  line.write({
    type: 'meeting.recorded',
    body: { patches: [{ kind: 'challenge', id: 'H1', fields: challenge }] },
  });
  const { state } = line.fold();
  return { state, before, view: getCaseView('case-1', state) };
}

describe('who mediates after a challenge', () => {
  it('is the same while nothing is decided, and when it was rejected', () => {
    for (const fields of [{}, { decision: 'rejected', decidedOn: '2026-04-21' }]) {
      const { view, before, state } = caseWith(fields);
      expect(view.refused).toEqual([]);
      expect(view.acceptance?.mediators).toEqual(before);
      expect(listExcludedMediators(state)).toEqual([]);
    }
  });

  it('is the successor, in the role of the one who leaves', () => {
    const { view, before, state } = caseWith({
      decision: 'granted',
      decidedOn: '2026-04-21',
      replacement: successor,
    });
    expect(view.acceptance?.mediators[0]).toEqual({ ...successor, role: before[0]?.role });
    expect(view.acceptance?.mediators).toHaveLength(before.length);
    expect(listExcludedMediators(state)).toEqual([before[0]?.id]);
  });

  it('leaves the case without the mediator when nobody takes over', () => {
    const { view, before } = caseWith({ decision: 'granted', decidedOn: '2026-04-21' });
    expect(view.acceptance?.mediators.some(({ id }) => id === before[0]?.id)).toBe(false);
  });

  it('starts and ends the three working days of the decision', () => {
    const events = deadlineEventsOf(caseWith({ decision: 'rejected', decidedOn: '2026-04-21' }).view);
    expect(events).toContainEqual({ kind: 'challengeMade', date: '2026-04-20', subject: 'H1' });
    expect(events).toContainEqual({ kind: 'challengeDecided', date: '2026-04-21', subject: 'H1' });
  });
});
