import { useTranslation } from 'react-i18next';
import { useRoutes } from '../shell/routes.ts';
import { useSyncStatus } from './useSyncStatus.ts';

/** One quiet word about what has not left this desk; the page behind it says the rest. */
export function SyncIndicator() {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const status = useSyncStatus();
  if (status === undefined) return null;
  // A desk that works alone needs somebody, too, when one of its files is damaged.
  const state = status.needs.length > 0 ? 'needsYou' : status.state;
  const text =
    state === 'waiting' ? t('exchange.waiting', { count: status.waiting }) : t(`exchange.${state}`);
  const tone = state === 'needsYou' ? 'sync-needs' : 'sync-quiet';
  return (
    <button
      type="button"
      className={`sync-indicator ${tone}`}
      data-action="open-exchange"
      data-state={state}
      onClick={() => go({ name: 'exchange' })}
    >
      {text}
    </button>
  );
}
