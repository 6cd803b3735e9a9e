import { cpSync, rmSync } from 'node:fs';
import { blobFolder, createBlobs } from '../../src-server/blobs/blob-store.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import type { ServerSettings } from '../../src-server/settings.ts';
import { createTestDesk, deskHeaders, startServer, subdistrict } from '../server/parties.ts';
import type { DeskSettings } from './desk-child.ts';
import { countUnsent, startDeskProcess, until } from './desk-process.ts';

/** A server, one office and its enrolled desks, each in a process of its own. Nothing waits longer than it must. */
export async function startStaffedOffice(
  desks: readonly Partial<DeskSettings>[],
  settings: Partial<ServerSettings> & { readonly now?: () => number } = {},
) {
  let server = await startServer(null, settings);
  const { folder, address } = server;
  const port = Number(new URL(address).port);
  const reopenServer = async () => {
    server = await startServer(null, { ...settings, folder, port });
  };
  const officeId = await server.administration.addOffice(subdistrict);
  const started = await Promise.all(
    desks.map((one, index) =>
      startDeskProcess({ seed: index + 1, pauses: { polling: 1_000, retry: 200 }, ...one }),
    ),
  );
  for (const [index, desk] of started.entries()) {
    await desk.setUp('ABCDEF'[index] ?? 'Z');
    await desk.enrol(server, officeId);
  }
  const desk = (index: number) => {
    const found = started[index];
    if (found === undefined) throw new Error(`no desk ${index}`);
    return found;
  };
  const watcher = await createTestDesk(server, officeId, 'W');
  await watcher.begin();
  const isOneMind = async (caseId: string, actionIds: readonly string[]): Promise<boolean> => {
    const wanted = [...actionIds].sort().join();
    const looks = await Promise.all(started.map((one) => one.look(caseId).catch(() => null)));
    const isWhole = looks.every(
      (look) => look !== null && [...look.ids].sort().join() === wanted && look.faults.length === 0,
    );
    if (!isWhole || new Set(looks.map((look) => look?.digest)).size > 1) return false;
    const states = await Promise.all(started.map((one) => one.status().catch(() => null)));
    return states.every((one) => one !== null && countUnsent(one) === 0 && one.state !== 'offline');
  };
  return {
    desk,
    officeId,
    /** The one that runs now: after a restore it is another. */
    server: () => server,
    /** One more desk of the office, without a store: it writes whatever it is told to. */
    watcher,
    /** Copies the server's data while it is stopped, as an operator would. */
    copyServer: async (to: string): Promise<void> => {
      await server.close();
      cpSync(folder, to, { recursive: true });
      await reopenServer();
    },
    restoreServer: async (from: string): Promise<void> => {
      await server.close();
      rmSync(folder, { recursive: true });
      cpSync(from, folder, { recursive: true });
      await reopenServer();
    },
    /**
     * As if its scans had been lost, and the operator's order afterwards; answers how many are missing. A database of before
     * they came knows none of them, and then the folder may lie there as it was.
     */
    loseScans: async (lost: 'folder' | 'database' | 'both' = 'folder'): Promise<number> => {
      await server.close();
      if (lost !== 'database') rmSync(blobFolder({ dataFolder: folder }), { recursive: true });
      const { database, close } = await openDatabase({ databaseUrl: null, dataFolder: folder });
      if (lost !== 'folder') await database.deleteFrom('blobs').execute();
      const blobs = createBlobs({ database, folder: blobFolder({ dataFolder: folder }), now: Date.now });
      const missing = await blobs.checkAll();
      await close();
      await reopenServer();
      return missing;
    },
    /** Ids of a case's actions as the server has them, in its order. */
    listAtServer: async (caseId: string): Promise<string[]> => {
      const { rows } = (await watcher.ask('GET', `/v1/records/${caseId}`)).value as {
        rows: { action: { id: string } }[];
      };
      return rows.map((row) => row.action.id);
    },
    /** Whether all of a file is at the server. */
    hasFile: async (sha256: string): Promise<boolean> => {
      const { status } = await fetch(`${address}/v1/blobs/${sha256}`, {
        headers: deskHeaders(watcher.token()),
      });
      return status === 200;
    },
    /** Bytes of scans that the server has taken in since it began. */
    countBlobBytes: async (): Promise<number> => {
      const text = await (await fetch(`${address}/metrics`)).text();
      return Number(/^desk_blob_bytes_total (\d+)/m.exec(text)?.[1]);
    },
    isOneMind,
    /** Waits until every desk shows the same of a case, each of these actions once, and nothing waits anywhere. */
    awaitOneMind: (caseId: string, actionIds: readonly string[], patience = 60_000): Promise<void> =>
      until('all desks show the same', () => isOneMind(caseId, actionIds), patience).catch(
        async (error: unknown) => {
          const found = await Promise.all(
            started.map(async (one) => [
              (await one.look(caseId).catch(() => null))?.ids.length,
              await one.status(),
            ]),
          );
          throw new Error(`${String(error)}: not ${actionIds.length} everywhere: ${JSON.stringify(found)}`);
        },
      ),
    end: async (): Promise<void> => {
      await Promise.all(started.map((one) => one.end()));
      await server.end();
    },
  };
}
export type StaffedOffice = Awaited<ReturnType<typeof startStaffedOffice>>;
