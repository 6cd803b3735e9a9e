import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { getProgram } from '../fixtures/programs.ts';

/** Papers and time limits of all example cases, reckoned by processes whose zone or clock is another (CRITERIA A7). */
const child = fileURLToPath(getProgram('test/fixtures/reckon-child.ts'));
const reckon = (zone: string, yearsOff = 0) => {
  const text = execFileSync(process.execPath, [child, String(yearsOff)], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { zone: seen, ...reckoned } = JSON.parse(text) as Record<string, unknown> & { zone: string };
  expect(seen).toBe(zone);
  return reckoned;
};
const expected = reckon('Asia/Shanghai');

describe('what stands on paper and when a time limit ends', () => {
  it('has a day of Beijing that begins at Beijing’s midnight', () => {
    expect(expected.midnight).toEqual([
      ['2026-04-12', '23:59', '2026年4月12日（周日）'],
      ['2026-04-13', '00:00', '2026年4月13日（周一）'],
    ]);
    expect(JSON.stringify(expected.deadlines)).toContain('dueDate');
  });

  it.each(['America/New_York', 'Asia/Urumqi', 'Pacific/Kiritimati'])(
    'is the same on a PC set to %s',
    (zone) => {
      expect(reckon(zone)).toEqual(expected);
    },
  );

  it.each([-1, 1])('is the same with a clock that is wrong by %i year', (yearsOff) => {
    expect(reckon('Asia/Shanghai', yearsOff)).toEqual(expected);
  });
});
