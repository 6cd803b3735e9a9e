import { z } from 'zod';
import { protocolHeader, SyncError, syncProtocolVersion } from '../../shared/contract/sync.ts';
import { routePermissions } from '../../shared/directory/permissions.ts';

/** How /docs begins. */
export const apiDescription = {
  info: {
    title: 'Mediation Desk central server',
    version: String(syncProtocolVersion),
    description:
      'A refusal is `{code, details}`; `code` is stable, and neither holds personal data. 426: the desk, or this ' +
      'server, is too old for the other, and the desk keeps what it has. 429 and 503 carry `retry-after` in seconds.',
  },
  components: {
    securitySchemes: {
      session: { type: 'http', scheme: 'bearer', description: 'The token of a session opened by keys' },
    },
  },
} as const;

/** What is said of one route beside its permission. Shapes are the zod schemas that it is checked with. */
export type RouteDescription = {
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly headers?: z.ZodType;
  /** The shape of the answer, or what kind of answer it is where it is no JSON. */
  readonly answer: z.ZodType | { readonly mediaType: string; readonly says: string };
};

/** The OpenAPI description of a route, `'POST /v1/actions'`. */
export function describeRoute(name: string, route: RouteDescription): Record<string, unknown> {
  const permission = routePermissions[name] ?? '';
  const parameters = [...name.matchAll(/:(\w+)/g)].map(([, parameter = '']) => parameter);
  const protocol = z.object({ [protocolHeader]: z.coerce.number().int().min(1) });
  const headers = name.includes(' /v1/') ? protocol.extend(shapeOf(route.headers)) : route.headers;
  return {
    summary: route.summary,
    description: permission === 'anyone' ? 'Open to anyone.' : `Permission: ${permission}.`,
    ...(permission === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(parameters.length > 0
      ? { params: schemaOf(z.object(Object.fromEntries(parameters.map((one) => [one, z.string()])))) }
      : {}),
    ...(headers ? { headers: schemaOf(headers) } : {}),
    ...(route.query ? { querystring: schemaOf(route.query) } : {}),
    ...(route.body ? { body: schemaOf(route.body) } : {}),
    response: { 200: describeAnswer(route.answer), default: schemaOf(SyncError) },
  };
}

function describeAnswer(answer: RouteDescription['answer']): Record<string, unknown> {
  if (answer instanceof z.ZodType) return schemaOf(answer);
  const schema = { type: 'string', ...(answer.mediaType.startsWith('text/') ? {} : { format: 'binary' }) };
  return { description: answer.says, content: { [answer.mediaType]: { schema } } };
}

function shapeOf(schema: z.ZodType | undefined): z.ZodRawShape {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

function schemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any', io: 'input' });
}
