import type { Visitor } from '../directory/access.ts';
import type { Office } from '../directory/offices.ts';
import { ServerError } from './server-error.ts';

/** Whether an administrator is set over an office: the own one, or one below it. */
export function createOfficeScope(listOfficesBelow: (officeId: string) => Promise<Office[]>) {
  /** Throws ServerError 403 'sync.notYourOffice'. */
  return async (visitor: Visitor, officeId: string): Promise<void> => {
    if (officeId === visitor.officeId) return;
    const below = await listOfficesBelow(visitor.officeId);
    if (!below.some(({ id }) => id === officeId)) throw new ServerError(403, 'sync.notYourOffice');
  };
}
