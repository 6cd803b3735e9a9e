import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { largestBlob } from '../../shared/contract/sync.ts';
import { findMediaType } from '../../shared/record/media-type.ts';
import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';
import { ServerError } from '../http/server-error.ts';
import { selectFeedActions } from '../sync/feed-actions.ts';
import { listUnknownFiles } from './named-files.ts';
import { createRoom, noScanLimits, type ScanLimits } from './room.ts';
import { createUnfinished } from './unfinished.ts';

export const blobFolder = ({ dataFolder }: { readonly dataFolder: string }): string =>
  join(dataFolder, 'blobs');

/** Told at once; the rest with a later comparison. */
const mostWanted = 1_000;

/** Whose desk sends a file. */
type Sender = Pick<Visitor, 'officeId' | 'deskId'>;

/** Scans and documents of an office, each a file named by its hash, taken in piece by piece. */
export function createBlobs(parts: {
  readonly database: Database;
  readonly folder: string;
  /** Left out: none, for whoever only looks. */
  readonly limits?: ScanLimits;
  readonly now: () => number;
}) {
  const pathOf = (officeId: string, sha256: string) =>
    join(parts.folder, officeId, sha256.slice(0, 2), sha256);
  const unfinished = createUnfinished(parts);
  const room = createRoom({ limits: noScanLimits, ...parts });
  const sizeOf = (path: string) =>
    stat(path).then(
      ({ size }) => size,
      () => 0,
    );
  const find = (officeId: string, sha256: string, database = parts.database) =>
    database
      .selectFrom('blobs')
      .selectAll()
      .where('office_id', '=', officeId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();

  /** Whole by its row and in the folder: after a restore the one may be newer than the other. */
  const findWhole = async (officeId: string, sha256: string, database = parts.database) => {
    const found = await find(officeId, sha256, database);
    if (!found?.is_complete) return undefined;
    return (await sizeOf(pathOf(officeId, sha256))) === found.size ? found : undefined;
  };

  /** 移送 carries the scans too: another office's, when an action of it in this office's feed names them. */
  const findHandedOver = (officeId: string, sha256: string) =>
    parts.database
      .selectFrom('blobs')
      .selectAll('blobs')
      .where('sha256', '=', sha256)
      .where('is_complete', '=', true)
      .where(({ exists }) =>
        exists(
          selectFeedActions(parts.database, officeId)
            .select('feed.action_id')
            .where('feed.action_office_id', '=', sql.ref<string>('blobs.office_id'))
            .where('feed.audience', 'is', null)
            .where('actions.rejection', 'is', null)
            .where('actions.body', 'like', `%"${sha256}"%`),
        ),
      )
      .executeTakeFirst();

  /** A request that comes twice at once must not be written twice: the pieces of one file wait for each other. */
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
    const before = turns.get(path) ?? Promise.resolve();
    const result = before.then(work, work);
    turns.set(path, result);
    const forget = () => {
      if (turns.get(path) === result) turns.delete(path);
    };
    result.then(forget, forget);
    return result;
  };

  /** @param mediaType null of one that is known by name only */
  const keep = async (officeId: string, sha256: string, size: number, mediaType: string | null) => {
    const row = {
      size,
      media_type: mediaType ?? '',
      is_complete: mediaType !== null,
      received_at: new Date(parts.now()).toISOString(),
    };
    await parts.database
      .insertInto('blobs')
      .values({ office_id: officeId, sha256, ...row })
      .onConflict((conflict) => conflict.columns(['office_id', 'sha256']).doUpdateSet(row))
      .execute();
  };

  const mark = (officeId: string, sha256: string, isComplete: boolean) =>
    parts.database
      .updateTable('blobs')
      .set({ is_complete: isComplete })
      .where('office_id', '=', officeId)
      .where('sha256', '=', sha256)
      .execute();

  /** Somebody needs it: from now on desks are asked for it. A disk that is only away now has not lost it. */
  const noteLost = async (officeId: string, sha256: string): Promise<void> => {
    const known = await find(officeId, sha256);
    const path = pathOf(officeId, sha256);
    const isAway = await stat(dirname(path)).then(
      () => false,
      () => true,
    );
    if (!known?.is_complete || isAway || (await sizeOf(path)) === known.size) return;
    await mark(officeId, sha256, false);
  };

  const finish = async (officeId: string, sha256: string, partial: string, size: number): Promise<void> => {
    const { isRight, mediaType } = await examine(partial, sha256);
    if (!isRight || mediaType === null) {
      await rm(partial, { force: true });
      throw new ServerError(422, isRight ? 'sync.blobTypeUnknown' : 'sync.blobHashWrong');
    }
    const path = pathOf(officeId, sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
    // Only then is the name durable; the row below must not outlive it.
    await syncFolder(dirname(path));
    await keep(officeId, sha256, size, mediaType);
  };

  return {
    findFree: room.findFree,
    /**
     * After a restore: notes of every scan whether its file is in the folder, and answers how many are not. Desks that have
     * one of those send it again after their daily comparison. So it is with those that came after the backup, to actions
     * that had come before.
     */
    checkAll: async (): Promise<number> => {
      for await (const { officeId, sha256 } of listUnknownFiles(parts.database)) {
        const path = pathOf(officeId, sha256);
        const { isRight, mediaType } = await examine(path, sha256).catch(() => nothing);
        const isThere = isRight && mediaType !== null;
        await keep(officeId, sha256, isThere ? await sizeOf(path) : 0, isThere ? mediaType : null);
      }
      const rows = await parts.database.selectFrom('blobs').selectAll().execute();
      let missing = 0;
      for (const { office_id: officeId, sha256, size, is_complete: wasThere } of rows) {
        const isThere = size > 0 && (await sizeOf(pathOf(officeId, sha256))) === size;
        if (!isThere) missing += 1;
        if (isThere !== wasThere) await mark(officeId, sha256, isThere);
      }
      return missing;
    },
    listWanted: async (officeId: string): Promise<string[]> => {
      const rows = await parts.database
        .selectFrom('blobs')
        .select('sha256')
        .where('office_id', '=', officeId)
        .where('is_complete', '=', false)
        // Others each time: those that no desk has would stand before the rest for ever.
        .orderBy(sql`random()`)
        .limit(mostWanted)
        .execute();
      return rows.map(({ sha256 }) => sha256);
    },
    /** How much of a blob is here from this desk, in bytes; all of it from whichever. */
    progress: async (
      { officeId, deskId }: Sender,
      sha256: string,
    ): Promise<{ offset: number; isComplete: boolean }> => {
      const found = await findWhole(officeId, sha256);
      if (found !== undefined) return { offset: found.size, isComplete: true };
      return { offset: await sizeOf(unfinished.pathOf(officeId, deskId, sha256)), isComplete: false };
    },
    /**
     * Takes one piece at an offset; the last one completes it. `taken` is 0 when all of it was here. Throws
     * 'sync.blobOffsetWrong' with the right one, 'sync.centreFull', 'sync.officeFull'.
     */
    takePiece: (
      { officeId, deskId }: Sender,
      sha256: string,
      piece: Buffer,
      offset: number,
      size: number,
    ): Promise<{ offset: number; isComplete: boolean; taken: number }> => {
      const partial = unfinished.pathOf(officeId, deskId, sha256);
      return inTurn(partial, async () => {
        if (size > largestBlob || size < 1) throw new ServerError(413, 'sync.blobTooLarge');
        const found = await findWhole(officeId, sha256);
        if (found !== undefined) return { offset: found.size, isComplete: true, taken: 0 };
        let present = await sizeOf(partial);
        if (present > size) {
          // Longer than the file is said to be: it goes once more from the start.
          await rm(partial, { force: true });
          present = 0;
        }
        if (present !== offset) throw new ServerError(409, 'sync.blobOffsetWrong', { offset: present });
        if (offset + piece.length > size) throw new ServerError(413, 'sync.blobTooLarge');
        // Each time: how long a file is, is only said, and may be said otherwise once it is begun.
        await room.ensure(officeId, size, size - present);
        if (present === 0) {
          await mkdir(dirname(partial), { recursive: true });
          await unfinished.makeRoom(officeId, partial);
        }
        // At its place, not at the end: another process of this server may take the same piece in at the same time.
        const file = await open(partial, present === 0 ? 'w' : 'r+');
        try {
          // A disk that is nearly full takes a part, and says only of the rest that it takes nothing more.
          for (let written = 0; written < piece.length; ) {
            const { bytesWritten } = await file.write(piece, written, null, offset + written);
            written += bytesWritten;
          }
          await file.sync();
        } finally {
          await file.close();
        }
        const reached = offset + piece.length;
        if (reached === size) await finish(officeId, sha256, partial, size);
        return { offset: reached, isComplete: reached === size, taken: piece.length };
      });
    },
    /** A whole small file of the office; null while it is not here. */
    findBytes: async (change: Database, officeId: string, sha256: string): Promise<Uint8Array | null> => {
      const found = await findWhole(officeId, sha256, change);
      return found === undefined ? null : readFile(pathOf(officeId, sha256));
    },
    read: async (officeId: string, sha256: string) => {
      const own = await findWhole(officeId, sha256);
      const other = own === undefined ? await findHandedOver(officeId, sha256) : undefined;
      const found = own ?? (other && (await findWhole(other.office_id, sha256)));
      if (found === undefined) {
        await noteLost(other?.office_id ?? officeId, sha256);
        throw new ServerError(404, 'sync.blobUnknown');
      }
      return { mediaType: found.media_type, size: found.size, path: pathOf(found.office_id, sha256) };
    },
  };
}

const nothing = { isRight: false, mediaType: null };

/** Whether a file is the one of this name, and of what kind. Throws when there is none. */
async function examine(path: string, sha256: string) {
  const hash = createHash('sha256');
  let beginning = Buffer.alloc(0);
  for await (const piece of createReadStream(path)) {
    if (beginning.length < 16) beginning = Buffer.concat([beginning, piece]).subarray(0, 16);
    hash.update(piece);
  }
  return { isRight: hash.digest('hex') === sha256, mediaType: findMediaType(beginning) };
}

/** A rename is durable when its folder is. As at the desk: the server shares no code with it that touches files. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call and does it by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export type Blobs = ReturnType<typeof createBlobs>;
