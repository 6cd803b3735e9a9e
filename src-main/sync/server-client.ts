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

export type ServerClient = {
  readonly ask: <Shape extends z.ZodType>(shape: Shape, order: Ask) => Promise<z.output<Shape>>;
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
  return {
    open,
    ask: async (shape, order) => {
      const response = await open(order);
      const value = await response.json().catch(() => {
        // The line broke in the middle of the answer.
        throw new SyncFailure('offline', 'sync.offline');
      });
      const parsed = shape.safeParse(value);
      if (!parsed.success) throw new SyncFailure('refused', 'sync.answerMalformed');
      return parsed.data;
    },
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
