import { ServerError } from './server-error.ts';

const mostKept = 10_000;

/**
 * So many requests a minute of one asker, in bursts as they come. Of this process: with several each counts by itself.
 * Throws ServerError 429 'sync.tooManyRequests' with the seconds to wait.
 */
export function createRateLimit(perMinute: number, now: () => number): (asker: string) => void {
  const askers = new Map<string, { readonly left: number; readonly at: number }>();
  const perMillisecond = perMinute / 60_000;
  return (asker) => {
    const at = now();
    const former = askers.get(asker) ?? { left: perMinute, at };
    // A clock that is put back gives nothing and takes nothing.
    const left = Math.min(perMinute, former.left + Math.max(0, at - former.at) * perMillisecond);
    if (left < 1) {
      const retryAfterSeconds = Math.ceil((1 - left) / perMillisecond / 1000);
      throw new ServerError(429, 'sync.tooManyRequests', { retryAfterSeconds });
    }
    askers.delete(asker);
    askers.set(asker, { left: left - 1, at });
    const [oldest] = askers.keys();
    if (askers.size > mostKept && oldest !== undefined) askers.delete(oldest);
  };
}

const busySeconds = 2;

/**
 * Lets so many pieces of work in at once. Whoever comes to a full house is told so at once instead of waiting until the
 * line breaks. Throws ServerError 503 'sync.serverBusy' with the seconds to wait.
 */
export function createGate(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let inside = 0;
  return async (work) => {
    if (inside >= most) throw new ServerError(503, 'sync.serverBusy', { retryAfterSeconds: busySeconds });
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
    }
  };
}
