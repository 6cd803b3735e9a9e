import { expect, it } from 'vitest';
import { actionsBeforeDocuments } from '../../../scripts/demo/orders.ts';
import type { EntityPatch } from '../../../shared/case/actions.ts';
import { withTypedIntake } from '../../../shared/case/typed-intake.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import { createLine, openedOrder, readCase } from '../../fixtures/fold-case.ts';

it('shows what is typed about the intake as it will stand once it is saved', () => {
  const file = readCase('03-unlawful-dismissal-engineer');
  const line = createLine('case-1');
  for (const order of [openedOrder(file), ...actionsBeforeDocuments(file)].slice(0, 3)) line.write(order);
  const view = () => getCaseView('case-1', line.fold().state);
  const before = view();
  const patches: EntityPatch[] = [
    { kind: 'application', id: 'application', fields: { causeOfAction: '劳动合同纠纷' } },
    { kind: 'party', id: 'P1', fields: { phone: null, job: '工程师' } },
    { kind: 'party', id: 'P9', fields: { side: 'thirdParty', kind: 'employer', name: '新列的公司' } },
    { kind: 'claim', id: before.claims[0]?.id ?? '', fields: { isWithdrawn: true } },
  ];
  const typed = withTypedIntake(before, patches);
  line.write({ type: 'intake.recorded', body: { patches } } as Parameters<typeof line.write>[0]);
  const after = view();
  expect(typed.application).toEqual(after.application);
  expect(typed.parties).toEqual(after.parties);
  expect(typed.agents).toEqual(after.agents);
  expect(typed.claims).toEqual(after.claims);
  expect(typed.evidence).toEqual(after.evidence);
});
