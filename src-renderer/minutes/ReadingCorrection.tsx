import { useTranslation } from 'react-i18next';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { newId, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { Button, useOrder } from '../ui/index.tsx';
import { patchesOf } from './entry-patches.ts';
import { entryTime } from './entry-time.ts';
import { speakersOfMeeting } from './speakers.ts';

/**
 * 更正 while the minutes are read back: whoever wants an entry put right says it, and it stands in the minutes as an entry of
 * its own before anybody signs (办案规则 42); what was written stays.
 */
export function ReadingCorrection(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly meeting: MeetingView;
  readonly entry: MeetingView['entries'][number];
}) {
  const { t } = useTranslation();
  const { view, caseId, meeting, entry } = props;
  const { act } = useAct(caseId);
  const speakers = speakersOfMeeting(view, meeting);
  const { value, change, clear } = useDraft(`${caseId}:reading:${entry.id}`, {
    speakerId: entry.speakerId ?? '',
    text: '',
  });
  const speaker = speakers.find(({ id }) => id === value.speakerId) ?? speakers[0];
  const isReady = speaker !== undefined && value.text.trim() !== '';
  const save = useOrder(async () => {
    if (speaker === undefined) return;
    const written = {
      entryId: newId('n'),
      offerId: newId('f'),
      speaker,
      kind: 'statement',
      text: value.text,
      time: entryTime(meeting),
      amount: '',
      terms: '',
      correctsEntryId: entry.id,
    } as const;
    await act('minutes.entryWritten', { patches: patchesOf(written, view, meeting.id) });
    clear();
  });
  return (
    <div className="row reading-correction">
      <select
        className="input"
        aria-label={t('minutes.whoCorrects')}
        data-field="reading.speakerId"
        value={speaker?.id ?? ''}
        onChange={(event) => change({ ...value, speakerId: event.target.value })}
      >
        {speakers.map(({ id, name, role }) => (
          <option key={id} value={id}>
            {name}（{role}）
          </option>
        ))}
      </select>
      <textarea
        className="input"
        rows={2}
        aria-label={t('minutes.correction')}
        placeholder={t('minutes.correctionHint')}
        data-field="reading.text"
        value={value.text}
        onChange={(event) => change({ ...value, text: event.target.value })}
      />
      <Button data-action="correct-entry" disabled={save.isBusy || !isReady} onClick={() => void save.run()}>
        {t('minutes.writeCorrection')}
      </Button>
      {save.failure}
    </div>
  );
}
