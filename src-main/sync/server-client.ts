import type { z } from 'zod';
import { CodedError } from '../../shared/contract/ipc.ts';
import { protocolHeader, SyncError, syncProtocolVersion } from '../../shared/contract/sync.ts';

/** Why a request had no result: no line, a server that asks for patience, or a refusal that repeating does not change. */
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
  /** The bare answer of a request that carries bytes or goes on. */
  readonly open: (order: Ask, signal?: AbortSignal) => Promise<Response>;
};

const patience = 30_000;

/**
 * Speaks to the central server. Every failure becomes a SyncFailure with a stable code; nothing of an answer that
 * does not fit its shape is used.
 * @param fetcher the program's `fetch`; tests put a bad line in between
 */
export function createServerClient(address: string, fetcher: typeof fetch = fetch): ServerClient {
  const send = async (order: Ask, signal: AbortSignal): Promise<Response> => {
    const { method, path, body, bytes, token } = order;
    try {
      return await fetcher(new URL(path, address), {
        method,
        signal,
        redirect: 'error',
        headers: {
          [protocolHeader]: String(syncProtocolVersion),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...order.headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      });
    } catch {
      throw new SyncFailure('offline', 'sync.offline');
    }
  };
  const open = async (order: Ask, signal: AbortSignal = AbortSignal.timeout(patience)): Promise<Response> => {
    const response = await send(order, signal);
    if (!response.ok) throw await toFailure(response);
    return response;
  };
  const readJson = async (order: Ask, onProgress?: OnProgress): Promise<unknown> => {
    const silence = watchSilence();
    try {
      const response = await open(order, silence.signal);
      const total = Number(response.headers.get('content-length')) || null;
      const pieces: Uint8Array[] = [];
      let received = 0;
      for await (const piece of response.body ?? []) {
        silence.heard();
        pieces.push(piece);
        received += piece.length;
        onProgress?.(received, total);
      }
      return JSON.parse(Buffer.concat(pieces).toString('utf8'));
    } finally {
      silence.end();
    }
  };
  return {
    open,
    ask: async (shape, order, onProgress) => {
      const value = await readJson(order, onProgress).catch((error: unknown) => {
        if (error instanceof SyncFailure) throw error;
        // The line broke in the middle of the answer.
        throw new SyncFailure('offline', 'sync.offline');
      });
      const parsed = shape.safeParse(value);
      if (!parsed.success) throw new SyncFailure('refused', 'sync.answerMalformed');
      return parsed.data;
    },
  };
}

/** Gives a line up that brings nothing for a while, however slow it is otherwise. */
function watchSilence() {
  const silent = new AbortController();
  let timer = setTimeout(() => silent.abort(), patience);
  return {
    signal: silent.signal,
    heard: (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), patience);
    },
    end: (): void => clearTimeout(timer),
  };
}

async function toFailure(response: Response): Promise<SyncFailure> {
  const parsed = SyncError.safeParse(await response.json().catch(() => null));
  const code = parsed.success ? parsed.data.code : 'sync.serverFailed';
  const details = parsed.success ? (parsed.data.details ?? {}) : {};
  const retryAfter = Number(response.headers.get('retry-after') ?? 0) * 1000;
  switch (response.status) {
    case 413:
      return new SyncFailure('tooLarge', code, details);
    case 429:
    case 502:
    case 503:
    case 504:
      return new SyncFailure('busy', code, details, retryAfter);
    case 500:
      return new SyncFailure('busy', code, details);
    default:
      return new SyncFailure('refused', code, details);
  }
}
