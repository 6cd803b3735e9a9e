import type { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import {
  protocolHeader,
  SyncError,
  syncProtocolVersion,
  wholeLengthHeader,
} from '../../shared/contract/sync.ts';
import type { LineWatch } from './line-watch.ts';

/**
 * Why a request had no result: the server was not reached, asks for patience, or refuses what repeating does not change.
 */
export type FailureKind = 'offline' | 'busy' | 'tooLarge' | 'refused';

export class SyncFailure extends CodedError {
  readonly kind: FailureKind;
  readonly retryAfter: number;

  constructor(
    kind: FailureKind,
    code: string,
    details: Readonly<Record<string, unknown>> = {},
    retryAfter = 0,
  ) {
    super(code, details);
    this.name = 'SyncFailure';
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

export type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly path: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
};

/** Told of a long answer as it comes in, in bytes; the whole is null where the server does not say it. */
export type OnProgress = (received: number, total: number | null) => void;

export type ServerClient = {
  /** An answer may take as long as it needs while something of it still comes in. */
  readonly ask: <Shape extends z.ZodType>(
    shape: Shape,
    order: Ask,
    onProgress?: OnProgress,
  ) => Promise<z.output<Shape>>;
  /** A file, gone on with where the line breaks, as long as each try brings something of it. */
  readonly download: (order: Ask) => Promise<Uint8Array>;
  /** The bare answer of a request that carries bytes or goes on. */
  readonly open: (order: Ask, signal?: AbortSignal) => Promise<Response>;
};

const patience = 30_000;
/** Milliseconds more for each byte that has to be carried there first, as on a line of a kilobyte a second. */
const patienceForByte = 1;
/** The server itself gives a question up after two minutes. */
const longestPatience = 120_000;

/** OpenSSL's and Node's words for a certificate that is not to be trusted. */
const untrusted =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/;

/** What else a client may be told of its line. */
export type LineParts = {
  readonly fetcher?: typeof fetch;
  readonly watch?: Pick<LineWatch, 'heard' | 'moved' | 'signal' | 'isFast'>;
};

/**
 * Speaks to the central server. Every failure becomes a SyncFailure with a stable code; nothing of an answer that
 * does not fit its shape is used.
 * @param line the program's `fetch` unless tests put a bad line in between
 */
export function createServerClient(address: string, line: LineParts = {}): ServerClient {
  const { fetcher = fetch, watch } = line;
  const send = async (order: Ask, text: string | undefined, signal: AbortSignal): Promise<Response> => {
    const { method, path, bytes, token } = order;
    const gone = watch?.signal();
    const began = performance.now();
    try {
      const response = await fetcher(new URL(path, address), {
        method,
        signal: gone === undefined ? signal : AbortSignal.any([signal, gone]),
        // The centre never sends elsewhere; a network that wants to be signed in to does.
        redirect: 'manual',
        headers: {
          [protocolHeader]: String(syncProtocolVersion),
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...order.headers,
        },
        ...(text === undefined ? {} : { body: text }),
        ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      });
      watch?.heard();
      watch?.moved(bytes?.length ?? text?.length ?? 0, performance.now() - began);
      return response;
    } catch (error) {
      throw new SyncFailure('offline', isUntrusted(error) ? 'sync.certificateUntrusted' : 'sync.offline');
    }
  };
  const openWritten = async (
    order: Ask,
    text: string | undefined,
    signal: AbortSignal,
  ): Promise<Response> => {
    const response = await send(order, text, signal);
    if (!response.ok) throw await toFailure(response, order.method);
    return response;
  };
  const open = (order: Ask, signal: AbortSignal = AbortSignal.timeout(patience)): Promise<Response> =>
    openWritten(order, writeBody(order), signal);
  /** Reads an answer to its end, however long that takes while something of it still comes in. */
  const readBody = async (
    order: Ask,
    onPiece: (piece: Uint8Array, response: Response) => void,
  ): Promise<void> => {
    const text = writeBody(order);
    const silence = watchSilence(order.bytes?.length ?? text?.length ?? 0);
    try {
      const response = await openWritten(order, text, silence.signal);
      const began = performance.now();
      let received = 0;
      for await (const piece of response.body ?? []) {
        silence.heard();
        watch?.heard();
        received += piece.length;
        onPiece(piece, response);
      }
      const carried = response.headers.has('content-encoding')
        ? findLength(response, 'content-length')
        : received;
      if (carried) watch?.moved(carried, performance.now() - began);
    } catch (error) {
      if (error instanceof SyncFailure) throw error;
      // The line broke in the middle of the answer.
      throw new SyncFailure('offline', 'sync.offline');
    } finally {
      silence.end();
    }
  };
  const readJson = async (order: Ask, onProgress?: OnProgress): Promise<unknown> => {
    const pieces: Uint8Array[] = [];
    let received = 0;
    const headers = { ...order.headers, 'accept-encoding': watch?.isFast() ? 'identity' : 'gzip' };
    await readBody({ ...order, headers }, (piece, response) => {
      pieces.push(piece);
      received += piece.length;
      const isPacked = response.headers.has('content-encoding');
      onProgress?.(received, findLength(response, isPacked ? wholeLengthHeader : 'content-length'));
    });
    return parseJson(Buffer.concat(pieces).toString('utf8'));
  };
  const download = async (order: Ask): Promise<Uint8Array> => {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const before = bytes.length;
      const pieces: Uint8Array[] = [];
      const range: Record<string, string> = before > 0 ? { range: `bytes=${before}-` } : {};
      const failure: unknown = await readBody({ ...order, headers: range }, (piece, { status }) => {
        // A proxy that knows no ranges gives everything again.
        if (status !== 206) bytes = Buffer.alloc(0);
        pieces.push(piece);
      }).then(
        () => null,
        (error: unknown) => error,
      );
      bytes = Buffer.concat([bytes, ...pieces]);
      if (failure === null) return bytes;
      if (bytes.length <= before) throw failure;
    }
  };
  return {
    open,
    download,
    ask: async (shape, order, onProgress) => {
      const value = await readJson(order, onProgress);
      const parsed = shape.safeParse(value);
      if (!parsed.success) throw new SyncFailure('offline', 'sync.notTheCentre');
      return parsed.data;
    },
  };
}

const findLength = ({ headers }: Response, name: string): number | null => Number(headers.get(name)) || null;

/** The body of a question as it goes over the line. */
const writeBody = ({ body }: Ask): string | undefined =>
  body === undefined ? undefined : JSON.stringify(body);

/**
 * Gives a line up that brings nothing for a while, however slow it is otherwise.
 * @param carried bytes that have to get there before anything can come
 */
function watchSilence(carried: number) {
  const silent = new AbortController();
  const first = Math.min(longestPatience, patience + carried * patienceForByte);
  let timer = setTimeout(() => silent.abort(), first);
  return {
    signal: silent.signal,
    heard: (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), patience);
    },
    end: (): void => clearTimeout(timer),
  };
}

/** What is no JSON does not come from the centre: a network that wants to be signed in to answers with a page. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyncFailure('offline', 'sync.notTheCentre');
  }
}

function isUntrusted(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && untrusted.test(String(cause.code));
}

/** In milliseconds. Seconds by our own server; a proxy in front of it may name a time of day. */
function readRetryAfter(text: string | null): number {
  if (text === null) return 0;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}

async function toFailure(response: Response, method: Ask['method']): Promise<SyncFailure> {
  const parsed = SyncError.safeParse(await response.json().catch(() => null));
  const code = parsed.success ? parsed.data.code : 'sync.serverFailed';
  const details = parsed.success ? (parsed.data.details ?? {}) : {};
  const retryAfter = readRetryAfter(response.headers.get('retry-after'));
  switch (response.status) {
    case 413:
      return new SyncFailure('tooLarge', code, details);
    case 429:
    case 502:
    case 503:
    case 504:
      // Of a proxy that does not reach the server, there is no code.
      return new SyncFailure('busy', parsed.success ? code : 'sync.offline', details, retryAfter);
    case 500:
    case 507:
      return new SyncFailure('busy', code, details);
    default:
      if (parsed.success) return new SyncFailure('refused', code, details);
      // An answer to HEAD has no body that could name the reason, and there is one only that asking anew mends.
      if (method === 'HEAD') {
        return new SyncFailure('refused', response.status === 401 ? 'sync.sessionEnded' : code);
      }
      return new SyncFailure('offline', 'sync.notTheCentre');
  }
}
