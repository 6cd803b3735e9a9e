import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startLiveStream } from '../../src-main/sync/live-stream.ts';
import { longestPause, pauseAfter } from '../../src-main/sync/pausing.ts';
import { createServerClient, SyncFailure } from '../../src-main/sync/server-client.ts';
import type { SyncAccount } from '../../src-main/sync/sync-account.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const step = fc.integer({ min: 1, max: 60_000 });
const asked = fc.oneof(fc.constant(0), fc.double({ min: 0, noNaN: true }));

function pauseBy(chanceThen: number, retryAfter: number, ownStep: number): number {
  vi.spyOn(Math, 'random').mockReturnValue(chanceThen);
  return pauseAfter(new SyncFailure('busy', 'sync.serverBusy', {}, retryAfter), ownStep);
}

describe('before a desk asks again', () => {
  it('it never waits for less than the server said, and never without end', () => {
    fc.assert(
      fc.property(chance, asked, step, (random, retryAfter, own) => {
        const pause = pauseBy(random, retryAfter, own);
        expect(pause).toBeGreaterThanOrEqual(Math.min(retryAfter, longestPause));
        expect(pause).toBeLessThanOrEqual(2 * Math.max(longestPause, own));
      }),
    );
  });

  it('it waits longer each time: the least of four tries later is more than the most of now', () => {
    fc.assert(
      fc.property(chance, chance, fc.integer({ min: 1, max: 1_000 }), (now, later, own) => {
        expect(pauseBy(later, 0, own * 4)).toBeGreaterThan(pauseBy(now, 0, own));
      }),
    );
  });

  it('desks refused together come back as far apart as their chances are: over a whole step, and what the server said', () => {
    fc.assert(
      fc.property(chance, chance, asked, step, (one, other, retryAfter, own) => {
        const apart = Math.abs(pauseBy(one, retryAfter, own) - pauseBy(other, retryAfter, own));
        const width = Math.max(Math.min(retryAfter, longestPause), own);
        expect(apart).toBeCloseTo(width * Math.abs(one - other), 3);
      }),
    );
  });

  it('it waits by itself where nothing was said', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    expect(pauseAfter(new TypeError('the line is cut'), 1_000)).toBe(1_000);
  });
});

it.each([
  ['seconds', '7', 7_000],
  ['a time of day, by a proxy', new Date(1_900_000_009_000).toUTCString(), 9_000],
  ['a time that is past', new Date(1_800_000_000_000).toUTCString(), 0],
  ['nonsense', 'soon', 0],
])('what the server says of when to come again is understood: %s', async (_, text, milliseconds) => {
  vi.spyOn(Date, 'now').mockReturnValue(1_900_000_000_000);
  const busy = () =>
    Response.json({ code: 'sync.serverBusy' }, { status: 503, headers: { 'retry-after': text } });
  const client = createServerClient('http://127.0.0.1:9', { fetcher: async () => busy() });
  const failed = client.ask(z.unknown(), { method: 'GET', path: '/v1/actions' });
  await expect(failed).rejects.toMatchObject({ kind: 'busy', retryAfter: milliseconds });
});

it('a live stream that is refused is not asked for before its time either', async () => {
  vi.useFakeTimers();
  let tries = 0;
  const account = {
    withSession: async () => {
      tries += 1;
      throw new SyncFailure('busy', 'sync.tooManyRequests', {}, 20_000);
    },
  } as unknown as SyncAccount;
  const ignored = { onEvent: () => {}, heard: () => {}, onFailure: () => {} };
  const { stop } = startLiveStream(account, 1_000, ignored);
  await vi.advanceTimersByTimeAsync(19_900);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(20_100);
  expect(tries).toBe(2);
  stop();
  vi.useRealTimers();
});
