import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { largestRequest } from '../../shared/contract/sync.ts';
import type { LiveHub } from '../sync/live.ts';
import { createAdministrationRoutes } from './administration-routes.ts';
import { createCertificateRoutes } from './certificate-routes.ts';
import { apiDescription, describeRoute } from './description.ts';
import { sendFailure, toFailure } from './failures.ts';
import { addGuard } from './guard.ts';
import { addPacking } from './packing.ts';
import { createRoutes, type Route, type ServerParts } from './routes.ts';
import { addStreams } from './streams.ts';

export type AppParts = ServerParts & {
  readonly hub: LiveHub;
  readonly isReady: () => Promise<boolean>;
  readonly logLevel: string;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Proxies whose word on where a request came from is taken. */
  readonly trustedProxies: readonly string[];
  readonly requestsPerMinute: number;
};

/** Milliseconds; a desk gives a request up after half a minute. */
const longestRequest = 120_000;

/** The HTTP side: who may ask what, in which shape, answered with a value or a code. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: largestRequest,
    // Node's own limit, which Fastify takes away: whoever sends a byte now and then would hold a connection for ever.
    requestTimeout: longestRequest,
    // Nothing went over the line either way for so long: who reads slowly stays, who reads nothing lets go of the file.
    connectionTimeout: longestRequest,
    exposeHeadRoutes: false,
    // At a stop idle connections end at once and busy ones when they are answered.
    forceCloseConnections: 'idle',
    trustProxy: parts.trustedProxies.length === 0 ? false : [...parts.trustedProxies],
    // Before any route is found: its own words would quote the address that was asked.
    frameworkErrors: (error, _request, reply) => {
      void sendFailure(reply, toFailure(error));
    },
    // Ids and codes only: no bodies, no query texts, no headers.
    logger: {
      level: parts.logLevel,
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? '' }),
        res: (reply) => ({ status: reply.statusCode }),
      },
    },
    ...(parts.tls === null
      ? {}
      : { https: { cert: readFileSync(parts.tls.certificate), key: readFileSync(parts.tls.key) } }),
  }) as unknown as FastifyInstance;
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // zod has the word; the schemas of the routes are for the reader.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler((error, request, reply) => {
    const failure = toFailure(error);
    parts.metrics.failures.inc({ code: failure.code });
    if (failure.status >= 500) {
      request.log.error({ code: failure.code, name: error instanceof Error ? error.name : 'unknown' });
    }
    return sendFailure(reply, failure);
  });
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, { status: 404, code: 'sync.routeUnknown' }));
  addGuard(app, parts);
  addPacking(app);
  await app.register(swagger, { openapi: apiDescription });
  await app.register(swaggerUi, { routePrefix: '/docs' });

  addHealth(app, parts);
  const routes = [
    ...createRoutes(parts),
    ...createAdministrationRoutes(parts),
    ...createCertificateRoutes(parts),
  ];
  for (const one of routes) addRoute(app, one);
  addStreams(app, parts, parts.hub);
  return app;
}

function addRoute(app: FastifyInstance, one: Route): void {
  app.route({
    method: one.method,
    url: one.path,
    schema: describeRoute(`${one.method} ${one.path}`, one),
    handler: async (request, reply) => {
      const value = await one.handle({
        visitor: request.visitor,
        query: (one.query?.parse(request.query) ?? {}) as never,
        body: (one.body?.parse(request.body) ?? {}) as never,
        parameters: request.params as Record<string, string>,
        request,
        reply,
      });
      return reply.send(value);
    },
  });
}

const Health = z.object({ ok: z.boolean() });

function addHealth(app: FastifyInstance, parts: AppParts): void {
  const { registry } = parts.metrics;
  const describe = (name: string, summary: string) => ({
    schema: describeRoute(name, { summary, answer: Health }),
  });
  app.get('/healthz', describe('GET /healthz', 'Whether the process lives'), async () => ({ ok: true }));
  app.get('/readyz', describe('GET /readyz', 'Whether the database answers'), async (_request, reply) => {
    const isReady = await parts.isReady();
    return reply.status(isReady ? 200 : 503).send({ ok: isReady });
  });
  const answer = { mediaType: 'text/plain', says: 'Numbers for Prometheus' };
  app.get(
    '/metrics',
    { schema: describeRoute('GET /metrics', { summary: 'Numbers for an operator', answer }) },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
