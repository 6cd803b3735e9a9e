import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createResting, type Line } from '../../../src-renderer/casepage/resting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lineOf = (caseId: string): Line => ({ caseId, section: '' });
const told: (string | undefined)[] = [];
const newResting = () => {
  told.length = 0;
  return createResting((line) => told.push(line?.caseId));
};

test('the line that somebody rests on is told once', () => {
  const { rest } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['A']);
});

test('lines that the pointer passes over on its way are not told', () => {
  const { rest, leave } = newResting();
  for (const id of ['A', 'B', 'C']) {
    rest(lineOf(id));
    vi.advanceTimersByTime(20);
    leave(lineOf(id));
  }
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});

test('of lines that follow each other without a gap the last is told', () => {
  const { rest } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(20);
  rest(lineOf('B'));
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['B']);
});

test('a line that was told and left is no longer rested on', () => {
  const { rest, leave } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(100);
  leave(lineOf('A'));
  expect(told).toEqual(['A', undefined]);
});

test('the focus that pressing gives to the line under the pointer does not begin anew', () => {
  const { rest } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(300);
  rest(lineOf('A'));
  vi.advanceTimersByTime(300);
  expect(told).toEqual(['A']);
});

test('a line that is pressed is told before anybody could rest on it, and once', () => {
  const { rest, press } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(20);
  press(lineOf('A'));
  expect(told).toEqual(['A']);
  vi.advanceTimersByTime(5_000);
  press(lineOf('A'));
  expect(told).toEqual(['A']);
});

test('the focus that goes away from one line leaves alone the line that the pointer rests on', () => {
  const { rest, leave } = newResting();
  rest(lineOf('A'));
  vi.advanceTimersByTime(100);
  rest(lineOf('B'));
  vi.advanceTimersByTime(100);
  leave(lineOf('A'));
  expect(told).toEqual(['A', undefined, 'B']);
});

test('with the lines gone nothing is rested on, nor told later', () => {
  const { rest, end } = newResting();
  rest(lineOf('A'));
  end();
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});
