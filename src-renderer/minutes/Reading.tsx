import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberEntries } from '../../shared/case/entry-numbers.ts';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { useEscape } from '../shell/escape.ts';
import { Button } from '../ui/index.tsx';
import { useFocusBack } from '../ui/useFocusBack.ts';
import { useFocusInside } from '../ui/useFocusInside.ts';
import { ReadingCorrection } from './ReadingCorrection.tsx';

/** Reading back to the parties: full screen, large, one entry at a time, with what somebody wants put right beside it. */
export function Reading(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly meeting: MeetingView;
  /** The minutes are not final: corrections are written into them. */
  readonly isWritten: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { view, caseId, meeting, isWritten, onClose } = props;
  const [index, setIndex] = useState(0);
  const entries = meeting.entries.filter((entry) => !entry.isWithdrawn);
  const entry = entries[index];
  const corrections = view.meetings
    .flatMap((one) => one.entries)
    .filter(({ correctsEntryId }) => entry && correctsEntryId === entry.id);
  const screen = useRef<HTMLDivElement>(null);
  useFocusBack();
  useFocusInside(screen);
  useEscape(true, onClose);
  useEffect(() => screen.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('textarea, select') !== null) return;
      // On a button the blank presses it.
      const isBlank = event.key === ' ' && !(event.target instanceof HTMLButtonElement);
      if (event.key === 'ArrowRight' || isBlank) setIndex((at) => Math.min(at + 1, entries.length - 1));
      if (event.key === 'ArrowLeft') setIndex((at) => Math.max(at - 1, 0));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [entries.length]);
  return (
    <div
      ref={screen}
      tabIndex={-1}
      className="reading"
      role="dialog"
      aria-modal="true"
      aria-label={t('minutes.readBack')}
    >
      <div className="row">
        <Button data-action="close-reading" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button onClick={() => setIndex(Math.max(index - 1, 0))}>{t('common.previous')}</Button>
        <Button onClick={() => setIndex(Math.min(index + 1, entries.length - 1))}>{t('common.next')}</Button>
        <span>
          {index + 1} / {entries.length}
        </span>
      </div>
      {entry && (
        <div aria-live="polite">
          <p>
            {numberEntries(view).get(entry.id)}　<strong>{entry.speaker}</strong>（{entry.speakerRole}）
          </p>
          <p>{entry.text}</p>
          {corrections.map((one) => (
            <p key={one.id}>{t('minutes.correctedAs', { name: one.speaker ?? '', text: one.text ?? '' })}</p>
          ))}
        </div>
      )}
      {entry && isWritten && (
        <ReadingCorrection key={entry.id} view={view} caseId={caseId} meeting={meeting} entry={entry} />
      )}
    </div>
  );
}
