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
