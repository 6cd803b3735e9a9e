import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../casepage/useCase.ts';
import { Button, StillMissing, TextInput, useOrder } from '../ui/index.tsx';

/** A meeting that was begun by mistake or will not take place: it is taken back with a reason, its number is free again. */
export function MeetingWithdrawal({ meetingId, caseId }: { meetingId: string; caseId: string }) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const [reason, setReason] = useState('');
  const label = t('minutes.withdrawReason');
  const withdraw = useOrder(() =>
    act('meeting.recorded', {
      patches: [{ kind: 'meeting', id: meetingId, fields: { isWithdrawn: true } }],
      reason: reason.trim(),
    }),
  );
  const isWanting = reason.trim() === '';
  return (
    <details>
      <summary>{t('minutes.withdrawMeeting')}</summary>
      <TextInput label={label} field="meeting.withdrawReason" value={reason} isWide onChange={setReason} />
      {withdraw.failure}
      <div className="row">
        <Button
          data-action="withdraw-meeting"
          disabled={withdraw.isBusy || isWanting}
          onClick={() => void withdraw.run()}
        >
          {t('minutes.withdrawMeeting')}
        </Button>
        <StillMissing labels={isWanting ? [label] : []} />
      </div>
    </details>
  );
}
