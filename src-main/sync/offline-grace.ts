import {
  countOn,
  findGraceStanding,
  GraceCount,
  type GraceStanding,
} from '../../shared/directory/offline-grace.ts';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.grace';
/** How often what passes is looked at, and how often it is written down. */
const watchPause = 60_000;
const keepPause = 5 * 60_000;

/** 离线使用期限: counts what passes without a contact, and says what is left of it. */
export async function openOfflineGrace(parts: {
  readonly settings: SyncSettings;
  readonly now: () => number;
  /** Milliseconds by a clock that nobody can set. */
  readonly uptime?: () => number;
  /** As the office has set it; 0 for no limit. */
  readonly days: () => number;
  /** Days went by, or the limit was reached. */
  readonly onChanged: () => void;
}) {
  const { settings, now, uptime = () => performance.now() } = parts;
  // A desk that was enrolled by a program without a limit begins to count now.
  let count = (await settings.find(place, GraceCount)) ?? { passed: 0, seenAt: now() };
  let countedAt = uptime();
  let keptAt = Number.NEGATIVE_INFINITY;

  const keep = (): Promise<void> => {
    keptAt = uptime();
    return settings.save(place, count);
  };
  const reckon = (): GraceStanding | null => {
    const at = uptime();
    count = countOn(count, now(), at - countedAt);
    countedAt = at;
    return findGraceStanding(parts.days(), count);
  };
  const keepNowAndThen = (): void => {
    // The count goes on in memory and is written in the next round.
    if (uptime() - keptAt >= keepPause) void keep().catch(() => {});
  };
  let told = reckon()?.daysLeft;
  const look = (): void => {
    const left = reckon()?.daysLeft;
    if (left !== told) parts.onChanged();
    told = left;
    keepNowAndThen();
  };
  let watch: NodeJS.Timeout | null = null;

  return {
    /** Goes on by itself from now on, until `stop`. */
    start: (): void => {
      watch ??= setInterval(look, watchPause);
    },
    standing: reckon,
    /** The server has answered this desk by its keys. Once the limit is reached that is not enough any more. */
    noteContact: (): void => {
      if (reckon()?.isOver) return;
      count = { passed: 0, seenAt: now() };
      keepNowAndThen();
    },
    /** Somebody has signed in at the server, or the office head's key has opened the desk. */
    renew: async (): Promise<void> => {
      reckon();
      count = { passed: 0, seenAt: now() };
      await keep();
      parts.onChanged();
    },
    stop: async (): Promise<void> => {
      if (watch !== null) clearInterval(watch);
      reckon();
      await keep().catch(() => {});
    },
  };
}
