import { useTranslation } from 'react-i18next';
import { useDraft } from '../drafts/useDraft.ts';
import { LeftOut } from '../editing/index.ts';
import type { TypedEntry, WaitingEntry } from './entry-patches.ts';

/** What was being said when the minutes were made final on another desk: ended or half typed, it is not in them. */
export function LeftOutEntries({
  caseId,
  meetingId,
}: {
  readonly caseId: string;
  readonly meetingId: string;
}) {
  const { t } = useTranslation();
  const waiting = useDraft<readonly WaitingEntry[]>(`${caseId}:waiting:${meetingId}`, []);
  const typed = useDraft<TypedEntry | null>(`${caseId}:entry:${meetingId}`, null);
  const text = typed.value?.text ?? '';
  const ended = waiting.value.map((one) =>
    t('common.labelled', { label: one.speaker.name, value: one.text }),
  );
  return (
    <LeftOut
      lines={[...ended, ...(text.trim() === '' ? [] : [text])]}
      onDrop={() => {
        waiting.clear();
        typed.clear();
      }}
    />
  );
}
