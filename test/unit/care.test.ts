import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCare } from '../../src-main/care.ts';
import { createBackups } from '../../src-main/store/backups.ts';

/**
 * When copies are made. The folder of copies is a real one, and so is what lists and thins them; the store is a double
 * that writes a few bytes: it does not prove that a copy opens, which is test/store/backups.test.ts.
 */
const minute = 60_000;
const began = Date.parse('2026-11-30T01:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'care-'));
const listCopies = () => readdir(join(folder, 'backups')).catch((): string[] => []);
let published: string[] = [];
let isDiskFull = false;

const checked = new Map<string, unknown>();
const settings = {
  findOne: (id: string) => ({ exec: async () => (checked.has(id) ? { value: checked.get(id) } : null) }),
  upsert: async ({ id, value }: { id: string; value: unknown }) => checked.set(id, value),
};
let isWhole = true;
let isWrittenApart = false;
const opened = {
  store: {
    backUp: async (path: string) => {
      if (isDiskFull) throw new Error('ENOSPC');
      writeFileSync(path, 'copy');
    },
    isIntact: async () => isWhole,
    giveBackMemory: async () => {},
    guard: <Value>(work: Promise<Value>) => work,
    collections: { settings },
  },
  workspace: {
    verification: { run: async () => null },
    risks: { list: async () => [{ conflicts: isWrittenApart ? [{}] : [] }] },
  },
} as unknown as Parameters<ReturnType<typeof createCare>['begin']>[0];

const noted: string[] = [];
const backups = createBackups(folder);
const newCare = (onDamage = () => {}) =>
  createCare({
    backups,
    log: { note: (event: string) => noted.push(event) } as unknown as Parameters<typeof createCare>[0]['log'],
    now: () => began + performance.now(),
    publish: (event) => published.push(event),
    onDamage,
  });
let care: ReturnType<typeof newCare>;
/** Lets the disk catch up, whose work no clock moves. */
const pass = async (milliseconds: number) => {
  for (let left = milliseconds; left > 0; left -= minute) {
    await vi.advanceTimersByTimeAsync(Math.min(left, minute));
    await new Promise((done) => setImmediate(done));
    await backups.findNewest();
  }
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  published = [];
  isDiskFull = false;
  isWhole = true;
  isWrittenApart = false;
  noted.length = 0;
  checked.clear();
  care = newCare();
});
afterEach(() => {
  care.end();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('copies the store after the unlocking and every ten minutes from then on, and tells the window', async () => {
  care.begin(opened);
  await pass(minute);
  await vi.waitFor(async () => expect(await listCopies()).toHaveLength(1));
  for (let count = 2; count <= 4; count += 1) {
    await pass(10 * minute);
    await vi.waitFor(() => expect(published).toHaveLength(count));
  }
});

it('reads the register of risks in a gap, and tells the window where two desks wrote apart', async () => {
  isWrittenApart = true;
  care.begin(opened);
  for (let seconds = 0; seconds < 20; seconds += 2) {
    care.touch();
    await pass(2_000);
  }
  expect(published).toEqual([]);
  await pass(minute);
  await vi.waitFor(() => expect(published).toEqual(['desk.changed', 'sync.changed']));
});

it('waits while somebody is at work, and copies in the first gap', async () => {
  care.begin(opened);
  await pass(minute);
  await vi.waitFor(() => expect(published).toHaveLength(1));
  for (let seconds = 0; seconds < 12 * 60; seconds += 2) {
    care.touch();
    await pass(2_000);
  }
  expect(published).toHaveLength(1);
  await pass(5_000);
  await vi.waitFor(() => expect(published).toHaveLength(2));
});

it('makes none where one was asked for a few minutes before, and none of a desk that was locked', async () => {
  care.begin(opened);
  await pass(minute);
  await vi.waitFor(() => expect(published).toHaveLength(1));
  await pass(6 * minute);
  await care.copy(opened);
  await pass(4 * minute);
  expect(published).toHaveLength(2);
  care.end();
  await pass(60 * minute);
  expect(published).toHaveLength(2);
});

it('leaves a desk alone that was locked while it waited for the gap', async () => {
  care.begin(opened);
  await pass(2_500);
  care.touch();
  // The wait for the gap has begun.
  await pass(1_000);
  care.end();
  await pass(30 * minute);
  expect(checked.size).toBe(0);
  expect(await listCopies()).toEqual([]);
});

it('goes on after a copy that failed, and notes it', async () => {
  isDiskFull = true;
  care.begin(opened);
  await pass(minute);
  await vi.waitFor(() => expect(noted).toEqual(['copyFailed']));
  isDiskFull = false;
  await pass(10 * minute);
  await vi.waitFor(async () => expect(await listCopies()).toHaveLength(1));
});

it('copies no store in which damage was found', async () => {
  isWhole = false;
  // As the desk does it: whoever is told of damage locks.
  const locking = newCare(() => locking.end());
  locking.begin(opened);
  await pass(30 * minute);
  expect(await listCopies()).toEqual([]);
});
