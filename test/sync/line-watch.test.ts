import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLineWatch, type LineWatch } from '../../src-main/sync/line-watch.ts';

/** The timers are made to run by hand: what it is like when the machine itself stands still is `test/sync/line-states`. */
let clock = 0;
let watch: LineWatch;
let changes: boolean[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  watch = createLineWatch(() => clock);
  changes = [];
  watch.begin(() => changes.push(watch.isSilent()));
  watch.expectBeat(1_000);
});
afterEach(() => {
  watch.end();
  vi.useRealTimers();
});

/** The program runs for so long, its timers with it. */
function run(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += 50) {
    clock += 50;
    vi.advanceTimersByTime(50);
  }
}

it('two missing beats are told within two seconds, and so is the first one that comes again', () => {
  run(5_000);
  watch.heard();
  changes.length = 0;
  run(1_700);
  expect(watch.isSilent()).toBe(false);
  run(300);
  expect(watch.isSilent()).toBe(true);
  watch.heard();
  expect(watch.isSilent()).toBe(false);
  expect(changes).toEqual([true, false]);
});

it('what the program did not run for is no silence, however often it stands still', () => {
  for (let count = 0; count < 20; count += 1) {
    watch.heard();
    run(1_000);
    clock += 3_000;
    // Timers come before what the line has brought.
    run(200);
  }
  expect(changes).toEqual([]);
});

it('what waits for an answer is given up after ten seconds of silence, and not while something is heard', () => {
  const first = watch.signal();
  for (let count = 0; count < 20; count += 1) {
    run(1_000);
    watch.heard();
  }
  expect(first.aborted).toBe(false);
  run(9_000);
  clock += 60_000;
  run(200);
  expect(first.aborted).toBe(false);
  run(1_000);
  expect(first.aborted).toBe(true);
  const second = watch.signal();
  run(9_000);
  expect(second.aborted).toBe(false);
  run(1_200);
  expect(second.aborted).toBe(true);
});

it('a line is near the centre only where much came in no time, and no longer where it does not', () => {
  expect(watch.isFast()).toBe(false);
  watch.moved(100_000, 0.1);
  expect(watch.isFast()).toBe(false);
  watch.moved(2_000_000, 50);
  expect(watch.isFast()).toBe(true);
  watch.moved(5_000, 1_000);
  expect(watch.isFast()).toBe(true);
  watch.moved(2_000_000, 16_000);
  expect(watch.isFast()).toBe(false);
});
