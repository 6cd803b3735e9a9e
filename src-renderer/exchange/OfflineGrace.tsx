import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { desk } from '../app/desk.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { SignIn } from './SignIn.tsx';
import { useSyncStatus } from './useSyncStatus.ts';

/** 离线使用期限: said days before it ends, over whatever is being worked on. */
export function GraceNotice() {
  const { t } = useTranslation();
  const grace = useSyncStatus()?.grace;
  if (!grace?.isSoon || grace.isOver) return null;
  return <Notice tone="warning">{t('grace.soon', { count: grace.daysLeft })}</Notice>;
}

/** In the place of every page when the limit is reached: what is safe, the one next step, and the way without a line. */
export function GraceOverPage({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  return (
    <>
      <SignIn title={t('grace.overTitle')} hint={t('grace.over', { count: status.grace?.days ?? 0 })} />
      <Section title={t('grace.safeTitle')}>
        <p>{t('grace.safe')}</p>
        {status.waiting > 0 && <p>{t('exchange.waiting', { count: status.waiting })}</p>}
      </Section>
      <Section title={t('grace.noLineTitle')}>
        <p>{t('grace.noLine', { button: t('unlock.lostPin') })}</p>
        <Button data-action="lock-for-recovery" onClick={() => void desk.session.lock({})}>
          {t('shell.lock')}
        </Button>
      </Section>
    </>
  );
}
