import { useTranslation } from 'react-i18next';
import type { CaseView, MeetingView } from '../../shared/case/view.ts';
import { newId, useAct } from '../casepage/useCase.ts';
import { Button, StillMissing, useOrder } from '../ui/index.tsx';
import { entryTime } from './entry-time.ts';
import { announcedRights, rightsStep } from './procedure-steps.ts';
import { findAnnouncer } from './speakers.ts';
import { findTelling } from './told-rights.ts';

/**
 * 告知权利义务 and the question of challenges (DOMAIN 2.3.5, 2.3.8 ②): one click writes the entry and the fact; what was told
 * in other words, or before the writing began, is recorded as a fact alone.
 */
export function RightsAnnouncement(props: {
  readonly meeting: MeetingView;
  readonly view: CaseView;
  readonly caseId: string;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { meeting, view, caseId } = props;
  const { act } = useAct(caseId);
  const speaker = findAnnouncer(view, meeting);
  const announce = useOrder(async () => {
    if (speaker === undefined) return;
    const time = entryTime(meeting);
    const order = Math.max(0, ...meeting.entries.map((entry) => entry.order ?? 0)) + 1;
    await act('minutes.entryWritten', {
      patches: [
        {
          kind: 'minutesEntry',
          id: newId('n'),
          fields: {
            meetingId: meeting.id,
            order,
            time,
            speakerId: speaker.id,
            speaker: speaker.name,
            speakerRole: speaker.role,
            kind: 'explanation',
            text: rightsStep.text,
          },
        },
        announcedRights(meeting.id, time, speaker.name),
      ],
    });
  });
  const telling = findTelling(view, meeting);
  const tell = useOrder(async () => {
    if (telling === undefined) return;
    await act('meeting.recorded', { patches: [announcedRights(meeting.id, telling.time, telling.name)] });
  });
  const takeBack = useOrder(async () => {
    const fields = { rightsAnnouncedAt: null, rightsAnnouncedBy: null, isChallengeAsked: null };
    await act('meeting.recorded', { patches: [{ kind: 'meeting', id: meeting.id, fields }] });
  });
  if (meeting.rightsAnnouncedAt) {
    return (
      <div className="row" data-value="rightsAnnounced">
        <span>
          <span className="tag tag-green">✓</span>{' '}
          {t('rights.announced', {
            time: meeting.rightsAnnouncedAt,
            name: meeting.rightsAnnouncedBy ?? '',
          })}
        </span>
        {!props.isReadOnly && (
          <Button
            kind="quiet"
            data-action="rights-not-told"
            disabled={takeBack.isBusy}
            onClick={() => void takeBack.run()}
          >
            {t('rights.takeBack')}
          </Button>
        )}
        {takeBack.failure}
      </div>
    );
  }
  if (props.isReadOnly) return null;
  return (
    <div className="row rights-open">
      <span className="tag tag-amber">{t('rights.notYet')}</span>
      <Button
        data-action="announce-rights"
        disabled={announce.isBusy || speaker === undefined}
        onClick={() => void announce.run()}
      >
        {t('rights.announce')}
      </Button>
      {telling !== undefined && (
        <Button data-action="rights-told" disabled={tell.isBusy} onClick={() => void tell.run()}>
          {t('rights.told', telling)}
        </Button>
      )}
      <StillMissing labels={speaker === undefined ? [t('rights.mediatorPresent')] : []} />
      {announce.failure}
      {tell.failure}
    </div>
  );
}
