import type { FormId } from '../case/actions.ts';
import { idOfRow, type PerformanceRow } from '../case/agreement.ts';
import { archiveForms } from '../case/archive-forms.ts';
import type { Stage } from '../case/steps.ts';
import type { CaseView } from '../case/view.ts';
import { catalogue, type FormEntry } from './catalogue.ts';
import { dueRowsOf, findLastAgreement } from './due-rows.ts';
import { bodySubject, listReports, listServedPapers, servedForms } from './service.ts';
import { due, partiesOf, possible } from './slot-rules.ts';

/** What tells a paper from others of its form. The window says it in its own language. */
export type PaperDetail =
  | { readonly kind: 'name'; readonly name: string }
  /** The how-manyeth meeting, extension or visit. */
  | { readonly kind: 'number'; readonly number: number; readonly isCorrection?: boolean }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'instalment'; readonly name: string; readonly number: number };

/** A paper that a case can have: which form, about what, and whether the work asks for it now. */
export type PaperSlot = {
  readonly form: FormId;
  readonly subjectId: string;
  /** Null where the case has one such paper only. */
  readonly detail: PaperDetail | null;
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

type Subject = Pick<PaperSlot, 'detail' | 'served'> & { readonly id: string };

const named = (name: string | null | undefined): PaperDetail => ({ kind: 'name', name: name ?? '' });
const numbered = (number: number | null | undefined): PaperDetail => ({
  kind: 'number',
  number: number ?? 0,
});

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
      return [{ id: 'application', detail: null }];
    case 'party':
      return view.parties
        .filter((party) => partiesOf[entry.form]?.(party) ?? false)
        .map((party) => ({ id: party.id, detail: named(party.name) }));
    case 'agent':
      return view.agents
        .filter((agent) => agent.role === 'agent')
        .map((agent) => ({ id: agent.id, detail: named(agent.name) }));
    case 'meeting':
      return view.meetings.map((one) => ({ id: one.id, detail: numbered(one.number) }));
    case 'agreement':
      return view.agreements.map((one) => ({
        id: one.version,
        // The version tells nothing while there is one agreement.
        detail: view.agreements.length === 1 ? null : { kind: 'version', version: one.version },
      }));
    case 'visit':
      return view.visits
        .filter((one) => one.date)
        .map((one) => ({
          id: one.id,
          detail: { kind: 'number', number: one.number ?? 0, isCorrection: Boolean(one.correctsVisitId) },
        }));
    case 'extension': {
      // Those that were agreed, and while the mediation goes on the next one.
      const count = view.extensions.length + (view.outcome === null ? 1 : 0);
      return Array.from({ length: count }, (_, index) => String(index + 1))
        .filter((id) => view.extensions[Number(id) - 1]?.isWithdrawn !== true)
        .map((id) => ({ id, detail: numbered(Number(id)) }));
    }
    case 'payment':
      return paymentsOf(view);
    case 'service':
      return servicesOf(view);
  }
}

/** A payment by its name, with the number where it is paid in instalments. */
export const instalmentOf = ({ kind, instalmentNumber }: PerformanceRow): PaperDetail =>
  instalmentNumber > 0 ? { kind: 'instalment', name: kind, number: instalmentNumber } : named(kind);

/** One receipt for each payment of the agreement that counts, or for what was paid without one. */
function paymentsOf(view: CaseView): Subject[] {
  const atOnce = view.immediatePerformances
    .filter((one) => one.isMonetary)
    .map((one) => ({ id: one.id, detail: named(one.kind) }));
  const agreement = findLastAgreement(view);
  const rows = agreement?.isFinal ? dueRowsOf(agreement) : [];
  const ofAgreement = rows
    .filter(({ obligation }) => obligation.isMonetary)
    .map(({ row }) => ({
      id: idOfRow(row),
      detail: instalmentOf(row),
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
        detail: named(party.name),
        served: document.form,
      })),
  );
  const toBodies = listReports(view).map(({ documentId, form }) => ({
    id: `${documentId}.${bodySubject}`,
    detail: named(view.application.externalDocument?.issuer),
    served: form,
  }));
  return [...toParties, ...toBodies];
}
