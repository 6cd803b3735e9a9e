import { createRxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it, vi } from 'vitest';
import type { StoredAction } from '../../shared/record/action.ts';
import { collectionSchemas } from '../../src-main/store/schemas.ts';
import { startReplication } from '../../src-main/sync/replication.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';

it('RxDB, too, asks again when the server said, and after the next failure when the desk itself would', async () => {
  const database = await createRxDatabase({
    name: 'pauses',
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const { actions } = await database.addCollections<{ actions: never }>({
    actions: { schema: collectionSchemas.actions },
  });
  const waits: number[] = [];
  const collection = Object.assign(actions, { promiseWait: async (time: number) => void waits.push(time) });
  const failures = [new SyncFailure('busy', 'sync.serverBusy', {}, 7_000), new TypeError('the line is cut')];
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const replication = startReplication({
    kind: 'case',
    collection: collection as never,
    deskId: 'A',
    retryTime: 2_000,
    pulling: {
      handler: () => async () => {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        return { documents: [] as (StoredAction & { _deleted: boolean })[], checkpoint: { sequence: 1 } };
      },
    } as never,
    pushing: { handler: async () => [] } as never,
    onReceived: () => {},
    onError: () => {},
    onSent: () => {},
  });
  await replication.awaitInSync();
  vi.restoreAllMocks();
  await replication.stop();
  await database.close();
  expect(waits).toEqual([7_000, 1_000]);
});
