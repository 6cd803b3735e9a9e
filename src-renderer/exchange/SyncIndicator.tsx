import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { useRoutes } from '../shell/routes.ts';
import { useSyncStatus } from './useSyncStatus.ts';
import { countNeeds, useTroubleText, useWaitingText } from './useWaitingText.ts';

/** One quiet word about what has not left this desk; the page behind it says the rest. */
export function SyncIndicator() {
  const status = useSyncStatus();
  return status === undefined ? null : <Indicator status={status} />;
}

function Indicator({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  const waiting = useWaitingText(status);
  const trouble = useTroubleText(status);
  // A desk that works alone needs somebody, too, when one of its files is damaged.
  const state = status.needs.length > 0 ? 'needsYou' : status.state;
  const tone = state === 'needsYou' ? 'sync-needs' : 'sync-quiet';
  return (
    <button
      type="button"
      className={`sync-indicator ${tone}`}
      data-action="open-exchange"
      data-state={state}
      onClick={() => go({ name: 'exchange' })}
    >
      {state !== 'waiting' && state !== 'offline' && (
        <span>{t(`exchange.${state}`, { count: countNeeds(status) })}</span>
      )}
      {/* What needs somebody may stand for days: it must not hide that the line is gone. */}
      {trouble && <span>{trouble}</span>}
      {waiting && <span data-value="waiting">{waiting}</span>}
    </button>
  );
}
