import { createRxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import type { StoredAction } from '../../shared/record/action.ts';
import { collectionSchemas } from '../../src-main/store/schemas.ts';
import { startReplication } from '../../src-main/sync/replication.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';

it('RxDB asks again when the desk has waited, and by itself waits no longer', async () => {
  const database = await createRxDatabase({
    name: 'pauses',
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const { actions } = await database.addCollections<{ actions: never }>({
    actions: { schema: collectionSchemas.actions },
  });
  const paused: unknown[] = [];
  const rests: number[] = [];
  const collection = Object.assign(actions, { promiseWait: async (time: number) => void rests.push(time) });
  const failures = [new SyncFailure('busy', 'sync.serverBusy', {}, 7_000), new TypeError('the line is cut')];
  const wanted = [...failures];
  const replication = startReplication({
    kind: 'case',
    collection: collection as never,
    deskId: 'A',
    pause: async (failure) => {
      await new Promise((done) => setTimeout(done, 10));
      paused.push(failure);
    },
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
  await replication.stop();
  await database.close();
  expect(paused).toEqual(wanted);
  expect(rests).toEqual([1, 1]);
});
