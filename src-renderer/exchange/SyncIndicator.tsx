import { useTranslation } from 'react-i18next';
import { useRoutes } from '../shell/routes.ts';
import { useSyncStatus } from './useSyncStatus.ts';

/** One quiet word about what has not left this desk; the page behind it says the rest. */
export function SyncIndicator() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const status = useSyncStatus();
  if (status === undefined) return null;
  const text =
    status.state === 'waiting'
      ? t('exchange.waiting', { count: status.waiting })
      : t(`exchange.${status.state}`);
  const tone = status.state === 'needsYou' ? 'sync-needs' : 'sync-quiet';
  return (
    <button
      type="button"
      className={`sync-indicator ${tone}`}
      data-action="open-exchange"
      data-state={status.state}
      onClick={() => go({ name: 'exchange' })}
    >
      {text}
    </button>
  );
}
