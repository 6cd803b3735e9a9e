import { expect, it } from 'vitest';
import { findDayFault } from '../../../shared/text/day-fault.ts';

it.each([
  ['', '2026-06-15', null],
  ['2026-06-15', '2026-06-15', null],
  ['2026-06-14', '2026-06-15', 'tooEarly'],
  ['2026-06-14', '', null],
  ['2026-11-30', '2026-06-15', null],
  ['2026-12-01', '2026-06-15', 'inFuture'],
  ['2036-01-01', '', 'inFuture'],
] as const)('of %s, not before %s: %s', (day, notBefore, fault) => {
  expect(findDayFault(day, { today: '2026-11-30', notBefore })).toBe(fault);
});
