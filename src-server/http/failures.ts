import type { FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { ServerError } from './server-error.ts';

type Failure = {
  readonly status: number;
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** PostgreSQL's words for "try again": a deadlock, a serialisation failure, a server that is ending, starting or full. */
const passing: readonly string[] = ['40P01', '40001', '57P01', '57P02', '57P03', '53300', 'ECONNREFUSED'];
/** A disk that is full: the system's words, and PostgreSQL's. Nothing of the request was kept. */
const full: readonly string[] = ['ENOSPC', 'EDQUOT', '53100'];
/** A text that PostgreSQL cannot hold, such as one with a NUL. */
const unstorable: readonly string[] = ['22021', '22P05'];
/** An address that no route can have. */
const unreadable: readonly string[] = ['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'];

/** What a failure is to a desk. Words of libraries are never passed on: they may quote somebody's data. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ServerError) return error;
  if (error instanceof ZodError) {
    return { status: 400, code: 'sync.requestMalformed', details: { paths: listPlaces(error) } };
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { status: 413, code: 'sync.requestTooLarge' };
  const isMalformed =
    code.startsWith('FST_ERR_CTP') ||
    error instanceof SyntaxError ||
    [...unstorable, ...unreadable].includes(code);
  if (isMalformed) return { status: 400, code: 'sync.requestMalformed' };
  if (passing.includes(code)) return { status: 503, code: 'sync.serverBusy' };
  if (full.includes(code)) return { status: 507, code: 'sync.centreFull' };
  return { status: 500, code: 'sync.serverFailed' };
}

/** Where a request does not fit: names of our own fields and places in lists, never a key that was sent. */
function listPlaces(error: ZodError): string[] {
  return error.issues.slice(0, 5).map(({ path }) => path.map(String).join('.'));
}

/** Answers with the code, and with the seconds to wait where there are some. */
export function sendFailure(reply: FastifyReply, { status, code, details }: Failure): FastifyReply {
  const wait = details?.retryAfterSeconds;
  if (typeof wait === 'number') void reply.header('retry-after', wait);
  return reply.status(status).send({ code, details });
}
