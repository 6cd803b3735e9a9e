import { z } from 'zod';
import { CaseArchived, type FormId, OutcomeRecorded } from './actions.ts';
import { findAgreementInForce } from './agreement.ts';
import { archiveForms } from './archive-forms.ts';
import type { CaseView } from './view.ts';

type Timeline = Pick<CaseView, 'timeline'>;

/** What goes on with the mediation itself, so that it ends anew. */
const mediationTypes: readonly string[] = ['meeting.recorded', 'minutes.entryWritten', 'agreement.drafted'];

const Recording = z.object({ patches: z.array(z.object({ kind: z.string() })) });

/** What a commission or a court makes of an agreement is recorded with it, and ends no mediation anew. */
function goesOnWithMediation({ type, body }: CaseView['timeline'][number]): boolean {
  const { data } = Recording.safeParse(body);
  return mediationTypes.includes(type) && data?.patches.every(({ kind }) => kind === 'enforcement') !== true;
}

function splitAtReopening({ timeline }: Timeline) {
  const at = timeline.findLastIndex(({ type }) => type === 'case.reopened');
  return { before: timeline.slice(0, Math.max(0, at)), after: timeline.slice(at + 1), isReopened: at >= 0 };
}

/** How a reopened case had ended, while its mediation has not gone on: a file that was only completed ends as it did. */
export function findFormerOutcome(view: Timeline): OutcomeRecorded | null {
  const { before, after, isReopened } = splitAtReopening(view);
  if (!isReopened || after.some(goesOnWithMediation)) return null;
  const recorded = before.findLast(({ type }) => type === 'outcome.recorded');
  return OutcomeRecorded.safeParse(recorded?.body).data ?? null;
}

/**
 * The end that what stands in the file speaks for: as it had ended, or by the agreement on the day on which that took
 * effect, whenever somebody comes to write it down.
 * @param today 'YYYY-MM-DD' in Beijing
 */
export function proposeOutcome(
  view: Timeline & Pick<CaseView, 'agreements' | 'immediatePerformances'>,
  today: string,
): OutcomeRecorded {
  const former = findFormerOutcome(view);
  if (former !== null) return former;
  const effectiveDate = findAgreementInForce(view.agreements)?.effectiveness.effectiveDate;
  if (effectiveDate) return { code: 'R01', closedOn: effectiveDate, note: '' };
  return { code: view.immediatePerformances.length > 0 ? 'R01a' : '', closedOn: today, note: '' };
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
