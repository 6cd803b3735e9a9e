import { ServerError } from '../http/server-error.ts';

const freeTries = 5;
const longestWait = 3600;
const mostKept = 10_000;

/**
 * Counts tries at a password before they are judged, so that many at once count as many. After five wrong ones each
 * further one doubles the wait, from half a minute to an hour. Of this process: with several each counts by itself.
 * Throws ServerError 429 'sync.tooManyTries'; answers what takes the tries back when the password was right.
 */
export function createTries(now: () => number): (account: string) => () => void {
  const tried = new Map<string, { readonly count: number; readonly until: number }>();
  return (account) => {
    const former = tried.get(account) ?? { count: 0, until: 0 };
    if (former.until > now()) {
      const retryAfterSeconds = Math.ceil((former.until - now()) / 1000);
      throw new ServerError(429, 'sync.tooManyTries', { retryAfterSeconds });
    }
    const count = former.count + 1;
    const wait = count < freeTries ? 0 : Math.min(30 * 2 ** (count - freeTries), longestWait);
    tried.delete(account);
    tried.set(account, { count, until: now() + wait * 1000 });
    const [oldest] = tried.keys();
    if (tried.size > mostKept && oldest !== undefined) tried.delete(oldest);
    return () => tried.delete(account);
  };
}
