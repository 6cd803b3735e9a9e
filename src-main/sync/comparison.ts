import { createHash } from 'node:crypto';
import { DigestAnswer, type RecordDigest } from '../../shared/contract/sync.ts';
import type { SyncAccount } from './sync-account.ts';

/** SHA-256 over the sorted ids of a record's actions, as the server reckons it. */
function digestOfIds(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');
}

/**
 * Which records are not the same here and at the server. Actions that have not been sent, or were refused whole, do
 * not count: the server cannot have them.
 */
export async function findDifferences(
  account: SyncAccount,
  records: ReadonlyMap<string, readonly string[]>,
  uncounted: ReadonlySet<string>,
): Promise<RecordDigest[]> {
  const recordIds = [...records.keys()];
  const differences: RecordDigest[] = [];
  for (let start = 0; start < recordIds.length; start += 1_000) {
    const asked = recordIds.slice(start, start + 1_000);
    const { digests } = await account.withSession((client, token) =>
      client.ask(DigestAnswer, { method: 'POST', path: '/v1/digests', body: { recordIds: asked }, token }),
    );
    for (const digest of digests) {
      const own = (records.get(digest.recordId) ?? []).filter((id) => !uncounted.has(id));
      if (digestOfIds(own) !== digest.digest) differences.push(digest);
    }
  }
  return differences;
}
