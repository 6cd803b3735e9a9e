import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../shared/case/view.ts';
import { useEscape } from '../shell/escape.ts';
import { Button } from '../ui/index.tsx';
import { dateTextWithWeekday } from '../ui/shanghai-time.ts';
import { useFocusBack } from '../ui/useFocusBack.ts';

/** A meeting begins now, and one is arranged for another day: only the mediator knows whether it is that one. */
export function ArrangedOnOtherDay(props: {
  readonly meeting: MeetingView;
  readonly isBusy: boolean;
  readonly onHold: () => void;
  readonly onAnother: () => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { meeting, isBusy, onHold, onAnother, onCancel } = props;
  useFocusBack();
  useEscape(true, onCancel);
  const when = [meeting.date ? dateTextWithWeekday(meeting.date) : '', meeting.startTime ?? '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className="card stack" data-panel="arranged">
      <p>{t('minutes.arranged', { number: meeting.number ?? '', when })}</p>
      <p className="soft small">{t('minutes.arrangedExplained')}</p>
      <div className="row">
        <Button kind="primary" autoFocus data-action="hold-arranged" disabled={isBusy} onClick={onHold}>
          {t('minutes.holdArranged')}
        </Button>
        <Button data-action="hold-another" disabled={isBusy} onClick={onAnother}>
          {t('minutes.holdAnother')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
