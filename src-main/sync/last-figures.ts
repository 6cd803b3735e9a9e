import { z } from 'zod';
import type { ReadFigures } from '../../shared/contract/figures.ts';
import { Figures } from '../../shared/contract/sync.ts';
import { type Ask, SyncFailure } from './server-client.ts';
import type { SyncSettings } from './sync-settings.ts';

const Kept = z.object({ figures: Figures, askedAt: z.string() });

/**
 * 统计: asked of the central server; without a line those of the last time, with their hour. Kept for each person, as each
 * sees other offices; who may see none any more is shown none that were kept.
 */
export function createLastFigures(parts: {
  readonly settings: SyncSettings;
  readonly personId: string;
  readonly ask: (shape: typeof Figures, order: Omit<Ask, 'token'>) => Promise<Figures>;
  readonly now: () => number;
}) {
  const place = `figures:${parts.personId}`;
  return {
    read: async (): Promise<ReadFigures> => {
      try {
        const figures = await parts.ask(Figures, { method: 'GET', path: '/v1/figures' });
        const kept = { figures, askedAt: new Date(parts.now()).toISOString() };
        await parts.settings.save(place, kept);
        return { ...kept, trouble: null };
      } catch (error) {
        const kept = await parts.settings.find(place, Kept);
        if (kept === null || !(error instanceof SyncFailure) || error.kind === 'refused') throw error;
        return { ...kept, trouble: error.code };
      }
    },
  };
}
