import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createServerClient } from '../../src-main/sync/server-client.ts';

/** A line that brings nothing, or something now and then; sockets and TLS are those of `test/sync/line-states`. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const question = { method: 'GET', path: '/v1/directory' } as const;
const clientWith = (answer: (signal: AbortSignal) => Promise<Response>) =>
  createServerClient('http://127.0.0.1:9', {
    fetcher: (_, init) => answer(init?.signal ?? new AbortController().signal),
  });
const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));

it('a question that nobody answers is given up after half a minute', async () => {
  const asked = clientWith(whenAborted).ask(z.unknown(), question);
  const failed = expect(asked).rejects.toMatchObject({ kind: 'offline', code: 'sync.offline' });
  let isOver = false;
  void asked.catch(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(29_000);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await failed;
});

it('a long question is given the time that a slow line takes to carry it', async () => {
  const carried = (signal: AbortSignal) =>
    new Promise<Response>((done, fail) => {
      setTimeout(() => done(Response.json({})), 80_000);
      signal.addEventListener('abort', () => fail(signal.reason));
    });
  const push = { method: 'POST', path: '/v1/actions', body: 'x'.repeat(60_000) } as const;
  const asked = clientWith(carried).ask(z.object({}), push);
  await vi.advanceTimersByTimeAsync(80_000);
  expect(await asked).toEqual({});
});

it('an answer may take as long as it needs while something of it still comes in', async () => {
  const pieces = ['{"a', '":', '1', '}'];
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await new Promise((done) => setTimeout(done, 25_000));
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  const asked = clientWith(async () => new Response(body)).ask(z.object({ a: z.number() }), question);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await asked).toEqual({ a: 1 });
});

/** A scan of a thousand bytes over a line that breaks after so many of them each time; answers how often it was asked for. */
function startDownload(piece: number, isRangeKnown = true) {
  const scan = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
  let asked = 0;
  const client = createServerClient('http://127.0.0.1:9', {
    fetcher: async (_, init) => {
      asked += 1;
      const range = /^bytes=(\d+)-$/.exec(new Headers(init?.headers).get('range') ?? '')?.[1];
      const from = isRangeKnown ? Number(range ?? 0) : 0;
      const length = isRangeKnown ? piece : piece * asked;
      const sent = scan.subarray(from, from + length);
      let isSent = false;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (!isSent && sent.length > 0) controller.enqueue(sent);
          else if (from + sent.length === scan.length) controller.close();
          else controller.error(new Error('the line broke'));
          isSent = true;
        },
      });
      return new Response(body, { status: isRangeKnown && range !== undefined ? 206 : 200 });
    },
  });
  return { scan, download: client.download(question), asked: () => asked };
}

it('a scan goes on where the line broke', async () => {
  const { scan, download, asked } = startDownload(300);
  expect(Buffer.from(await download).equals(scan)).toBe(true);
  expect(asked()).toBe(4);
});

it('a scan is whole also through a proxy that gives all of it again each time', async () => {
  const { scan, download } = startDownload(300, false);
  expect(Buffer.from(await download).equals(scan)).toBe(true);
});

it('a scan of which nothing comes is given up', async () => {
  const { download } = startDownload(0);
  await expect(download).rejects.toMatchObject({ kind: 'offline' });
});

it('a scan may take as long as it needs while something of it still comes in', async () => {
  let left = 5;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await new Promise((done) => setTimeout(done, 25_000));
      left -= 1;
      if (left === 0) controller.close();
      else controller.enqueue(new Uint8Array(10));
    },
  });
  const download = clientWith(async () => new Response(body)).download(question);
  await vi.advanceTimersByTimeAsync(200_000);
  expect((await download).length).toBe(40);
});
