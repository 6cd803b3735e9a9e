import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createResting } from '../../../src-renderer/casepage/resting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const told: string[] = [];
const newResting = () => {
  told.length = 0;
  return createResting((id) => told.push(id));
};

test('the line that somebody rests on is told once', () => {
  const { rest } = newResting();
  rest('A');
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['A']);
});

test('lines that the pointer passes over on its way are not told', () => {
  const { rest, leave } = newResting();
  for (const id of ['A', 'B', 'C']) {
    rest(id);
    vi.advanceTimersByTime(20);
    leave();
  }
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});

test('of lines that follow each other without a gap the last is told', () => {
  const { rest } = newResting();
  rest('A');
  vi.advanceTimersByTime(20);
  rest('B');
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['B']);
});
