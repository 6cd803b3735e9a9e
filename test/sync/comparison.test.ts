import { createHash } from 'node:crypto';
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

const digestOf = (...ids: readonly string[]) =>
  createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');

it.each([
  ['has one more', ['a', 'b', 'c'], ['a', 'b'], true],
  ['lacks one that was sent', ['a'], ['a'], true],
  ['has the same, but for what is not sent yet', ['a', 'b'], ['a', 'b'], false],
  ['has one out of force that is in force here', ['a', 'b'], ['a'], true],
] as const)('a record of which the centre %s', async (_name, there, inForce, isDifferent) => {
  const here = new Map([['case-1', ['a', 'b', 'unsent']]]);
  const compare = async (answer: object) => {
    const account = {
      withSession: async () => ({
        digests: [{ recordId: 'case-1', count: there.length, digest: digestOf(...there), ...answer }],
        wantedScans: [],
      }),
    } as unknown as SyncAccount;
    const standing = async () => ({ uncounted: new Set(['unsent']), outOfForce: new Set<string>() });
    const pages = (async function* () {
      yield here;
    })();
    return (await findDifferences(account, pages, standing)).differences;
  };
  const difference = { recordId: 'case-1', sentIds: ['a', 'b'] };
  expect(await compare({ inForce: digestOf(...inForce) })).toEqual(isDifferent ? [difference] : []);
  // An older centre does not tell what is in force there.
  const isSeen = isDifferent && there.join() !== 'a,b';
  expect(await compare({})).toEqual(isSeen ? [difference] : []);
});
