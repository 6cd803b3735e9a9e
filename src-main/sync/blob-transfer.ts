import { z } from 'zod';
import { blobPieceSize } from '../../shared/contract/sync.ts';
import type { BlobStore } from '../store/blobs.ts';
import { SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

const Queue = z.array(z.string());
const place = 'sync.blobsWaiting';
const shortestPiece = blobPieceSize / 64;

/** Scans and documents go after the actions that name them, piece by piece; a broken line goes on where it stopped. */
export function createBlobTransfer(parts: {
  readonly account: SyncAccount;
  readonly settings: SyncSettings;
  readonly blobs: BlobStore;
}) {
  const { account, settings, blobs } = parts;
  let running: Promise<void> | null = null;
  /** Shorter after a failure: a slow line is given up in the middle of a long piece. */
  let pieceSize = blobPieceSize;

  const upload = async (sha256: string): Promise<void> => {
    const bytes = await blobs.find(sha256);
    if (bytes === null) return; // evicted or never here: another desk has it
    const path = `/v1/blobs/${sha256}`;
    const head = await account.withSession((client, token) => client.open({ method: 'HEAD', path, token }));
    if (head.headers.get('upload-complete') === 'true') return;
    let offset = Number(head.headers.get('upload-offset') ?? 0);
    while (offset < bytes.length) {
      const reached = await sendPiece(path, bytes, offset);
      if (reached <= offset) throw new SyncFailure('refused', 'sync.blobOffsetWrong');
      offset = reached;
    }
  };

  /** Answers how much of the file is there now. */
  const sendPiece = async (path: string, bytes: Uint8Array, offset: number): Promise<number> => {
    try {
      const answer = await account.withSession((client, token) =>
        client.ask(z.object({ offset: z.number().int() }), {
          method: 'PUT',
          path,
          bytes: bytes.subarray(offset, offset + pieceSize),
          token,
          headers: { 'upload-offset': String(offset), 'upload-length': String(bytes.length) },
        }),
      );
      pieceSize = Math.min(blobPieceSize, pieceSize * 2);
      return answer.offset;
    } catch (error) {
      if (error instanceof SyncFailure && error.kind === 'offline') {
        pieceSize = Math.max(shortestPiece, pieceSize / 4);
      }
      // This piece came through earlier, and only the answer was lost.
      const present = error instanceof SyncFailure ? z.int().safeParse(error.details.offset) : undefined;
      if (present?.success) return present.data;
      throw error;
    }
  };

  /** What arrived of it earlier may not fit together: it is thrown away there, and goes once more from the start. */
  const send = (sha256: string): Promise<void> =>
    upload(sha256).catch((error: unknown) => {
      const isTornThere =
        error instanceof SyncFailure && ['sync.blobHashWrong', 'sync.blobOffsetWrong'].includes(error.code);
      if (!isTornThere) throw error;
      return upload(sha256);
    });

  /** What the server will never take, or is damaged here, must not hold up the others; the file stays here. */
  const isHopeless = (error: unknown): boolean =>
    !(error instanceof SyncFailure) || (error.kind === 'refused' && error.code !== 'sync.blobOffsetWrong');

  const drain = async (): Promise<void> => {
    for (;;) {
      const [next] = (await settings.find(place, Queue)) ?? [];
      if (next === undefined) return;
      await send(next).catch((error: unknown) => {
        if (!isHopeless(error)) throw error;
      });
      const queue = (await settings.find(place, Queue)) ?? [];
      await settings.save(
        place,
        queue.filter((one) => one !== next),
      );
    }
  };

  return {
    /** Notes blobs to be sent; durable when it returns. */
    enqueue: async (hashes: readonly string[]): Promise<void> => {
      const queue = (await settings.find(place, Queue)) ?? [];
      const joined = [...new Set([...queue, ...hashes])];
      if (joined.length > queue.length) await settings.save(place, joined);
    },
    /** Sends one file out of turn; fails when the line does. What the server does not take it will say itself. */
    sendNow: (sha256: string): Promise<void> =>
      send(sha256).catch((error: unknown) => {
        if (!isHopeless(error)) throw error;
      }),
    count: async (): Promise<number> => ((await settings.find(place, Queue)) ?? []).length,
    /** Sends what waits; fails when the line does, and is called again then. */
    run: (): Promise<void> => {
      running ??= drain().finally(() => {
        running = null;
      });
      return running;
    },
    /** Fetches a blob that another desk has sent. Null when the server has none. */
    fetch: async (sha256: string): Promise<Uint8Array | null> => {
      try {
        const response = await account.withSession((client, token) =>
          client.open({ method: 'GET', path: `/v1/blobs/${sha256}`, token }),
        );
        const bytes = new Uint8Array(await response.arrayBuffer());
        return (await blobs.put(bytes)) === sha256 ? bytes : null;
      } catch (error) {
        if (error instanceof SyncFailure && error.code === 'sync.blobUnknown') return null;
        throw error;
      }
    },
  };
}
export type BlobTransfer = ReturnType<typeof createBlobTransfer>;
