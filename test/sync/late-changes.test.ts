import { afterAll, beforeAll, expect, it } from 'vitest';
import { actionsBeforeDocuments, ordersOfCase } from '../../scripts/demo/orders.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { readCase } from '../fixtures/fold-case.ts';
import type { DeskProcess } from './desk-process.ts';
import { type StaffedOffice, startStaffedOffice } from './staffed-office.ts';

/** A freeze always wins (ARCHITECTURE 1): what was written beside it comes too late, is kept and alters nothing. */
let office: StaffedOffice;
beforeAll(async () => {
  office = await startStaffedOffice([{}, {}]);
});
afterAll(() => office.end());

it('a change of a finalised agreement, made offline before the desk knew, is kept as come too late', async () => {
  const [one, two] = [office.desk(0), office.desk(1)];
  const file = readCase('01-restaurant-wage-arrears');
  const { caseId } = await one.ask<{ caseId: string }>('cases.create', {
    openedOn: ordersOfCase(file).openedOn,
    externalNumber: null,
  });
  for (const { type, body } of actionsBeforeDocuments(file)) await one.act(caseId, type, body);
  const known = [...(await one.look(caseId)).ids];
  await office.awaitOneMind(caseId, known);

  await two.setLine({ isCut: true });
  const { documentId } = await one.ask<{ documentId: string }>('documents.finalise', {
    caseId,
    form: 'agreement',
    subjectId: '1',
    overruled: [],
  });
  const frozen = await one.view(caseId);
  const obligation = ordersOfCase(file).agreement.find(({ kind }) => kind === 'obligation');
  const late = await two.act(caseId, 'agreement.drafted', {
    patches: [{ kind: 'obligation', id: obligation?.id, fields: { amount: '1.00' } }],
  });
  await one.settle();
  await two.setLine({});
  await office.awaitOneMind(caseId, [...(await one.look(caseId)).ids, late.actionId].filter(onlyOnce));

  for (const desk of [one, two]) {
    const view = await desk.view(caseId);
    expect(view.late.map(({ authorship }) => authorship.actionId)).toEqual([late.actionId]);
    expect(agreementOf(view, documentId)).toEqual(agreementOf(frozen, documentId));
    expect(view.agreements).toEqual(frozen.agreements);
    expect((await statusOf(desk)).parked).toEqual([]);
  }
  expect(await office.listAtServer(caseId)).toContain(late.actionId);
});

const onlyOnce = (id: string, place: number, all: readonly string[]) => all.indexOf(id) === place;
const statusOf = (desk: DeskProcess) => desk.status();
const agreementOf = (view: CaseView, documentId: string) =>
  view.documents.find((document) => document.documentId === documentId);
