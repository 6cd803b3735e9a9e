import type { FastifyInstance, FastifyRequest } from 'fastify';
import { protocolHeader, syncProtocolVersion } from '../../shared/contract/sync.ts';
import { hasPermission, routePermissions } from '../../shared/directory/permissions.ts';
import type { Access, Visitor } from '../directory/access.ts';
import type { DeskContacts } from '../directory/desk-contacts.ts';
import { createRateLimit } from './limits.ts';
import { ServerError } from './server-error.ts';

export type GuardParts = {
  readonly access: Access;
  readonly contacts: Pick<DeskContacts, 'heard'>;
  readonly now: () => number;
  /** Of one person at one desk, and of one address without a session. */
  readonly requestsPerMinute: number;
};

/** What stands before every route: the permission table, the protocol, the rate of requests, the session. */
export function addGuard(app: FastifyInstance, parts: GuardParts): void {
  const isDescription = (path: string) => path.startsWith('/docs');
  app.addHook('onRoute', ({ method, url }) => {
    const isKnown = [method].flat().every((one) => `${one} ${url}` in routePermissions);
    if (!isKnown && !isDescription(url)) throw new Error(`server.permissionMissing ${method} ${url}`);
  });
  const assertRate = createRateLimit(parts.requestsPerMinute, parts.now);
  app.decorateRequest('visitor');
  app.addHook('onRequest', async (request) => {
    request.visitor = nobody;
    const path = request.routeOptions.url;
    if (path === undefined || !path.startsWith('/v1/')) return;
    // A program that does not name its protocol is older than any that does.
    if (!(Number(request.headers[protocolHeader]) >= syncProtocolVersion)) {
      throw new ServerError(426, 'sync.protocolTooOld', { needed: syncProtocolVersion });
    }
    // What a newer one means by its words, nobody here can know: better nothing than half of it.
    if (Number(request.headers[protocolHeader]) > syncProtocolVersion) {
      throw new ServerError(426, 'sync.centreTooOld', { known: syncProtocolVersion });
    }
    if (routePermissions[`${request.method} ${path}`] === 'anyone') return assertRate(request.ip);
    try {
      await authorise(request, parts);
    } catch (error) {
      // Whoever has no right counts by his address: tokens cannot be guessed at any speed.
      assertRate(request.ip);
      throw error;
    }
    const { officeId, deskId, personId } = request.visitor;
    assertRate(`${officeId} ${deskId} ${personId}`);
    parts.contacts.heard(officeId, deskId);
  });
}

/** Finds who asks, and whether they may. Throws ServerError 401 or 403. */
export async function authorise(
  request: FastifyRequest,
  { access }: Pick<GuardParts, 'access'>,
): Promise<void> {
  const permission = routePermissions[`${request.method} ${request.routeOptions.url}`];
  if (permission === undefined || permission === 'anyone') throw new Error('server.permissionMissing');
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ServerError(401, 'sync.sessionEnded');
  const visitor = await access.getVisitor(token);
  if (!hasPermission(visitor.roles, permission)) throw new ServerError(403, 'sync.notAllowed');
  request.visitor = visitor;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; nobody at a route that is open to anyone. */
    visitor: Visitor;
  }
}

const nobody: Visitor = {
  officeId: '',
  deskId: '',
  localOfficeId: '',
  personId: '',
  localPersonId: '',
  fingerprint: '',
  roles: [],
  sessionEndsAt: '',
};
