import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, desk } from '../app/desk.ts';
import { useSession } from '../app/session-store.ts';
import { Button, Notice, TextInput, useOrder } from '../ui/index.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';

/** In the place of the window: another key, which counts once it is kept on paper. Until then the former one does. */
export function OtherRecoveryKey({ recoveryKey }: { readonly recoveryKey: string }) {
  const { t } = useTranslation();
  const setOther = useSession((session) => session.setOtherRecoveryKey);
  const [pin, setPin] = useState('');
  const replace = useOrder(async () => {
    await call(desk.session.replaceRecoveryKey({ recoveryKey, pin }));
    setOther('replaced');
  });
  return (
    <RecoveryKey
      recoveryKey={recoveryKey}
      note={<Notice tone="info">{t('recoveryKey.formerCounts')}</Notice>}
      isReady={pin !== '' && !replace.isBusy}
      goOn={t('recoveryKey.replace')}
      onKept={() => void replace.run()}
      wayOut={
        <Button kind="quiet" data-action="keep-former-recovery-key" onClick={() => setOther(null)}>
          {t('recoveryKey.keepFormer')}
        </Button>
      }
    >
      <TextInput
        label={t('recoveryKey.pin')}
        field="recoveryKeyPin"
        type="password"
        value={pin}
        onChange={setPin}
      />
      {replace.failure}
    </RecoveryKey>
  );
}
