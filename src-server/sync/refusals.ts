import type { Database } from '../database/open-database.ts';
import type { Visitor } from '../directory/access.ts';

/** Keeps by name and code what was refused for ever, so that nobody waits for it. */
export async function noteRefusals(
  database: Database,
  visitor: Visitor,
  refused: readonly { readonly id: string; readonly code: string }[],
  now: number,
): Promise<void> {
  if (refused.length === 0) return;
  await database
    .insertInto('refusals')
    .values(
      refused.map(({ id, code }) => ({
        office_id: visitor.officeId,
        action_id: id,
        code,
        refused_at: new Date(now).toISOString(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
