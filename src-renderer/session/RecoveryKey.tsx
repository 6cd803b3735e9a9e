import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, CheckInput, Notice } from '../ui/index.tsx';

/** Shown once: the key that the office head keeps on paper. */
export function RecoveryKey(props: {
  readonly recoveryKey: string;
  readonly demoPin: string | null;
  readonly onKept: () => void;
}) {
  const { t } = useTranslation();
  const [isKept, setKept] = useState(false);
  return (
    <main className="front">
      <div className="front-card stack">
        <h1>{t('recoveryKey.title')}</h1>
        <p>{t('recoveryKey.purpose')}</p>
        <div className="recovery-key" data-field="recoveryKey">
          {props.recoveryKey}
        </div>
        <Notice tone="warning">{t('recoveryKey.warning')}</Notice>
        {props.demoPin !== null && (
          <Notice tone="info">{t('recoveryKey.demoPin', { pin: props.demoPin })}</Notice>
        )}
        <Button data-action="print-recovery-key" onClick={() => window.print()}>
          {t('recoveryKey.print')}
        </Button>
        <CheckInput field="isRecoveryKeyKept" isChecked={isKept} onChange={setKept}>
          {t('recoveryKey.isKept')}
        </CheckInput>
        <Button kind="primary" data-action="recovery-key-kept" disabled={!isKept} onClick={props.onKept}>
          {t('recoveryKey.continue')}
        </Button>
      </div>
    </main>
  );
}
