import { describe, expect, it } from 'vitest';
import { FormId } from '../../../shared/case/actions.ts';
import { archiveForms } from '../../../shared/case/archive-forms.ts';
import { caseSteps } from '../../../shared/case/steps.ts';
import { getCaseView } from '../../../shared/case/view.ts';
import type { Role } from '../../../shared/contract/sync.ts';
import { limitSteps } from '../../../shared/directory/own-steps.ts';
import {
  actionPermissions,
  hasPermission,
  permissions,
  permissionToWrite,
} from '../../../shared/directory/permissions.ts';
import { foldWholeCase } from '../../fixtures/fold-whole-case.ts';

const view = getCaseView(
  'case-1',
  foldWholeCase('01-restaurant-wage-arrears', { end: 'signed' }).line.fold().state,
);
const openTo = (role: Role) =>
  limitSteps(view, (permission) => hasPermission([role], permission))
    .steps.filter(({ refusal }) => refusal === null)
    .map(({ id }) => id);
const isOpen = ({ refusal }: { readonly refusal: string | null }) => refusal === null;

describe('the steps of a case, as each role may take them', () => {
  it('are all there for who mediates or heads the office, but for handing over', () => {
    const all = view.steps.filter(isOpen).map(({ id }) => id);
    expect(openTo('officeHead')).toEqual(all);
    expect(openTo('mediator')).toEqual(all.filter((id) => id !== 'handOver'));
  });

  it('keep terms, extension and outcome from a registrar, who registers and keeps the minutes', () => {
    const open = openTo('registrar');
    expect(open).toEqual(expect.arrayContaining(['recordIntake', 'holdMeeting', 'writeMinutes']));
    for (const id of ['draftAgreement', 'agreeExtension', 'recordOutcome', 'withdrawAction'] as const)
      expect(open).not.toContain(id);
  });

  it.each(['archivist', 'statistician', 'supervisor'] as const)(
    'offer a %s nothing that registers or changes a case',
    (role) => {
      const open = openTo(role);
      for (const id of ['recordIntake', 'writeMinutes', 'draftAgreement', 'recordVisit'] as const)
        expect(open).not.toContain(id);
    },
  );

  it('are refused by their state before the role is asked', () => {
    const states = view.steps.filter((step) => !isOpen(step));
    const limited = limitSteps(view, () => false).steps;
    for (const { id, refusal } of states) expect(limited.find((one) => one.id === id)?.refusal).toBe(refusal);
  });

  it('are open to a role exactly where main takes one of their orders', () => {
    for (const role of permissions.belong)
      for (const { id, actionTypes } of caseSteps) {
        const isTaken =
          actionTypes.length === 0 ||
          actionTypes.some((type) => hasPermission([role], actionPermissions[type]));
        const before = view.steps.find((step) => step.id === id)?.refusal ?? null;
        expect(openTo(role).includes(id)).toBe(before === null && isTaken);
      }
  });
});

it("who archives makes the papers of the file itself and no other; the terms are nobody's but a mediator's", () => {
  const makes = (role: Role) =>
    FormId.options.filter((form) => hasPermission([role], permissionToWrite('document.finalised', { form })));
  expect(makes('archivist').toSorted()).toEqual([...archiveForms].sort());
  expect(makes('registrar')).toEqual(FormId.options.filter((form) => form !== 'agreement'));
  expect(makes('mediator')).toEqual(FormId.options);
});
