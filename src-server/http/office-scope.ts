import { z } from 'zod';
import type { Visitor } from '../directory/access.ts';
import type { Office } from '../directory/offices.ts';
import { type Route, route } from './routes.ts';
import { ServerError } from './server-error.ts';

/** Whether an administrator is set over an office: the own one, or one below it. */
export function createOfficeScope(listOfficesBelow: (officeId: string) => Promise<Office[]>) {
  /** Throws ServerError 403 'sync.notYourOffice'. */
  const assertOver = async (visitor: Visitor, officeId: string): Promise<void> => {
    if (officeId === visitor.officeId) return;
    const below = await listOfficesBelow(visitor.officeId);
    if (!below.some(({ id }) => id === officeId)) throw new ServerError(403, 'sync.notYourOffice');
  };

  return {
    assertOver,
    /** An order about one office. Nothing of it is looked at before it is known that the visitor is set over the office. */
    officeOrder: <Body extends z.ZodType<{ readonly officeId: string }>>({
      obey,
      answer = z.object({}),
      ...one
    }: {
      readonly path: `/v1/administration/${string}`;
      readonly summary: string;
      readonly body: Body;
      /** Nothing, where it is left out. */
      readonly answer?: z.ZodType;
      readonly obey: (body: z.output<Body>, visitor: Visitor) => Promise<unknown>;
    }): Route =>
      route({
        ...one,
        answer,
        method: 'POST',
        handle: async ({ visitor, body }) => {
          await assertOver(visitor, body.officeId);
          return (await obey(body, visitor)) ?? {};
        },
      }),
  };
}
