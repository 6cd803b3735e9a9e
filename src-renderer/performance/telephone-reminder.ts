import type { EntityPatch } from '../../shared/case/actions.ts';
import { findTakenOver } from '../../shared/case/taken-over.ts';
import type { CaseView } from '../../shared/case/view.ts';

/** 电话督促 that has just been made: a visit by telephone that took place; what was said is added to it afterwards. */
export function madeCall(
  view: CaseView,
  call: { readonly id: string; readonly partyId: string; readonly today: string; readonly visitor: string },
): EntityPatch {
  const fields = {
    number: Math.max(0, ...view.visits.map((visit) => visit.number ?? 0)) + 1,
    date: call.today,
    method: 'telephone',
    visitor: call.visitor,
    visitedPartyId: call.partyId,
    purpose: '督促履行调解协议',
  };
  const taken = findTakenOver('visit', call.id, fields, (kind, id, field) =>
    kind === 'party' ? view.parties.find((party) => party.id === id)?.[field as 'name'] : undefined,
  );
  return { kind: 'visit', id: call.id, fields: { ...fields, ...taken } };
}
