import { createHash } from 'node:crypto';
import { DigestAnswer } from '../../shared/contract/sync.ts';
import type { SyncAccount } from './sync-account.ts';

/** SHA-256 over the sorted ids of a record's actions, as the server reckons it. */
function digestOfIds(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');
}

/** A record that is not the same here and at the server, and those of its actions here that were compared. */
type Difference = { readonly recordId: string; readonly sentIds: readonly string[] };

/**
 * Which records are not the same here and at the server. Actions that have not been sent, or were refused whole, do
 * not count: the server cannot have them.
 */
export async function findDifferences(
  account: SyncAccount,
  records: ReadonlyMap<string, readonly string[]>,
  uncounted: ReadonlySet<string>,
): Promise<Difference[]> {
  const recordIds = [...records.keys()];
  const differences: Difference[] = [];
  for (let start = 0; start < recordIds.length; start += 1_000) {
    const asked = recordIds.slice(start, start + 1_000);
    const { digests } = await account.withSession((client, token) =>
      client.ask(DigestAnswer, { method: 'POST', path: '/v1/digests', body: { recordIds: asked }, token }),
    );
    for (const { recordId, digest } of digests) {
      const sentIds = (records.get(recordId) ?? []).filter((id) => !uncounted.has(id));
      if (digestOfIds(sentIds) !== digest) differences.push({ recordId, sentIds });
    }
  }
  return differences;
}
