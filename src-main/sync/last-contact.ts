import { z } from 'zod';
import type { SyncSettings } from './sync-settings.ts';

const place = 'sync.lastContactAt';
const keepPause = 60_000;

/** When the centre answered this desk last. It outlives the program: a desk that starts without a line says it, too. */
export async function openLastContact({
  settings,
  now,
}: {
  readonly settings: SyncSettings;
  readonly now: () => number;
}) {
  let at = await settings.find(place, z.string());
  let keptAt = Number.NEGATIVE_INFINITY;
  const keep = (): Promise<void> => {
    keptAt = now();
    // What cannot be written now is written with the next contact.
    return settings.save(place, at).catch(() => {});
  };
  return {
    /** An instant, by this desk's clock; null before the first contact. */
    at: (): string | null => at,
    note: (): void => {
      at = new Date(now()).toISOString();
      if (Math.abs(now() - keptAt) >= keepPause) void keep();
    },
    stop: (): Promise<void> => (keptAt === Number.NEGATIVE_INFINITY ? Promise.resolve() : keep()),
  };
}
