import type { Store } from './open-store.ts';
import type { ParkedAction } from './schemas.ts';
import { StoreError } from './store-error.ts';

/** What the central server put out of force: its reasons by action, and what somebody still has to look at. */
export function createParkedActions(store: Store) {
  const { parked } = store.collections;
  return {
    /** The reasons of a record's actions by action id. */
    findReasons: async (recordId: string): Promise<ReadonlyMap<string, string>> => {
      const found = await store.guard(parked.find({ selector: { recordId } }).exec());
      return new Map(found.filter((one) => one.isOutOfForce).map(({ id, code }) => [id, code]));
    },
    /** Why everything is out of force that is here, by action id, whatever record it belongs to. */
    findAllReasons: async (): Promise<ReadonlyMap<string, string>> => {
      const found = await store.guard(parked.find({ selector: { isOutOfForce: true } }).exec());
      return new Map(found.map(({ id, code }) => [id, code]));
    },
    /** Durable when it returns; an answer of today takes the place of an earlier one. */
    add: async (added: readonly ParkedAction[]): Promise<void> => {
      if (added.length === 0) return;
      const { error } = await store.guard(parked.bulkUpsert([...added]));
      if (error.length > 0) throw new StoreError('store.ioError');
    },
    /** What the server says of other desks' actions; what is known already stays as it is. */
    noteRejections: async (noted: readonly ParkedAction[]): Promise<void> => {
      if (noted.length === 0) return;
      const { error } = await store.guard(parked.bulkInsert([...noted]));
      if (error.some((one) => one.status !== 409)) throw new StoreError('store.ioError');
    },
    /** Puts these in force again, because the server says that they are; answers how many were not. */
    reinstate: async (ids: readonly string[]): Promise<number> => {
      const found = await store.guard(parked.findByIds([...ids]).exec());
      const wrong = [...found.values()].filter((one) => one.isOutOfForce);
      await Promise.all(wrong.map((one) => store.guard(one.remove())));
      return wrong.length;
    },
    remove: async (id: string): Promise<void> => {
      const found = await store.guard(parked.findOne(id).exec());
      if (found !== null) await store.guard(found.remove());
    },
    /** Those nobody has dealt with, the oldest first. */
    listUnsettled: async (): Promise<ParkedAction[]> => {
      const found = await store.guard(
        parked.find({ selector: { isSettled: false }, sort: [{ at: 'asc' }] }).exec(),
      );
      return found.map((document) => document.toJSON());
    },
    settle: async (id: string): Promise<void> => {
      const found = await store.guard(parked.findOne(id).exec());
      if (found !== null) await store.guard(found.incrementalPatch({ isSettled: true }));
    },
  };
}
export type ParkedActions = ReturnType<typeof createParkedActions>;
