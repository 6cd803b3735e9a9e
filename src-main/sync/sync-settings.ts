import type { z } from 'zod';
import type { Store } from '../store/open-store.ts';

/** Small records of the exchange in the encrypted store. */
export function createSyncSettings(store: Store) {
  const { settings } = store.collections;
  return {
    /** A record that does not fit its shape counts as none. */
    find: async <Shape extends z.ZodType>(id: string, shape: Shape): Promise<z.output<Shape> | null> => {
      const found = await store.guard(settings.findOne(id).exec());
      const parsed = shape.safeParse(found?.toJSON().value);
      return parsed.success ? parsed.data : null;
    },
    save: async (id: string, value: unknown): Promise<void> => {
      // Two writers of one record wait for each other; a plain upsert would fail the later one.
      await store.guard(settings.incrementalUpsert({ id, value }));
    },
  };
}
export type SyncSettings = ReturnType<typeof createSyncSettings>;
