import type { RxQuery } from 'rxdb';
import type { StoredAction } from '../../shared/record/action.ts';
import { deskOfClock } from '../../shared/record/hybrid-clock.ts';
import type { Store } from './open-store.ts';
import { StoreError } from './store-error.ts';

const clocksInPage = 50;

type Collection = 'actions' | 'sideFiles' | 'templates' | 'risks';

/** One of the logs of actions: appended to, read by record, never changed. */
export function createActionLog(store: Store, collection: Collection) {
  const actions = store.collections[collection];
  /** Read past RxDB's caches of questions and documents: what is read so is asked for once, and may be hundreds of actions. */
  const read = async (question: RxQuery): Promise<StoredAction[]> => {
    const { documents } = await store.guard(actions.storageInstance.query(question.getPreparedQuery()));
    return documents.map(({ _attachments, _deleted, _meta, _rev, ...action }) => action);
  };
  return {
    append: async (added: readonly StoredAction[]): Promise<void> => {
      const { error } = await store.guard(actions.bulkInsert([...added]));
      // 409 is an action that is here already: the same id is the same action.
      if (error.some((one) => one.status !== 409)) throw new StoreError('store.ioError');
    },
    findActionsOfRecord: (recordId: string): Promise<StoredAction[]> =>
      read(actions.find({ selector: { recordId }, sort: [{ recordId: 'asc' }, { clock: 'asc' }] })),
    /** Every action of the log, the oldest first: for one that an office writes seldom, or that is read once a start. */
    findAll: (): Promise<StoredAction[]> => read(actions.find({ selector: {}, sort: [{ clock: 'asc' }] })),
    count: (): Promise<number> => store.guard(actions.count().exec()),
    /** The newest by the clock, the oldest of them first. */
    listNewest: async (limit: number): Promise<StoredAction[]> => {
      const found = await read(actions.find({ selector: {}, sort: [{ clock: 'desc' }], limit }));
      return found.reverse();
    },
    /**
     * The last clock that this desk itself has written; '' when that was before `since`, or never. What other desks wrote
     * is passed over, however much of it a wrong clock has put into the future.
     */
    findLastClock: async (desk: string, since: string): Promise<string> => {
      for (let before: string | null = null; ; ) {
        const selector = before === null ? {} : { clock: { $lt: before } };
        const page = await read(actions.find({ selector, sort: [{ clock: 'desc' }], limit: clocksInPage }));
        const own = page.find(({ clock }) => deskOfClock(clock) === desk);
        if (own !== undefined) return own.clock;
        before = page.at(-1)?.clock ?? '';
        if (page.length < clocksInPage || before < since) return '';
      }
    },
  };
}
