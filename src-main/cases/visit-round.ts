import { findAgreementInForce } from '../../shared/case/agreement.ts';
import type { CaseView } from '../../shared/case/view.ts';
import type { VisitRoundRow } from '../../shared/contract/cases.ts';
import { dueRowsOf } from '../../shared/documents/due-rows.ts';
import type { DueCases } from './case-list.ts';

/** Planned visits between two days, with address, telephone and what is open. Opens only the cases that have one. */
export async function listVisitRound(
  parts: { readonly index: DueCases; readonly openView: (caseId: string) => Promise<CaseView> },
  from: string,
  until: string,
): Promise<VisitRoundRow[]> {
  const { rows: due } = await parts.index.due(until);
  const withPlan = due.filter(({ summary }) => summary.nextVisitOn !== '' && summary.nextVisitOn <= until);
  const rows: VisitRoundRow[] = [];
  for (const { id } of withPlan) rows.push(...visitsOf(id, await parts.openView(id), from, until));
  return rows.sort((left, right) => (left.plannedOn < right.plannedOn ? -1 : 1));
}

function visitsOf(caseId: string, view: CaseView, from: string, until: string): VisitRoundRow[] {
  const agreement = findAgreementInForce(view.agreements);
  const nameOf = (id: string) => view.parties.find((one) => one.id === id)?.name ?? '';
  return view.visits
    .filter(({ date, plannedOn }) => !date && plannedOn && plannedOn >= from && plannedOn <= until)
    .map((visit) => {
      const party = view.parties.find((one) => one.id === visit.visitedPartyId);
      const plannedOn = visit.plannedOn ?? '';
      return {
        caseId,
        caseNumber: view.opened.caseNumber,
        visitId: visit.id,
        plannedOn,
        method: visit.method ?? '',
        partyName: party?.name ?? '',
        person: visit.visitedPerson || (party?.kind === 'employer' ? (party.contactPerson ?? '') : ''),
        address: party?.deliveryAddress || (party?.registeredAddress ?? ''),
        phone: party?.phone ?? '',
        purpose: visit.purpose ?? '',
        open: (agreement === undefined ? [] : dueRowsOf(agreement))
          .filter(({ row }) => !row.isDone && row.dueDate !== null && row.dueDate <= plannedOn)
          .map(({ row, obligation, owed }) => ({
            kind: row.kind,
            debtors: (obligation.debtorIds ?? []).map(nameOf),
            amount: owed,
            dueDate: row.dueDate ?? '',
          })),
      };
    });
}
