import { mkdir, statfs } from 'node:fs/promises';
import type { Database } from '../database/open-database.ts';
import { ServerError } from '../http/server-error.ts';

/** Bytes. */
export type ScanLimits = {
  /** Left free on the disk of the scans: a full one would stop the records too, which often lie on the same. */
  readonly keptFree: number;
  /** Of whole scans, for each office. */
  readonly ofOffice: number;
};

export const noScanLimits: ScanLimits = { keptFree: 0, ofOffice: Number.POSITIVE_INFINITY };

/** Whether the folder of scans may take another one in. */
export function createRoom(parts: {
  readonly database: Database;
  readonly folder: string;
  readonly limits: ScanLimits;
}) {
  const { database, folder, limits } = parts;
  /** Bytes that the system still gives to this process where the scans lie. */
  const findFree = async (): Promise<number> => {
    await mkdir(folder, { recursive: true });
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    findFree,
    /**
     * Before a piece of a scan is taken in. Throws ServerError 507 'sync.centreFull', 'sync.officeFull': the desk keeps it
     * and asks again.
     * @param missing how much of it is not here yet
     */
    ensure: async (officeId: string, size: number, missing: number): Promise<void> => {
      if ((await findFree()) - missing < limits.keptFree) throw new ServerError(507, 'sync.centreFull');
      if (limits.ofOffice === noScanLimits.ofOffice) return;
      const { taken } = await database
        .selectFrom('blobs')
        .select(({ fn }) => fn.sum<string | number | null>('size').as('taken'))
        .where('office_id', '=', officeId)
        .executeTakeFirstOrThrow();
      if (Number(taken ?? 0) + size > limits.ofOffice) throw new ServerError(507, 'sync.officeFull');
    },
  };
}
