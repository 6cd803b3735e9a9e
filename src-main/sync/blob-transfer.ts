import { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { blobPieceSize } from '../../shared/contract/sync.ts';
import { createTurns } from '../../shared/support/in-turn.ts';
import type { BlobStore } from '../store/blobs.ts';
import { SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';
import type { SyncSettings } from './sync-settings.ts';

const Queue = z.array(z.string());
const Reached = z.object({ offset: z.number().int(), isComplete: z.boolean() });
type Reached = z.infer<typeof Reached>;
const place = 'sync.blobsWaiting';
const shortestPiece = blobPieceSize / 64;

/** Scans and documents go after the actions that name them, piece by piece; a broken line goes on where it stopped. */
export function createBlobTransfer(parts: {
  readonly account: SyncAccount;
  readonly settings: SyncSettings;
  readonly blobs: BlobStore;
  readonly onSent: (sha256: string) => void;
  /** Which files wait, or what holds them back, is no longer as it was: whoever shows it looks again. */
  readonly onChanged: () => void;
}) {
  const { account, settings, blobs } = parts;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  /** Why the server took nothing in at the last try, though it was reached; as a code. */
  let heldBy: string | null = null;
  /** What is wrong with single files that wait, as codes. */
  const faults = new Map<string, string>();
  /** Shorter after a failure: a slow line is given up in the middle of a long piece. */
  let pieceSize = blobPieceSize;
  /** Less where a proxy in between lets no more through. */
  let largestPiece = blobPieceSize;

  const upload = async (sha256: string): Promise<void> => {
    const path = `/v1/blobs/${sha256}`;
    const head = await account.withSession((client, token) => client.open({ method: 'HEAD', path, token }));
    if (head.headers.get('upload-complete') === 'true') return;
    const bytes = await blobs.find(sha256);
    // Another desk has it and sends it, or it is lost: until it is there nobody may believe that it is.
    if (bytes === null) throw new CodedError('sync.fileNotHere');
    let offset = Number(head.headers.get('upload-offset') ?? 0);
    // All of it may be there and not be put away yet: then a piece without a byte ends it.
    for (let isComplete = false; !isComplete; ) {
      const reached = await sendPiece(path, bytes, offset);
      if (!reached.isComplete && reached.offset <= offset)
        throw new SyncFailure('refused', 'sync.blobOffsetWrong');
      ({ offset, isComplete } = reached);
    }
  };

  /** Answers how much of the file is there now. */
  const sendPiece = async (path: string, bytes: Uint8Array, offset: number): Promise<Reached> => {
    try {
      const answer = await account.withSession((client, token) =>
        client.ask(Reached, {
          method: 'PUT',
          path,
          bytes: bytes.subarray(offset, offset + pieceSize),
          token,
          headers: { 'upload-offset': String(offset), 'upload-length': String(bytes.length) },
        }),
      );
      pieceSize = Math.min(largestPiece, pieceSize * 2);
      return answer;
    } catch (error) {
      if (error instanceof SyncFailure && error.kind === 'offline') {
        pieceSize = Math.max(shortestPiece, pieceSize / 4);
      }
      if (isTooLongAPiece(error) && pieceSize > shortestPiece) {
        largestPiece = pieceSize / 2;
        pieceSize = largestPiece;
        return sendPiece(path, bytes, offset);
      }
      // This piece came through earlier, and only the answer was lost.
      const present = error instanceof SyncFailure ? z.int().safeParse(error.details.offset) : undefined;
      if (present?.success) return { offset: present.data, isComplete: false };
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

  /** Every change of the list reads it first: of two at once the later one would forget what the other noted. */
  const inTurn = createTurns();
  const listWaiting = async (): Promise<string[]> => (await settings.find(place, Queue)) ?? [];
  const keepWaiting = async (hashes: readonly string[]): Promise<void> => {
    await settings.save(place, hashes);
    parts.onChanged();
  };
  const forget = (sha256: string): Promise<void> =>
    inTurn(async () => keepWaiting((await listWaiting()).filter((one) => one !== sha256)));
  const holdBack = (code: string | null): void => {
    if (heldBy === code) return;
    heldBy = code;
    parts.onChanged();
  };

  const noteFault = (sha256: string, code: string | null): void => {
    if (faults.get(sha256) === (code ?? undefined)) return;
    if (code === null) faults.delete(sha256);
    else faults.set(sha256, code);
    parts.onChanged();
  };
  /** What the server has refused is sent again when somebody asks for it, or the program begins anew. */
  const isRefused = (sha256: string): boolean => refusals.includes(faults.get(sha256) ?? '');

  /** Each once; a line that fails, or a desk that has no rights just now, ends it, and all of the rest waits. */
  const drain = async (): Promise<void> => {
    const tried = new Set<string>();
    for (;;) {
      const next = (await listWaiting()).find((sha256) => !tried.has(sha256) && !isRefused(sha256));
      if (next === undefined) return;
      tried.add(next);
      const failure: unknown = await send(next).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure === null) parts.onSent(next);
      holdBack(isOfRoom(failure) ? failure.code : null);
      noteFault(next, findFault(failure));
      if (failure === null) await forget(next);
      // A smaller one would find no room either, or leave less for what waits longer.
      else if (heldBy !== null) return;
      else if (!isOfFile(failure)) throw failure;
    }
  };

  /** Once more while somebody asked meanwhile: what was noted during the last look at the list would wait for long. */
  const drainAll = async (): Promise<void> => {
    try {
      do {
        isAskedAgain = false;
        await drain();
      } while (isAskedAgain);
    } finally {
      running = null;
    }
  };

  return {
    /** Notes blobs to be sent; durable when it returns. */
    enqueue: (hashes: readonly string[]): Promise<void> =>
      inTurn(async () => {
        for (const one of hashes.filter(isRefused)) faults.delete(one);
        const queue = await listWaiting();
        const joined = [...new Set([...queue, ...hashes])];
        if (joined.length > queue.length) await keepWaiting(joined);
      }),
    /** Sends one file out of turn; fails when the line does. What the server does not take it will say itself. */
    sendNow: (sha256: string): Promise<void> =>
      send(sha256).then(
        () => noteFault(sha256, null),
        (error: unknown) => {
          if (!isOfFile(error) && !isOfRoom(error)) throw error;
        },
      ),
    heldBy: (): string | null => heldBy ?? faults.values().next().value ?? null,
    count: async (): Promise<number> => (await listWaiting()).length,
    /** Sends what waits; fails when the line does, and is called again then. */
    run: (): Promise<void> => {
      isAskedAgain = true;
      running ??= drainAll();
      return running;
    },
    /** Fetches a blob that another desk has sent. Null when the server has none. */
    fetch: async (sha256: string): Promise<Uint8Array | null> => {
      try {
        const bytes = await account.withSession((client, token) =>
          client.download({ method: 'GET', path: `/v1/blobs/${sha256}`, token }),
        );
        return (await blobs.put(bytes)) === sha256 ? bytes : null;
      } catch (error) {
        if (error instanceof SyncFailure && error.code === 'sync.blobUnknown') return null;
        throw error;
      }
    },
  };
}
export type BlobTransfer = ReturnType<typeof createBlobTransfer>;

/** What this server does not take: only one of another release, or the same one put right, may do so. */
const refusals: readonly string[] = ['sync.blobTypeUnknown', 'sync.blobHashWrong', 'sync.blobTooLarge'];

/** What somebody is told of a file that waits; null when nothing is wrong with it. */
function findFault(failure: unknown): string | null {
  if (!(failure instanceof CodedError)) return null;
  if (failure.code === 'store.damaged') return 'sync.fileDamaged';
  return [...refusals, 'sync.fileNotHere'].includes(failure.code) ? failure.code : null;
}

/** The server has no room for any file; records it may still take. */
const isOfRoom = (error: unknown): error is SyncFailure =>
  error instanceof SyncFailure && ['sync.centreFull', 'sync.officeFull'].includes(error.code);

/** Not the server's own word on the file: that one has its code. */
const isTooLongAPiece = (error: unknown): boolean =>
  error instanceof SyncFailure && error.kind === 'tooLarge' && error.code !== 'sync.blobTooLarge';

/** What lies in one file, or in reading it: it waits, and must not hold up the others. */
const isOfFile = (error: unknown): boolean =>
  !(error instanceof SyncFailure) ||
  [...refusals, 'sync.blobOffsetWrong', 'sync.requestMalformed'].includes(error.code);
