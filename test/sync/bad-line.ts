/** How bad a line is; the chances are from 0 to 1. */
export type LineFaults = {
  readonly isCut: boolean;
  /** The request never arrives. */
  readonly loseRequest: number;
  /** The request arrives, its answer does not: the desk sends it again. */
  readonly loseAnswer: number;
  /** The answer breaks off in the middle. */
  readonly tearAnswer: number;
  /** The request arrives up to four more times, now or after later requests. */
  readonly repeat: number;
  /** Longest delay in milliseconds; requests that are under way at once overtake each other. */
  readonly delay: number;
  /** A proxy that refuses longer requests, in bytes. */
  readonly longest: number;
  /** What was pushed arrives, but nothing is heard of it until the line changes again. */
  readonly isPushHeld: boolean;
  /** Requests to these paths do not go out until the line changes again. */
  readonly held: readonly string[];
  /** The server fails at every push: its answer is a 500. */
  readonly isServerStumbling: boolean;
  /** So many bytes of files go out, then the line breaks in the middle of a piece. */
  readonly uploadLimit: number;
};
export const goodLine: LineFaults = {
  isCut: false,
  loseRequest: 0,
  loseAnswer: 0,
  tearAnswer: 0,
  repeat: 0,
  delay: 0,
  longest: Number.POSITIVE_INFINITY,
  isPushHeld: false,
  held: [],
  isServerStumbling: false,
  uploadLimit: Number.POSITIVE_INFINITY,
};

/** Mulberry32: the same seed is the same row of numbers from 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `fetch` over a line that fails by a seed. It proves nothing about real packets, only about lost, torn, doubled, late
 * and overtaking requests.
 * @param onEvent told before a request leaves and after its answer came, so that a test can stop the desk there
 */
export function createBadLine(seed: number, onEvent: (name: string) => void = () => {}) {
  let faults = goodLine;
  let uploadLeft = goodLine.uploadLimit;
  const random = createRandom(seed);
  const open = new Set<AbortController>();
  let release: () => void = () => {};
  let released = Promise.resolve();
  const broken = () => new TypeError('the line is cut');
  const fetchOverLine: typeof fetch = async (input, init) => {
    const { isCut, loseRequest, loseAnswer, tearAnswer, repeat, delay, longest, isPushHeld } = faults;
    const path = new URL(String(input)).pathname;
    const name = `${init?.method ?? 'GET'} ${path.replace(/[^/]{20,}/, ':id')}`;
    if (isCut || random() < loseRequest) throw broken();
    const length = typeof init?.body === 'string' ? init.body.length : 0;
    if (length > longest) return Response.json({ code: 'sync.requestTooLarge' }, { status: 413 });
    if (faults.isServerStumbling && name === 'POST /v1/actions') {
      return Response.json({ code: 'sync.serverFailed' }, { status: 500 });
    }
    while (faults.held.includes(path)) await released;
    if (delay > 0) await pause(random() * delay);
    const cut = new AbortController();
    open.add(cut);
    const signals = init?.signal ? [init.signal, cut.signal] : [cut.signal];
    const send = () => fetch(input, { ...init, signal: AbortSignal.any(signals) });
    if (init?.body instanceof Uint8Array) {
      const piece = init.body;
      if (piece.length > uploadLeft) {
        const torn = breakOff(piece.subarray(0, uploadLeft));
        uploadLeft = 0;
        return fetch(input, { ...init, body: torn, duplex: 'half' } as RequestInit);
      }
      uploadLeft -= piece.length;
    }
    // The live stream has no end that could be waited for.
    if (path === '/v1/live') return send();
    const sendAgain = () =>
      send()
        .then(discard)
        .catch(() => {});
    if (random() < repeat) {
      for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
        if (random() < 0.5) await sendAgain();
        else void pause(random() * (delay + 20)).then(sendAgain);
      }
    }
    onEvent(`before ${name}`);
    const response = await send().finally(() => open.delete(cut));
    if (isPushHeld && name === 'POST /v1/actions') await released;
    if (random() < loseAnswer) {
      await discard(response);
      throw broken();
    }
    if (response.body !== null && random() < tearAnswer) {
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { status, headers } = response;
      return new Response(bytes.slice(0, Math.floor(bytes.length * random())), { status, headers });
    }
    onEvent(`after ${name}`);
    return response;
  };
  return {
    fetch: fetchOverLine,
    set: (next: LineFaults): void => {
      faults = next;
      uploadLeft = next.uploadLimit;
      release();
      released = new Promise((done) => {
        release = done;
      });
      if (!next.isCut) return;
      for (const one of open) one.abort();
      open.clear();
    },
  };
}

/** A body that begins and never ends: what came of it is on the other side when the line breaks. */
function breakOff(beginning: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(beginning),
    pull: async (controller) => {
      await pause(20);
      controller.error(new TypeError('the line is cut'));
    },
  });
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const discard = (response: Response) => response.arrayBuffer().then(() => {});
