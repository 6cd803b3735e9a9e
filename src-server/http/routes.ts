import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  Challenge,
  DigestAnswer,
  DigestQuestion,
  Directory,
  Enrolment,
  EnrolmentAnswer,
  Figures,
  PullAnswer,
  Push,
  PushAnswer,
  RecordAnswer,
  RemoteSummary,
  SessionOpening,
  SignIn,
  SyncSession,
} from '../../shared/contract/sync.ts';
import { RecordKind, type StoredAction } from '../../shared/record/action.ts';
import type { Blobs } from '../blobs/blob-store.ts';
import type { Receipts } from '../certificates/receipts.ts';
import type { Register } from '../certificates/register.ts';
import type { Access, Visitor } from '../directory/access.ts';
import type { Administration } from '../directory/administration.ts';
import type { DeskContacts } from '../directory/desk-contacts.ts';
import type { Office } from '../directory/offices.ts';
import type { Pull } from '../sync/pull.ts';
import type { createPush } from '../sync/push.ts';
import type { createGate } from './limits.ts';
import type { Metrics } from './metrics.ts';

export type ServerParts = {
  readonly access: Access;
  readonly contacts: DeskContacts;
  readonly administration: Administration;
  readonly figures: (officeId: string) => Promise<Figures>;
  readonly listOfficesBelow: (officeId: string) => Promise<Office[]>;
  readonly push: ReturnType<typeof createPush>;
  readonly pull: Pull;
  readonly blobs: Blobs;
  readonly register: Register;
  readonly receipts: Receipts;
  readonly metrics: Metrics;
  readonly pushGate: ReturnType<typeof createGate>;
  readonly now: () => number;
};

/** A route and the shapes of what it takes and gives; who may ask it stands in `routePermissions`. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  readonly handle: (order: {
    readonly visitor: Visitor;
    readonly query: never;
    readonly body: never;
    readonly parameters: Readonly<Record<string, string>>;
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
  }) => Promise<unknown>;
};

/** Keeps the types of query and body with their handler. */
export function route<Query extends z.ZodType, Body extends z.ZodType>(
  one: Omit<Route, 'query' | 'body' | 'handle'> & {
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (order: {
      readonly visitor: Visitor;
      readonly query: z.output<Query>;
      readonly body: z.output<Body>;
      readonly parameters: Readonly<Record<string, string>>;
    }) => Promise<unknown>;
  },
): Route {
  return one as unknown as Route;
}

const count = (most: number, standard: number) => z.coerce.number().int().min(1).max(most).default(standard);

/** What desks ask in JSON; administration, blobs and the live stream have their own modules. */
export function createRoutes(parts: ServerParts): readonly Route[] {
  const { access, push, pull, metrics } = parts;
  return [
    route({
      method: 'POST',
      path: '/v1/enrolments',
      summary: 'Enrols a desk with a one-time code',
      body: Enrolment,
      answer: EnrolmentAnswer,
      handle: ({ body }) => access.enrol(body),
    }),
    route({
      method: 'POST',
      path: '/v1/challenges',
      summary: 'A text for desk and person to sign',
      answer: Challenge,
      handle: () => access.challenge(),
    }),
    route({
      method: 'POST',
      path: '/v1/sign-ins',
      summary: 'First sign-in of a person on a desk, with a password',
      body: SignIn,
      answer: SyncSession,
      handle: ({ body }) => access.signIn(body),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions',
      summary: 'Opens a session by the keys of desk and person',
      body: SessionOpening,
      answer: SyncSession,
      handle: ({ body }) => access.openSession(body),
    }),
    route({
      method: 'POST',
      path: '/v1/actions',
      summary: 'Sends actions; each is answered by itself',
      body: Push,
      answer: PushAnswer,
      handle: async ({ visitor, body }) => {
        const stop = metrics.pushSeconds.startTimer();
        const results = await parts.pushGate(() => push(visitor, body.actions));
        stop();
        metrics.pushes.inc();
        for (const [index, { status, code }] of results.entries()) {
          metrics.actions.inc({ status });
          if (status === 'rejected') metrics.rejections.inc({ code: code ?? '' });
          // What was accepted has the shape of an action.
          if (status === 'accepted')
            metrics.noteLag((body.actions[index] as StoredAction).clock, parts.now());
        }
        return { results };
      },
    }),
    route({
      method: 'GET',
      path: '/v1/actions',
      summary: 'The office’s feed after a sequence, up to some megabytes at a time',
      query: z.object({
        after: z.coerce.number().int().min(0).default(0),
        mark: z.string().max(64).default(''),
        limit: count(2_000, 500),
        kind: RecordKind.optional(),
      }),
      answer: PullAnswer,
      handle: async ({ visitor, query }) => {
        const askedAt = parts.now();
        const answer = await pull.pull(visitor, query);
        metrics.pulls.inc();
        metrics.pulledRows.inc(answer.rows.length);
        if (query.kind === 'case') {
          const times = { after: query.after, askedAt, answeredAt: parts.now() };
          metrics.notePull(visitor.deskId, { ...answer, ...times });
        }
        return answer;
      },
    }),
    route({
      method: 'GET',
      path: '/v1/records/:recordId',
      summary: 'One record at once, after a sequence, up to some megabytes at a time',
      query: z.object({
        after: z.coerce.number().int().min(0).default(0),
        // An older desk asks without, and has room for all at once.
        limit: z.coerce.number().int().min(1).max(2_000).optional(),
      }),
      answer: RecordAnswer,
      handle: ({ visitor, query, parameters }) => pull.record(visitor, parameters.recordId ?? '', query),
    }),
    route({
      method: 'GET',
      path: '/v1/summaries',
      summary: 'Lines of the first screen, open cases first',
      query: z.object({ offset: z.coerce.number().int().min(0).default(0), limit: count(1_000, 200) }),
      answer: z.object({ summaries: z.array(RemoteSummary) }),
      handle: async ({ visitor, query }) => ({
        summaries: await pull.summaries(visitor, query.offset, query.limit),
      }),
    }),
    route({
      method: 'POST',
      path: '/v1/digests',
      summary: 'Digests of records, for comparison with a desk’s',
      body: DigestQuestion,
      answer: DigestAnswer,
      handle: async ({ visitor, body }) => ({
        digests: await pull.digests(visitor, body.recordIds),
        wantedScans: await parts.blobs.listWanted(visitor.officeId),
      }),
    }),
    route({
      method: 'GET',
      path: '/v1/directory',
      summary: 'Offices, people and keys',
      answer: Directory,
      handle: ({ visitor }) => access.directory(visitor.officeId),
    }),
    route({
      method: 'GET',
      path: '/v1/figures',
      summary: 'Numbers of the cases of the office and of those below it',
      answer: Figures,
      handle: ({ visitor }) => parts.figures(visitor.officeId),
    }),
  ];
}
