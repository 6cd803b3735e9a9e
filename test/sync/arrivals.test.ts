import { describe, expect, it } from 'vitest';
import { createArrivals } from '../../src-main/sync/arrivals.ts';

/**
 * Stands for the settings in the store and for the folding; does not prove that the store keeps what is saved
 * (test/store/crash.test.ts), only what is noted at the moment of a kill.
 */
function deskWithArrivals(duringFold: (recordId: string) => Promise<void> = async () => {}) {
  let saved: unknown = null;
  const folded: string[] = [];
  const arrivals = createArrivals({
    settings: {
      find: async (_id, shape) => shape.safeParse(saved).data ?? null,
      save: async (_id, value) => {
        saved = value;
      },
    },
    fold: async (recordId) => {
      await duringFold(recordId);
      folded.push(recordId);
    },
    onFolded: () => {},
  });
  return { arrivals, folded, noted: () => saved };
}

describe('records whose lines are not made anew yet', () => {
  it('are all noted when others arrive while they are folded, and a kill follows', async () => {
    let notedAtKill: unknown;
    const { arrivals, noted } = deskWithArrivals(async () => {
      await arrivals.announce(['second'], 'case');
      notedAtKill = noted();
    });
    await arrivals.announce(['first'], 'case');
    arrivals.noteStored('first', 'case');
    await arrivals.fold();
    expect(notedAtKill).toEqual(['first', 'second']);
    expect(noted()).toEqual(['second']);
  });

  it('stay noted when a folding ends between their announcement and their storing', async () => {
    const { arrivals, folded, noted } = deskWithArrivals();
    await arrivals.announce(['first', 'later'], 'case');
    arrivals.noteStored('first', 'case');
    await arrivals.fold();
    expect(noted()).toEqual(['later']);
    arrivals.noteStored('later', 'case');
    await arrivals.fold();
    expect(folded).toEqual(['first', 'later']);
    expect(noted()).toEqual([]);
  });

  it('stay noted while more of one that was fetched and folded at once is on its way', async () => {
    const { arrivals, folded, noted } = deskWithArrivals();
    const [first, second] = [Symbol('first'), Symbol('second')];
    await arrivals.announce(['opened'], 'case');
    for (const way of [first, second]) await arrivals.announce(['opened'], way);
    for (const way of [first, second]) {
      await arrivals.foldAtOnce('opened', way);
      await arrivals.announce(['another'], 'case');
      expect(noted()).toEqual(['opened', 'another']);
    }
    for (const recordId of ['opened', 'another']) arrivals.noteStored(recordId, 'case');
    await arrivals.fold();
    expect(noted()).toEqual([]);
    expect(folded).toEqual(['opened', 'opened', 'opened', 'another']);
  });

  it('are folded by the next start, and once more after a failure', async () => {
    let isDiskFull = true;
    const { arrivals, folded, noted } = deskWithArrivals(async () => {
      if (isDiskFull) throw new Error('store.diskFull');
    });
    await arrivals.announce(['cut off'], 'case');
    expect(await arrivals.resume()).toBe(true);
    await expect(arrivals.fold()).rejects.toThrow('store.diskFull');
    expect(noted()).toEqual(['cut off']);
    isDiskFull = false;
    await arrivals.fold();
    expect(folded).toEqual(['cut off']);
  });
});
