import { createParser } from 'eventsource-parser';
import { LiveEvent } from '../../shared/contract/sync.ts';
import { parseJson } from '../support/parse-json.ts';
import { pauseAfter } from './pausing.ts';
import { SyncFailure } from './server-client.ts';
import type { SyncAccount } from './sync-account.ts';

const longest = 60_000;
/** Milliseconds that a connection may take to come about before it is given up for another; then twice as long. */
const shortestOpening = 3_000;

/**
 * Listens to the server as long as the desk is open; after a break it connects again, later each time, with jitter.
 * Every connection begins with RESYNC, so what was told meanwhile is looked for.
 * @param shortest milliseconds before the first new try
 */
export function startLiveStream(
  account: SyncAccount,
  shortest: number,
  line: {
    readonly onEvent: (event: LiveEvent) => void;
    /** Called with every piece, a bare beat among them. */
    readonly heard: () => void;
    readonly onFailure: (error: unknown) => void;
  },
): { readonly stop: () => void; readonly hurry: () => void; readonly restart: () => void } {
  const end = new AbortController();
  let wait = shortest;
  let pause = new AbortController();
  let again = new AbortController();
  let openingSince: number | null = null;
  let openingPatience = shortestOpening;
  const listen = async (): Promise<void> => {
    await account.withSession(async (client, token) => {
      openingSince = performance.now();
      const response = await client
        .open({ method: 'GET', path: '/v1/live', token }, AbortSignal.any([end.signal, again.signal]))
        .finally(() => {
          openingSince = null;
        });
      openingPatience = shortestOpening;
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
        throw new SyncFailure('offline', 'sync.notTheCentre');
      }
      const parser = createParser({
        onEvent: ({ data }) => {
          const parsed = LiveEvent.safeParse(parseJson(data));
          if (parsed.success) line.onEvent(parsed.data);
        },
      });
      wait = shortest;
      const decoder = new TextDecoder();
      for await (const piece of response.body ?? []) {
        line.heard();
        parser.feed(decoder.decode(piece, { stream: true }));
      }
    });
  };
  const goOn = async (): Promise<void> => {
    while (!end.signal.aborted) {
      again = new AbortController();
      let failure: unknown = null;
      await listen().catch((error: unknown) => {
        failure = error;
        // One that broke off, or was given up, is simply opened again; only what cannot be opened tells of the line.
        const isGivenUp = end.signal.aborted || again.signal.aborted;
        if (error instanceof SyncFailure && !isGivenUp) line.onFailure(error);
      });
      if (again.signal.aborted) continue;
      pause = new AbortController();
      await sleep(pauseAfter(failure, wait), AbortSignal.any([end.signal, pause.signal]));
      wait = Math.min(longest, wait * 2);
    }
  };
  void goOn();
  const hurry = (): void => {
    wait = shortest;
    pause.abort();
  };
  return {
    stop: () => end.abort(),
    /** Connects now instead of later: something has changed that may have been in the way. */
    hurry,
    /** Gives up a connection over which nothing comes any more, and waits for no other. */
    restart: () => {
      if (openingSince !== null) {
        // On a busy machine or a slow line it takes its time, and one that is given up each time never comes about.
        if (performance.now() - openingSince < openingPatience) return;
        openingPatience *= 2;
      }
      again.abort();
      hurry();
    },
  };
}

/** Resolves after a while, or at once when the signal ends it. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      done();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake);
  });
}
