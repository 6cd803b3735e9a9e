import { expect, it } from 'vitest';
import { findDifferences } from '../../src-main/sync/comparison.ts';
import { SyncFailure } from '../../src-main/sync/server-client.ts';
import type { SyncAccount } from '../../src-main/sync/sync-account.ts';

it('a desk without any record is not said to be equal to a centre that cannot be reached', async () => {
  const account = {
    withSession: async () => {
      throw new SyncFailure('offline', 'sync.offline');
    },
  } as unknown as SyncAccount;
  const standing = async () => ({ uncounted: new Set<string>(), outOfForce: new Set<string>() });
  const nothing = (async function* () {})();
  await expect(findDifferences(account, nothing, standing)).rejects.toThrow('sync.offline');
});
