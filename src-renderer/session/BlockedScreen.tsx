import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '../../shared/contract/session.ts';
import { call, DeskError, desk } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';
import { useSession } from '../app/session-store.ts';
import { Button, Notice, useOrder } from '../ui/index.tsx';
import { FrontHead } from './FrontHead.tsx';

/** The desk cannot be opened: what happened, what is safe, what to do. Nothing here ever deletes data. */
export function BlockedScreen({ status }: { readonly status: SessionStatus }) {
  const { t } = useTranslation();
  const { refresh, setStatus, setRestored } = useSession();
  const code = status.blockedBy ?? '';
  const restore = useOrder(async () => {
    const { restoredFrom } = await call(desk.session.restoreBackup({}));
    setRestored(restoredFrom);
    await refresh();
  });
  /** Asks for the PIN again; without people there is nobody to ask. */
  const tryAgain = (): void => {
    if (status.people.length === 0) void refresh();
    else setStatus({ ...status, state: 'locked', blockedBy: null });
  };
  return (
    <main className="front">
      <div className="front-card stack" data-blocked={code}>
        <FrontHead title={t('blocked.title')} />
        <Notice tone="error">
          {t(`blocked.${code}`, { defaultValue: errorText(new DeskError(code), t) })}
        </Notice>
        <p>{t('blocked.safe')}</p>
        {restore.failure}
        {code === 'store.damaged' && (
          <Button
            kind="primary"
            data-action="restore-backup"
            disabled={restore.isBusy}
            onClick={() => void restore.run()}
          >
            {t('blocked.restore')}
          </Button>
        )}
        <Button
          kind={code === 'store.damaged' ? 'plain' : 'primary'}
          data-action="try-again"
          onClick={tryAgain}
        >
          {t('blocked.tryAgain')}
        </Button>
      </div>
    </main>
  );
}
