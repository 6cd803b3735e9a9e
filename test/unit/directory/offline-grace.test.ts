import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOn, findGraceStanding } from '../../../shared/directory/offline-grace.ts';
import { channelPermissions, channelsBeyondGrace } from '../../../shared/directory/permissions.ts';
import { guardByRole } from '../../../src-main/ipc/role-guard.ts';

const day = 24 * 3600 * 1000;

describe('the days without contact', () => {
  it('only grow, whatever is done to the clock, and at least by what the program has run', () => {
    const step = fc.record({ clock: fc.integer(), ran: fc.nat() });
    fc.assert(
      fc.property(fc.integer(), fc.array(step), (begin, steps) => {
        let count = { passed: 0, seenAt: begin };
        let ran = 0;
        for (const one of steps) {
          const next = countOn(count, one.clock, one.ran);
          ran += one.ran;
          expect(next.passed).toBeGreaterThanOrEqual(count.passed);
          count = next;
        }
        expect(count.passed).toBeGreaterThanOrEqual(ran);
        expect(count.passed).toBeGreaterThanOrEqual(Math.max(0, (steps.at(-1)?.clock ?? begin) - begin));
      }),
    );
  });

  it('are told of in the second half of a week, and in the last week of a month', () => {
    const standing = (days: number, passed: number) =>
      findGraceStanding(days, { passed: passed * day, seenAt: 0 });
    expect(standing(0, 10_000)).toBeNull();
    expect(standing(7, 3)).toMatchObject({ daysLeft: 4, isSoon: false });
    expect(standing(7, 4)).toMatchObject({ daysLeft: 3, isSoon: true });
    expect(standing(30, 22.5)).toMatchObject({ daysLeft: 8, isSoon: false });
    expect(standing(30, 23)).toMatchObject({ daysLeft: 7, isSoon: true });
    expect(standing(30, 29.9)).toMatchObject({ daysLeft: 1, isOver: false });
    expect(standing(30, 30)).toMatchObject({ daysLeft: 0, isOver: true });
  });

  it('shut every channel in main but those that stand in the table', async () => {
    const areas: Record<string, Record<string, () => Promise<string>>> = {};
    for (const channel of Object.keys(channelPermissions)) {
      const [area = '', name = ''] = channel.split('.');
      areas[area] = { ...areas[area], [name]: async () => channel };
    }
    const guarded = guardByRole(areas as never, {
      may: () => true,
      isShut: () => true,
    }) as unknown as typeof areas;
    const open: string[] = [];
    for (const channels of Object.values(guarded)) {
      for (const handler of Object.values(channels)) {
        await handler().then(
          (channel) => open.push(channel),
          (error: Error) => expect(error.message).toBe('session.offlineTooLong'),
        );
      }
    }
    expect(open.sort()).toEqual([...channelsBeyondGrace].sort());
    expect(open.filter((name) => /^(cases|documents|ledger|wording|certificates)\./.test(name))).toEqual([]);
  });
});
