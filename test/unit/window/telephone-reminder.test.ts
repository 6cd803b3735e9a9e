import { expect, it } from 'vitest';
import { getCaseView } from '../../../shared/case/view.ts';
import { madeCall } from '../../../src-renderer/performance/telephone-reminder.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

it('a reminder by telephone is recorded as made, with who called whom: no plan is left to be opened', () => {
  const { line } = foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' });
  const view = () => getCaseView('case-1', line.fold().state);
  const call = { id: 'v-call', partyId: 'P2', today: '2026-06-20', visitor: '周敏' };
  line.write({ type: 'visit.recorded', body: { patches: [madeCall(view(), call)] } });
  const employer = view().parties.find(({ id }) => id === 'P2');
  expect(view().visits.at(-1)).toMatchObject({
    number: 1,
    date: '2026-06-20',
    method: 'telephone',
    visitor: '周敏',
    visitedPerson: employer?.contactPerson || employer?.legalRepresentative,
    purpose: '督促履行调解协议',
  });
  expect(view().visits.at(-1)?.plannedOn).toBeUndefined();
});
