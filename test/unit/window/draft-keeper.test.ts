import { describe, expect, it } from 'vitest';
import { createDraftKeeper } from '../../../src-renderer/drafts/draft-keeper.ts';

/** A disk in memory that can be full, and the moments at which it is asked again. Proves nothing about IndexedDB. */
function keepOnDisk() {
  const rows = new Map<string, string>();
  const standings: boolean[] = [];
  const waiting: (() => void)[] = [];
  let isFull = false;
  const onDisk = async (work: () => void) => {
    await Promise.resolve();
    if (isFull) throw new Error('no space');
    work();
  };
  const keeper = createDraftKeeper<string>({
    write: (id, row) => onDisk(() => rows.set(id, row)),
    remove: (id) => onDisk(() => rows.delete(id)),
    onStanding: (isKept) => standings.push(isKept),
    later: (again) => waiting.push(again),
  });
  return {
    keeper,
    rows,
    isKept: () => standings.at(-1),
    waiting,
    fill: () => {
      isFull = true;
    },
    makeRoom: async () => {
      isFull = false;
      waiting.shift()?.();
      await keeper.save('probe', 'written after all that waits');
    },
  };
}

describe('what is typed while the disk is full', () => {
  it('is told not to be kept, is found meanwhile, and is written once there is room', async () => {
    const { keeper, rows, isKept, waiting, fill, makeRoom } = keepOnDisk();
    await keeper.save('a', 'first');
    expect([isKept(), rows.get('a')]).toEqual([true, 'first']);
    fill();
    await keeper.save('a', 'second');
    await keeper.save('b', 'other');
    expect(isKept()).toBe(false);
    expect(rows.get('a')).toBe('first');
    expect([keeper.findPending('a'), keeper.findPending('b')]).toEqual(['second', 'other']);
    expect(waiting).toHaveLength(1);
    await makeRoom();
    expect(isKept()).toBe(true);
    expect([rows.get('a'), rows.get('b')]).toEqual(['second', 'other']);
    expect(keeper.findPending('a')).toBeUndefined();
  });

  it('is gone for good when it was saved meanwhile: the former draft does not come back', async () => {
    const { keeper, rows, fill, makeRoom } = keepOnDisk();
    await keeper.save('a', 'first');
    fill();
    await keeper.remove('a');
    expect(keeper.findPending('a')).toBeNull();
    await makeRoom();
    expect(rows.has('a')).toBe(false);
  });
});

it('the last of what is typed is what is written, however fast it came', async () => {
  const { keeper, rows } = keepOnDisk();
  await Promise.all(['1', '2', '3'].map((row) => keeper.save('a', row)));
  expect(rows.get('a')).toBe('3');
});
