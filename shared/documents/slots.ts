import type { FormId } from '../case/actions.ts';
import { archiveForms } from '../case/archive-forms.ts';
import type { Stage } from '../case/steps.ts';
import type { CaseView } from '../case/view.ts';
import { catalogue, type FormEntry } from './catalogue.ts';
import { dueRowsOf, findLastAgreement, rowTitle } from './due-rows.ts';
import { bodySubject, listReports, listServedPapers, servedForms } from './service.ts';
import { due, partiesOf, possible } from './slot-rules.ts';

/** A paper that a case can have: which form, about what, and whether the work asks for it now. */
export type PaperSlot = {
  readonly form: FormId;
  readonly subjectId: string;
  /** What tells it from others of its form: a name, a meeting's or visit's number, a version; '' for none. */
  readonly detail: string;
  /** 送达回证: the form of the paper that is served. */
  readonly served?: FormId;
  readonly stage: Stage;
  /** The course of this case asks for it; the others are there when somebody wants them. */
  readonly isDue: boolean;
};

/** An archived file takes only its own cover, index and remarks; for any other paper it is reopened first. */
export function mayBeMade(view: CaseView, form: FormId): boolean {
  return view.archive === null || archiveForms.includes(form);
}

type Subject = { readonly id: string; readonly detail: string; readonly served?: FormId };

/** Last form number of each stage (DOMAIN 2.2). */
const lastNumbers: readonly (readonly [number, Stage])[] = [
  [4, 'application'],
  [12, 'acceptance'],
  [17, 'mediation'],
  [22, 'agreement'],
  [24, 'performance'],
  [25, 'followUp'],
  [26, 'agreement'],
  [27, 'mediation'],
  [31, 'performance'],
  [35, 'archive'],
  [36, 'application'],
];

/**
 * Every paper that this case can have, in the order of the set of forms.
 * @param today 'YYYY-MM-DD' in Beijing, by which performance is overdue; '' leaves out what needs it
 */
export function listPaperSlots(view: CaseView, today: string): PaperSlot[] {
  return [...catalogue]
    .sort((left, right) => left.number - right.number)
    .flatMap((entry) =>
      subjectsOf(view, entry)
        // What was made stays in the list, whatever became of its reason.
        .filter(({ id }) => (possible[entry.form]?.(view, id, today) ?? true) || isMade(view, entry.form, id))
        .map(({ id, ...told }) => ({
          form: entry.form,
          subjectId: id,
          ...told,
          stage: stageOf(entry.number),
          isDue: due[entry.form]?.(view, id, today) ?? false,
        })),
    );
}

function isMade(view: CaseView, form: FormId, subjectId: string): boolean {
  return view.documents.some((one) => one.form === form && one.subjectId === subjectId);
}

function stageOf(number: number): Stage {
  return lastNumbers.find(([last]) => number <= last)?.[1] ?? 'archive';
}

function subjectsOf(view: CaseView, entry: FormEntry): Subject[] {
  switch (entry.subject) {
    case 'case':
      return [{ id: 'application', detail: '' }];
    case 'party':
      return view.parties
        .filter((party) => partiesOf[entry.form]?.(party) ?? false)
        .map((party) => ({ id: party.id, detail: party.name ?? '' }));
    case 'agent':
      return view.agents
        .filter((agent) => agent.role === 'agent')
        .map((agent) => ({ id: agent.id, detail: agent.name ?? '' }));
    case 'meeting':
      return view.meetings.map((one) => ({ id: one.id, detail: String(one.number ?? '') }));
    case 'agreement':
      return view.agreements.map((one) => ({ id: one.version, detail: one.version }));
    case 'visit':
      return view.visits
        .filter((one) => one.date)
        .map((one) => ({
          id: one.id,
          detail: `${one.number ?? ''}${one.correctsVisitId ? '（更正）' : ''}`,
        }));
    case 'extension': {
      // Those that were agreed, and while the mediation goes on the next one.
      const count = view.extensions.length + (view.outcome === null ? 1 : 0);
      return Array.from({ length: count }, (_, index) => String(index + 1))
        .filter((id) => view.extensions[Number(id) - 1]?.isWithdrawn !== true)
        .map((id) => ({ id, detail: id }));
    }
    case 'payment':
      return paymentsOf(view);
    case 'service':
      return servicesOf(view);
  }
}

/** One receipt for each payment of the agreement that counts, or for what was paid without one. */
function paymentsOf(view: CaseView): Subject[] {
  const atOnce = view.immediatePerformances
    .filter((one) => one.isMonetary)
    .map((one) => ({ id: one.id, detail: one.kind ?? '' }));
  const agreement = findLastAgreement(view);
  const rows = agreement?.isFinal ? dueRowsOf(agreement) : [];
  const ofAgreement = rows
    .filter(({ obligation }) => obligation.isMonetary)
    .map((one) => ({
      id: `${one.row.obligationId}.${one.row.instalmentNumber}`,
      detail: rowTitle(one),
    }));
  return [...atOnce, ...ofAgreement];
}

/** One 送达回证 for each party or body on whom a paper that stands is served. */
function servicesOf(view: CaseView): Subject[] {
  const served = view.parties.map((party) => ({
    party,
    papers: new Set(listServedPapers(view, party, servedForms)),
  }));
  const toParties = view.documents.flatMap((document) =>
    served
      .filter(({ papers }) => papers.has(document))
      .map(({ party }) => ({
        id: `${document.documentId}.${party.id}`,
        detail: party.name ?? '',
        served: document.form,
      })),
  );
  const toBodies = listReports(view).map(({ documentId, form }) => ({
    id: `${documentId}.${bodySubject}`,
    detail: view.application.externalDocument?.issuer ?? '',
    served: form,
  }));
  return [...toParties, ...toBodies];
}
