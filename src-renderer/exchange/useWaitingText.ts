import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/contract/desk-sync.ts';
import { toShanghaiDate, toShanghaiTime } from '../../shared/text/dates.ts';
import { instantText, todayInShanghai } from '../ui/shanghai-time.ts';

/**
 * How much somebody has to see to: each thing that the centre did not take, each that two desks have written differently,
 * and whatever else stands in the way.
 */
export function countNeeds({ needs, parked, conflicts }: SyncStatus): number {
  const unsettled = conflicts.reduce((sum, { count }) => sum + count, 0);
  const refused = parked.filter((one) => one.needsSomebody).length;
  return refused + unsettled + needs.filter((one) => one !== 'parked' && one !== 'conflicts').length;
}

/** A network that is there is not said to be gone: a busy centre, a sign-in page and a bad certificate say themselves what they are. */
export function useTroubleText({ trouble }: SyncStatus): string | null {
  const { t } = useTranslation();
  if (trouble === null) return null;
  return t(isGone(trouble) ? 'exchange.offline' : 'exchange.unreached');
}

/** Whether nothing at all answered. */
export const isGone = (trouble: string | null): boolean => trouble === 'sync.offline';

/** Whether the centre was reached since something failed there: what it failed of says nothing of today any more. */
export const isOvertaken = (failedAt: string | null, { lastContactAt }: SyncStatus): boolean =>
  failedAt !== null && lastContactAt !== null && lastContactAt > failedAt;

/** What has not left this desk and since when, '3 项待送出，最早 09:20'; null when nothing waits. */
export function useWaitingText({ waiting, oldestWaitingAt }: SyncStatus): string | null {
  const { t } = useTranslation();
  if (waiting === 0) return null;
  if (oldestWaitingAt === null) return t('exchange.waiting', { count: waiting });
  const isToday = toShanghaiDate(oldestWaitingAt) === todayInShanghai();
  const at = isToday ? toShanghaiTime(oldestWaitingAt) : instantText(oldestWaitingAt);
  return t('exchange.waitingSince', { count: waiting, at });
}
