import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import { countCopies, type PrintLine } from '../../shared/documents/print-batch.ts';
import { errorText } from '../app/error-text.ts';
import { Button, Notice } from '../ui/index.tsx';
import { CopiesInput } from './CopiesInput.tsx';
import { usePaperLabel } from './PaperList.tsx';
import type { JobState, PrintBatchState } from './usePrintBatch.ts';

/** What the queue did, and the question how many copies lie on the printer: only that word is recorded. */
export function PrintedWord(props: { readonly view: CaseView; readonly printing: PrintBatchState }) {
  const { t } = useTranslation();
  const { batch, stateOf, unanswered, hand, record, cancelWaiting } = props.printing;
  const labelOf = usePaperLabel(props.view);
  const [changed, setChanged] = useState<Readonly<Record<string, number>>>({});
  if (batch === null) return null;
  const isOne = batch.paper !== null;
  const answered = batch.handed.filter(({ jobId }) => jobId !== null).length;
  if (batch.isHanding || hand.isBusy)
    return <Notice tone="info">{t('batch.handing', { done: answered, count: batch.planned })}</Notice>;
  const placeOf = ({ documentId }: { readonly documentId: string }) =>
    batch.handed.findIndex((one) => one.documentId === documentId);
  // Also a paper that was replaced since: what was handed to the printer is asked for.
  const rows = props.view.documents
    .map((document) => {
      const jobs = batch.handed.filter((one) => one.documentId === document.documentId);
      return {
        document,
        label: labelOf(document),
        handed: countCopies(jobs),
        // What the queue let go of may lie on the printer; what it still holds or gave up does not.
        sent: countCopies(jobs.filter(({ jobId }) => stateOf(jobId) === 'handedOver')),
        states: jobs.map(({ jobId }) => stateOf(jobId)),
      };
    })
    .filter((row) => row.handed > 0)
    // As the papers lie on the printer.
    .toSorted((left, right) => placeOf(left.document) - placeOf(right.document));
  const inState = (...wanted: readonly JobState[]) =>
    batch.handed.filter(({ jobId }) => wanted.includes(stateOf(jobId)));
  const held = inState('waiting', 'stopped');
  const aborted = inState('aborted');
  const isStopped = inState('stopped').length > 0;
  const cameOut = rows.map(
    ({ document: { documentId }, sent }): PrintLine => ({
      documentId,
      copies: changed[documentId] ?? sent,
    }),
  );
  const total = countCopies(cameOut);
  return (
    <div className="card stack" data-value="printed-word">
      {batch.trouble !== null && (
        <Notice tone="error">
          <p>{batch.trouble}</p>
          {batch.planned > 1 && <p>{t('batch.stoppedAt', { done: answered, count: batch.planned })}</p>}
        </Notice>
      )}
      {batch.isInterrupted && (
        <Notice tone="warning">
          {t('batch.interrupted', { done: batch.handed.length, count: batch.planned })}
        </Notice>
      )}
      {aborted.length > 0 && (
        <Notice tone="error">{t('batch.abortedByQueue', { count: aborted.length })}</Notice>
      )}
      {unanswered && <Notice tone="warning">{errorText(unanswered, t)}</Notice>}
      {held.length > 0 && (
        <Notice tone={isStopped ? 'warning' : 'info'}>
          <p>{t(isStopped ? 'batch.printerStopped' : 'batch.stillQueued', { count: held.length })}</p>
          {cancelWaiting.failure}
          <Button
            kind="quiet"
            data-action="cancel-print-jobs"
            disabled={cancelWaiting.isBusy}
            onClick={() => void cancelWaiting.run()}
          >
            {t('batch.cancelQueued')}
          </Button>
        </Notice>
      )}
      {rows.length > 0 && (
        <>
          <strong>{isOne ? t('print.allThere', { count: rows[0]?.handed ?? 0 }) : t('batch.ask')}</strong>
          <table>
            <thead>
              <tr>
                {!isOne && <th>{t('batch.paper')}</th>}
                <th>{t('batch.handed')}</th>
                <th>{t('batch.queue')}</th>
                <th>{t('batch.cameOut')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.document.documentId}>
                  {!isOne && <td>{row.label}</td>}
                  <td>{row.handed}</td>
                  <td>{t(`batch.job.${gravest(row.states)}`)}</td>
                  <td>
                    <CopiesInput
                      // What is counted at the printer is typed next.
                      hasFocus={index === 0}
                      label={t('batch.cameOutOf', { paper: row.label })}
                      field={`cameOut.${row.document.form}.${row.document.subjectId}`}
                      value={cameOut[index]?.copies ?? 0}
                      onChange={(next) => setChanged({ ...changed, [row.document.documentId]: next })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {record.failure}
      <div className="row">
        {rows.length > 0 && (
          <Button
            kind="primary"
            data-action="record-printed"
            disabled={record.isBusy || total === 0}
            // It comes where paper was sent from: the second half of a double click there is nobody's count.
            onClick={({ detail }) => detail < 2 && void record.run(cameOut)}
          >
            {t('batch.record', { count: total })}
          </Button>
        )}
        <Button data-action="none-printed" disabled={record.isBusy} onClick={() => void record.run([])}>
          {t(rows.length > 0 ? 'batch.none' : 'common.back')}
        </Button>
      </div>
    </div>
  );
}

/** What was written down upon that word. */
export function RecordedWord({ printing: { batch, recorded } }: { readonly printing: PrintBatchState }) {
  const { t } = useTranslation();
  if (recorded === null || batch !== null) return null;
  return recorded > 0 ? (
    <Notice tone="good">{t('batch.recorded', { count: recorded })}</Notice>
  ) : (
    <Notice tone="info">{t('batch.noneRecorded')}</Notice>
  );
}

/** Of the orders of one paper the one that needs somebody first. */
function gravest(states: readonly JobState[]): JobState {
  const order: readonly JobState[] = ['stopped', 'aborted', 'cancelled', 'unknown', 'waiting', 'handedOver'];
  return order.find((one) => states.includes(one)) ?? 'waiting';
}
