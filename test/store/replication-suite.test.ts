import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRxPlugin, type RxCollection, rxStorageInstanceToReplicationHandler } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { humansCollection, runReplicationBaseTestSuite, setConfig } from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, afterEach, beforeEach, describe, it } from 'vitest';
import { openLibsql } from '../../src-main/store/libsql-driver.ts';
import { createSqliteStorage } from '../../src-main/store/sqlite-storage/storage.ts';

/** RxDB's own suite, desks and server all on our storage. Proves nothing about a line or about our sync. */
// The suite needs the development mode, which wants documents checked against their schema.
disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBAttachmentsPlugin);
addRxPlugin(RxDBLocalDocumentsPlugin);
// The suite is written for a runner that puts these into the global scope.
Object.assign(globalThis, { describe, it });

const folder = mkdtempSync(join(tmpdir(), 'replication-'));
const key = randomBytes(32);
const storage = wrappedValidateAjvStorage({
  storage: createSqliteStorage((name) => openLibsql(join(folder, `${name}.db`), key)),
});
setConfig({
  storage: {
    name: 'sqlite',
    getStorage: () => storage,
    getPerformanceStorage: () => ({ storage, description: 'sqlite' }),
    hasPersistence: true,
    hasMultiInstance: false,
    hasAttachments: true,
    hasReplication: true,
  } as never,
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let server: RxCollection;
beforeEach(async () => {
  server = (await humansCollection.createAttachments(0)) as unknown as RxCollection;
});
afterEach(async () => {
  await server.database.close();
});

type Sent = { _attachments?: Record<string, { digest: string; data?: Blob }> };

/** RxDB's handler answers a conflict without the bytes of its attachments; a server sends them along. */
async function withBytes(conflict: Sent & Record<string, unknown>) {
  const { storageInstance, schema } = server;
  for (const [name, attachment] of Object.entries(conflict._attachments ?? {})) {
    const id = String(conflict[schema.primaryPath]);
    attachment.data = await storageInstance.getAttachmentData(id, name, attachment.digest);
  }
  return conflict;
}
/** What a replication without attachments sends. */
function withoutAttachments(row: { newDocumentState: Sent }) {
  return { ...row, newDocumentState: { ...row.newDocumentState, _attachments: {} } };
}

function replicate(collection: RxCollection, live: boolean, hasAttachments: boolean) {
  const handler = rxStorageInstanceToReplicationHandler(
    server.storageInstance,
    server.conflictHandler,
    server.database.token,
  );
  return replicateRxCollection({
    collection: collection as never,
    replicationIdentifier: 'suite',
    live,
    pull: {
      handler: (checkpoint, size) => handler.masterChangesSince(checkpoint as never, size) as never,
      ...(live ? { stream$: handler.masterChangeStream$ as never } : {}),
    },
    push: {
      handler: async (rows) => {
        const sent = hasAttachments ? rows : (rows as never[]).map(withoutAttachments);
        const conflicts = await handler.masterWrite(sent as never);
        return (await Promise.all((conflicts as never[]).map(withBytes))) as never;
      },
    },
  });
}
async function syncOnce(collection: RxCollection, hasAttachments: boolean): Promise<void> {
  const state = replicate(collection, false, hasAttachments);
  await state.awaitInitialReplication();
  await state.awaitInSync();
  await state.cancel();
}

describe('RxDB’s replication suite on our storage', () => {
  runReplicationBaseTestSuite({
    startReplication: (collection) => replicate(collection, true, false),
    syncOnce: (collection) => syncOnce(collection, false),
    getAllServerDocs: async () => (await server.find().exec()).map((document) => document.toJSON()),
    cleanUpServer: async () => {
      await server.find().remove();
    },
    getPrimaryOfServerDoc: (document) => document.passportId,
    syncOnceWithAttachments: (collection) => syncOnce(collection, true),
    syncOnceWithAttachmentsDisabled: (collection) => syncOnce(collection, false),
  });
});
