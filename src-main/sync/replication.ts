import {
  getChangedDocumentsSince,
  getLastCheckpointDoc,
  type RxCollection,
  type RxReplicationPullStreamItem,
  type WithDeleted,
} from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import type { StoredAction } from '../../shared/record/action.ts';
import { deskOfClock } from '../../shared/record/hybrid-clock.ts';
import { StoreError } from '../store/store-error.ts';
import { largestPage } from './page-size.ts';
import type { createPulling, PullCheckpoint, StorePage } from './pulling.ts';
import type { createPushing } from './pushing.ts';

/** Each kind of record has a collection of its own, and its own way through the feed. */
export type ReplicatedKind = 'case' | 'sideFile' | 'wording' | 'risk';

const pushBatch = 200;

/** RxDB's replication of one collection of actions with our handlers. Actions are written once: nothing conflicts. */
export function startReplication(parts: {
  readonly kind: ReplicatedKind;
  readonly collection: RxCollection<StoredAction>;
  readonly deskId: string;
  /** Waits before a failed request is repeated: RxDB's own waiting could not be ended when the line is back. */
  readonly pause: (failure: unknown) => Promise<void>;
  readonly pullBatch?: number;
  readonly pulling: ReturnType<typeof createPulling>;
  readonly pushing: ReturnType<typeof createPushing>;
  readonly onReceived: (action: Pick<StoredAction, 'recordId' | 'type'>) => void;
  readonly onError: (error: unknown) => void;
  readonly onSent: () => void;
}) {
  const { collection, deskId, pullBatch = largestPage } = parts;
  const isOwn = (action: { readonly clock: string }) => deskOfClock(action.clock) === deskId;
  /** RxDB only tells of a failure as text; ours is noted as it is, and left to RxDB to try again once it is time. */
  const noting =
    <Given extends readonly unknown[], Result>(handler: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await handler(...given);
      } catch (error) {
        parts.onError(error);
        await parts.pause(error);
        throw error;
      }
    };
  const stream$ = new Subject<RxReplicationPullStreamItem<StoredAction, PullCheckpoint>>();
  /**
   * Past RxDB's protocol, which compares what comes with what is here, one by one: all of it is new, and nothing changes.
   * Of whatever this context wrote the push keeps only how far it goes.
   */
  const storePage: StorePage = async (page) => {
    const context = await replication.internalReplicationState?.downstreamBulkWriteFlag;
    const rows = page.map((action) => ({
      document: { ...action, _deleted: false, _attachments: {}, _meta: { lwt: 0 }, _rev: '' },
    }));
    const { error } = await collection.storageInstance.bulkWrite(rows, context ?? '');
    if (error.some(({ status }) => status !== 409)) throw new StoreError('store.ioError');
    for (const action of page) parts.onReceived(action);
  };
  const replication = replicateRxCollection<StoredAction, PullCheckpoint>({
    replicationIdentifier: `central-${parts.kind}`,
    collection,
    live: true,
    // The pause was made; nought counts as none given.
    retryTime: 1,
    waitForLeadership: false,
    pull: { handler: noting(parts.pulling.handler(parts.kind, storePage)), batchSize: pullBatch, stream$ },
    push: {
      batchSize: pushBatch,
      handler: noting(parts.pushing.handler),
      // What came from elsewhere, or was fetched at once, is not this desk's to send.
      modifier: (action: WithDeleted<StoredAction>) => (isOwn(action) && !action._deleted ? action : null),
    },
  });
  // RxDB would keep a second copy of every action, to tell what changed here since it was sent. Written once, an action
  // never changes: how far each direction has come says it all.
  void replication.startPromise.then(() => {
    if (replication.internalReplicationState) replication.internalReplicationState.skipStoringPullMeta = true;
  });
  replication.received$.subscribe((document) => parts.onReceived(document));
  replication.sent$.subscribe(() => parts.onSent());
  return {
    kind: parts.kind,
    /** Looks for what is new at the server. */
    resync: (): void => stream$.next('RESYNC'),
    awaitInSync: () => replication.awaitInSync(),
    /** This desk's actions that have not been sent, the oldest first. */
    findWaiting: async (): Promise<StoredAction[]> => {
      await replication.startPromise;
      const state = replication.internalReplicationState;
      if (state === undefined) return [];
      const checkpoint = await getLastCheckpointDoc(state, 'up');
      const { documents } = await getChangedDocumentsSince(collection.storageInstance, 5_000, checkpoint);
      return documents.filter(isOwn);
    },
    stop: () => replication.cancel(),
  };
}
export type Replication = ReturnType<typeof startReplication>;
