import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'auto-lock-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };

it('locks the desk when nobody has touched it for ten minutes, and not before (CRITERIA G3)', async () => {
  const desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  const { session, cases } = desk.handlers;
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin: '246813' });
  expect((await session.status({})).autoLockMinutes).toBe(10);
  // Only what waits from here on: the store's own waiting goes by the real clock.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await session.touch({});
  vi.advanceTimersByTime(9 * 60_000);
  await session.touch({});
  vi.advanceTimersByTime(10 * 60_000 - 1);
  expect((await session.status({})).state).toBe('unlocked');
  vi.advanceTimersByTime(1);
  vi.useRealTimers();
  await expect.poll(async () => (await session.status({})).state).toBe('locked');
  await expect(cases.today({})).rejects.toThrow('session.locked');
  await desk.close();
});

it('locks the desk at once when the PC has slept for longer than that, for timers stand still in it', async () => {
  let slept = 0;
  const desk = await openPlainDesk(folder, { slowHashMemory: 1024, now: () => Date.now() + slept });
  const { session, cases } = desk.handlers;
  await session.setUp({ office: plainOffice, deskLetter: 'A', person, pin: '246813' });
  slept = 5 * 60_000;
  desk.wake();
  await cases.today({});
  slept = 10 * 60_000;
  desk.wake();
  await expect.poll(async () => (await session.status({})).state).toBe('locked');
  await expect(cases.today({})).rejects.toThrow('session.locked');
  await desk.close();
});
