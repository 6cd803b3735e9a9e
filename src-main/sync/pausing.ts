import { SyncFailure } from './server-client.ts';

/** Milliseconds. Whoever asks for more, or for nonsense, does not stop an office for a day. */
export const longestPause = 300_000;

/**
 * Milliseconds to wait after a failure before asking again: never sooner than the server said, and with so much chance in
 * it that desks which were refused together do not come back together.
 * @param step what the desk would wait by itself
 */
export function pauseAfter(failure: unknown, step: number): number {
  const asked = failure instanceof SyncFailure ? Math.min(failure.retryAfter, longestPause) : 0;
  return Math.max(asked, step / 2) + Math.max(asked, step) * Math.random();
}
