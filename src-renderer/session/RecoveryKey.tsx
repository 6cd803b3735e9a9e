import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, CheckInput, Notice } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

/** Shown once: the key that the office head keeps on paper. */
export function RecoveryKey(props: {
  readonly recoveryKey: string;
  /** What else is said of this key. */
  readonly note: ReactNode;
  /** What stands before the button that goes on, and whether it is filled in. */
  readonly children?: ReactNode;
  readonly isReady?: boolean;
  readonly goOn: string;
  /** What stands below it. */
  readonly wayOut?: ReactNode;
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
        <p className="soft">{t('recoveryKey.madeOn', { date: dateText(todayInShanghai()) })}</p>
        <Notice tone="warning">{t('recoveryKey.warning')}</Notice>
        {props.note}
        <Button data-action="print-recovery-key" onClick={() => window.print()}>
          {t('recoveryKey.print')}
        </Button>
        <CheckInput field="isRecoveryKeyKept" isChecked={isKept} onChange={setKept}>
          {t('recoveryKey.isKept')}
        </CheckInput>
        {props.children}
        <Button
          kind="primary"
          data-action="recovery-key-kept"
          disabled={!isKept || props.isReady === false}
          onClick={props.onKept}
        >
          {props.goOn}
        </Button>
        {props.wayOut}
      </div>
    </main>
  );
}
