import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openPlainDesk } from '../fixtures/plain-desk.ts';
import { plainOffice } from '../fixtures/plain-office.ts';

const folder = mkdtempSync(join(tmpdir(), 'auto-lock-'));
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('locks the desk when nobody has touched it for ten minutes, and not before (CRITERIA G3)', async () => {
  const desk = await openPlainDesk(folder, { slowHashMemory: 1024 });
  const { session, cases } = desk.handlers;
  const person = { name: '某人', certificateNumber: '', validFrom: null, validTo: null };
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
