import { CaseArchived, type FormId, OutcomeRecorded } from './actions.ts';
import { archiveForms } from './archive-forms.ts';
import type { CaseView } from './view.ts';

type Timeline = Pick<CaseView, 'timeline'>;

/** What goes on with the mediation itself, so that it ends anew. */
const mediationTypes: readonly string[] = ['meeting.recorded', 'minutes.entryWritten', 'agreement.drafted'];

function splitAtReopening({ timeline }: Timeline) {
  const at = timeline.findLastIndex(({ type }) => type === 'case.reopened');
  return { before: timeline.slice(0, Math.max(0, at)), after: timeline.slice(at + 1), isReopened: at >= 0 };
}

/** How a reopened case had ended, while its mediation has not gone on: a file that was only completed ends as it did. */
export function findFormerOutcome(view: Timeline): OutcomeRecorded | null {
  const { before, after, isReopened } = splitAtReopening(view);
  if (!isReopened || after.some(({ type }) => mediationTypes.includes(type))) return null;
  const recorded = before.findLast(({ type }) => type === 'outcome.recorded');
  return OutcomeRecorded.safeParse(recorded?.body).data ?? null;
}

/** How a reopened file had been archived: its number stays the same, and nobody types it twice. */
export function findFormerArchive(view: Timeline): CaseArchived | null {
  const archived = splitAtReopening(view).before.findLast(({ type }) => type === 'case.archived');
  return CaseArchived.safeParse(archived?.body).data ?? null;
}

/** Cover, index, remarks and back that were made for an earlier archiving: they still say its day. */
export function listOutdatedFrame({
  timeline,
  documents,
}: Pick<CaseView, 'timeline' | 'documents'>): FormId[] {
  const archivedAt = timeline.findLastIndex(({ type }) => type === 'case.archived');
  return archiveForms.filter((form) => {
    const made = documents.findLast((one) => one.form === form);
    const madeAt = timeline.findIndex(({ actionId }) => actionId === made?.authorship.actionId);
    return madeAt >= 0 && madeAt < archivedAt;
  });
}
