import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { StoreError } from '../../src-main/store/store-error.ts';
import { createBlobTransfer } from '../../src-main/sync/blob-transfer.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';

const nameOf = (digit: string) => digit.repeat(64);

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

type Piece = {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * Files that wait, towards a server that answers as it is told to. No line and no store: that the queue is durable is
 * proved elsewhere.
 */
function startTransfer(parts: {
  readonly refusal?: (sha256: string) => Error | null;
  readonly find?: (sha256: string) => Promise<Uint8Array | null>;
  /** How many bytes the server says that it has, and nothing put away. */
  readonly present?: number;
  /** Whether it says that it has all of it. */
  readonly isComplete?: boolean;
  /** Called while a file is on its way. */
  readonly onSending?: (sha256: string) => Promise<void>;
  /** Called with each piece; what it throws is the server's answer. */
  readonly onPiece?: (bytes: Uint8Array) => void;
  /** Called when the list of what waits was read, before it is answered. */
  readonly onLooked?: (waiting: unknown) => Promise<void>;
  readonly onChanged?: () => void;
  /** What the server gives, whichever file it is asked for. */
  readonly answer?: Uint8Array;
}) {
  const kept = new Map<string, unknown>();
  const sent: string[] = [];
  const told: string[] = [];
  const client = {
    open: async ({ path }: { path: string }) => {
      const refusal = parts.refusal?.(path.slice(-64));
      if (refusal) throw refusal;
      return new Response(null, {
        headers: {
          'upload-offset': String(parts.present ?? 0),
          'upload-complete': String(parts.isComplete ?? false),
        },
      });
    },
    ask: async (_shape: unknown, { path, bytes, headers }: Piece) => {
      await parts.onSending?.(path.slice(-64));
      parts.onPiece?.(bytes);
      sent.push(path.slice(-64));
      const offset = Number(headers['upload-offset']) + bytes.length;
      return { offset, isComplete: offset === Number(headers['upload-length']) };
    },
    download: async () => parts.answer ?? new Uint8Array(),
  };
  const transfer = createBlobTransfer({
    account: {
      withSession: async (work: (to: never, token: string) => unknown) => work(client as never, ''),
    } as never,
    settings: {
      find: async (id: string) => {
        const found = kept.get(id) ?? null;
        await parts.onLooked?.(found);
        await new Promise((done) => setImmediate(done));
        return found;
      },
      save: async (id: string, value: unknown) => {
        await new Promise((done) => setImmediate(done));
        kept.set(id, value);
      },
    } as never,
    blobs: { put: async (bytes) => sha256Of(bytes), find: parts.find ?? (async () => new Uint8Array([1])) },
    onSent: (sha256) => void told.push(sha256),
    onChanged: () => parts.onChanged?.(),
  });
  return { transfer, sent, told };
}

it('whoever shows what waits is told each time that it changes, and of the last file that nothing waits any more', async () => {
  const counts: Promise<number>[] = [];
  const { transfer } = startTransfer({ onChanged: () => void counts.push(transfer.count()) });
  await transfer.enqueue([nameOf('a'), nameOf('b')]);
  await transfer.run();
  expect(await Promise.all(counts)).toEqual([2, 1, 0]);
});

it('a file that is noted at the moment in which another has gone is not forgotten', async () => {
  const noting: Promise<void>[] = [];
  const { transfer, sent } = startTransfer({
    // Noted when the first one's answer is on its way: both then change the list of what waits.
    onSending: async (sha256) => {
      if (sha256 === nameOf('a'))
        noting.push(transfer.enqueue([nameOf('b')]), transfer.enqueue([nameOf('c')]));
    },
  });
  await transfer.enqueue([nameOf('a')]);
  await transfer.run();
  await Promise.all(noting);
  await transfer.run();
  expect(sent).toEqual([nameOf('a'), nameOf('b'), nameOf('c')]);
});

it('a file that is noted during the last look at the list goes at once, not when somebody next asks', async () => {
  let isNoted = false;
  const { transfer, sent } = startTransfer({
    onLooked: async (waiting) => {
      if (isNoted || !Array.isArray(waiting) || waiting.length > 0) return;
      isNoted = true;
      await transfer.enqueue([nameOf('b')]);
      void transfer.run();
    },
  });
  await transfer.enqueue([nameOf('a')]);
  await transfer.run();
  expect(isNoted).toBe(true);
  expect(sent).toEqual([nameOf('a'), nameOf('b')]);
});

it('a file that is not the one that was asked for is not shown in its place', async () => {
  const answer = new TextEncoder().encode('%PDF-1.7 of another case');
  const { transfer } = startTransfer({ answer });
  expect(await transfer.fetch(sha256Of(answer))).toEqual(answer);
  expect(await transfer.fetch(nameOf('a'))).toBeNull();
});

it('a proxy that lets no long piece through gets shorter ones, and the file goes', async () => {
  const lengths: number[] = [];
  const { transfer, told } = startTransfer({
    find: async () => new Uint8Array(1_000_000),
    onPiece: (bytes) => {
      lengths.push(bytes.length);
      if (bytes.length > 100_000) throw new SyncFailure('tooLarge', 'sync.serverFailed');
    },
  });
  await transfer.enqueue([nameOf('a')]);
  await transfer.run();
  expect(told).toEqual([nameOf('a')]);
  const first = lengths.findIndex((length) => length <= 100_000);
  // Once it is known how much goes through, nothing longer is tried.
  expect(lengths.slice(first).every((length) => length <= 100_000)).toBe(true);
});

it('a file of which every byte is there is put away before it counts as sent', async () => {
  const { transfer, sent, told } = startTransfer({ present: 1 });
  await transfer.enqueue([nameOf('a')]);
  await transfer.run();
  expect([sent, told, await transfer.count()]).toEqual([[nameOf('a')], [nameOf('a')], 0]);
});

it.each(['sync.signInNeeded', 'sync.protocolTooOld', 'sync.notAllowed', 'sync.deskRevoked'])(
  '%s says nothing of a file: it goes on waiting, and is sent when that is over',
  async (code) => {
    let isRefusing = true;
    const { transfer, sent } = startTransfer({
      refusal: () => (isRefusing ? new SyncFailure('refused', code) : null),
    });
    await transfer.enqueue([nameOf('a'), nameOf('b')]);
    await expect(transfer.run()).rejects.toMatchObject({ code });
    expect(await transfer.count()).toBe(2);
    isRefusing = false;
    await transfer.run();
    expect(sent).toEqual([nameOf('a'), nameOf('b')]);
  },
);

it.each([
  new SyncFailure('refused', 'sync.blobTypeUnknown'),
  new SyncFailure('refused', 'sync.blobHashWrong'),
  new SyncFailure('tooLarge', 'sync.blobTooLarge'),
])(
  '$code: what the server does not take holds up nothing, is not called sent, and does not burden the line',
  async (failure) => {
    let asked = 0;
    let isTaken = false;
    const { transfer, sent } = startTransfer({
      refusal: (sha256) => {
        if (sha256 !== nameOf('a')) return null;
        asked += 1;
        return isTaken ? null : failure;
      },
    });
    await transfer.enqueue([nameOf('a'), nameOf('b')]);
    await transfer.run();
    const [times] = [asked];
    await transfer.run();
    expect([sent, await transfer.count(), transfer.heldBy()]).toEqual([[nameOf('b')], 1, failure.code]);
    expect(asked).toBe(times);
    // Attached once more, or the centre asks for it.
    isTaken = true;
    await transfer.enqueue([nameOf('a')]);
    await transfer.run();
    expect([sent.at(-1), await transfer.count(), transfer.heldBy()]).toEqual([nameOf('a'), 0, null]);
  },
);

it.each([
  ['damaged', 'sync.fileDamaged', () => Promise.reject(new StoreError('store.damaged'))],
  ['not', 'sync.fileNotHere', () => Promise.resolve(null)],
])('a file that is %s here is not called sent until the centre has it', async (_name, code, findBad) => {
  let isGood = false;
  const { transfer, sent } = startTransfer({
    find: (sha256) => (isGood || sha256 !== nameOf('a') ? Promise.resolve(new Uint8Array([1])) : findBad()),
  });
  await transfer.enqueue([nameOf('a'), nameOf('b')]);
  await transfer.run();
  expect([sent, await transfer.count(), transfer.heldBy()]).toEqual([[nameOf('b')], 1, code]);
  isGood = true;
  await transfer.run();
  expect([sent.at(-1), await transfer.count(), transfer.heldBy()]).toEqual([nameOf('a'), 0, null]);
});

it('a file that is not here counts as sent once another desk has sent it', async () => {
  const { transfer, sent } = startTransfer({ find: async () => null, isComplete: true });
  await transfer.enqueue([nameOf('a')]);
  await transfer.run();
  expect([sent, await transfer.count(), transfer.heldBy()]).toEqual([[], 0, null]);
});

it('a file that cannot be read just now waits, and the others go before it', async () => {
  let isReadable = false;
  const { transfer, sent, told } = startTransfer({
    find: async (sha256) => {
      if (sha256 === nameOf('a') && !isReadable) throw new StoreError('store.ioError');
      return new Uint8Array([1]);
    },
  });
  await transfer.enqueue([nameOf('a'), nameOf('b')]);
  await transfer.run();
  expect([sent, await transfer.count()]).toEqual([[nameOf('b')], 1]);
  isReadable = true;
  await transfer.run();
  expect([sent, await transfer.count()]).toEqual([[nameOf('b'), nameOf('a')], 0]);
  expect(told).toEqual(sent);
});

it.each(['sync.centreFull', 'sync.officeFull'])(
  '%s keeps every file waiting without the line counting as gone, says why, and goes on when there is room',
  async (code) => {
    let isFull = true;
    const { transfer, sent } = startTransfer({
      onPiece: () => {
        if (isFull) throw new SyncFailure('busy', code);
      },
    });
    await transfer.enqueue([nameOf('a'), nameOf('b')]);
    await transfer.run();
    expect([await transfer.count(), transfer.heldBy()]).toEqual([2, code]);
    // What a record needs to be judged waits with the others; the record itself goes.
    await transfer.sendNow(nameOf('a'));
    isFull = false;
    await transfer.run();
    expect([sent, await transfer.count(), transfer.heldBy()]).toEqual([[nameOf('a'), nameOf('b')], 0, null]);
  },
);
