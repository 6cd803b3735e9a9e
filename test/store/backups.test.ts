import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBackups } from '../../src-main/store/backups.ts';
import { finishRestoring } from '../../src-main/store/restore.ts';

/** Only which copies stay; that a copy is whole and opens is proved with a real store beside this. */
const writer = {
  backUp: async (path: string) => {
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, 'a copy');
  },
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps the newest copies, one of each of the last five hours and one of each of the last seven days', async () => {
  const backups = createBackups(folder);
  const tenMinutes = 10 * 60 * 1000;
  const ofDay = 9 * 6;
  // Ten working days of nine hours, from 9 o'clock in Beijing on.
  for (let day = 0; day < 10; day += 1) {
    for (let count = 0; count < ofDay; count += 1) {
      await backups.make(writer, Date.UTC(2026, 3, 13 + day, 1) + count * tenMinutes);
    }
  }
  const nameOf = (day: number, time: string) => {
    const count = (day - 13) * ofDay + (Number(time.slice(0, 2)) - 1) * 6 + Number(time.slice(2)) / 10 + 1;
    return `desk-${String(count).padStart(6, '0')}-202604${day}T${time}00.db`;
  };
  expect(readdirSync(join(folder, 'backups')).sort()).toEqual([
    ...[16, 17, 18, 19, 20, 21].map((day) => nameOf(day, '0950')),
    ...['0550', '0650', '0750', '0850', '0930', '0940', '0950'].map((time) => nameOf(22, time)),
  ]);
  expect(await backups.findNewest()).toBe('2026-04-22T09:50:00.000Z');
});

it('clears away what copies that were broken off have left behind', async () => {
  const backups = createBackups(folder);
  mkdirSync(join(folder, 'backups', 'trial-20260413T010000'), { recursive: true });
  writeFileSync(join(folder, 'backups', 'desk-20260413T010000.db.unfinished'), 'half a copy');
  await backups.make(writer, Date.UTC(2026, 3, 14));
  expect(readdirSync(join(folder, 'backups'))).toEqual(['desk-000001-20260414T000000.db']);
});

it('takes the copy that was made last for the newest, whatever the clock said', async () => {
  const backups = createBackups(folder);
  const kept = join(folder, 'backups');
  mkdirSync(kept);
  // One of the first release, whose copies carried no number.
  writeFileSync(join(kept, 'desk-20260413T010000.db'), 'of the first release');
  const make = (content: string, now: number) =>
    backups.make({ backUp: async (path) => writeFileSync(path, content) }, now);
  await make('of a clock a year ahead', Date.UTC(2027, 3, 13));
  await make('of the clock put right', Date.UTC(2026, 3, 13, 2));
  expect(await backups.findNewest()).toBe('2026-04-13T02:00:00.000Z');
  const tried: string[] = [];
  await expect(
    backups.restoreNewest(Date.UTC(2026, 3, 13, 3), async (trial) => {
      tried.push(readFileSync(join(trial, 'desk.db'), 'utf8'));
      return false;
    }),
  ).rejects.toMatchObject({ code: 'store.damaged' });
  expect(tried).toEqual(['of the clock put right', 'of a clock a year ahead', 'of the first release']);
});

it('makes copies that are ordered at once one after the other, so that none takes another for a leftover', async () => {
  const slow = {
    backUp: async (path: string) => {
      writeFileSync(`${path}.unfinished`, 'a copy');
      await new Promise((done) => setTimeout(done, 20));
      expect(existsSync(`${path}.unfinished`)).toBe(true);
      renameSync(`${path}.unfinished`, path);
    },
  };
  const backups = createBackups(folder);
  const now = Date.UTC(2026, 3, 13);
  await Promise.all([1, 2, 3].map((count) => backups.make(slow, now + count * 1000)));
  expect(readdirSync(join(folder, 'backups')).sort()).toEqual([
    'desk-000001-20260413T000001.db',
    'desk-000002-20260413T000002.db',
    'desk-000003-20260413T000003.db',
  ]);
});

it('takes half a copy for nothing, when the program is killed while it brings back a lost database', async () => {
  const copy = join(folder, 'copy.db');
  writeFileSync(copy, 'a copy');
  truncateSync(copy, 600_000_000);
  const restoring = `
    const { restoreFrom } = await import(${JSON.stringify(new URL('../../src-main/store/restore.ts', import.meta.url).href)});
    await restoreFrom(${JSON.stringify(copy)}, ${JSON.stringify(folder)}, 0);
    process.stdout.write('restored');`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', restoring]);
  const ended = once(child, 'exit');
  const isBegun = () => readdirSync(folder).some((name) => name.startsWith('desk.db'));
  await expect.poll(isBegun, { interval: 1, timeout: 10_000 }).toBe(true);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await finishRestoring(folder, Date.UTC(2026, 3, 13));
  const database = join(folder, 'desk.db');
  if (existsSync(database)) expect(statSync(database).size).toBe(600_000_000);
  expect(readdirSync(folder).filter((name) => name.startsWith('desk.db.'))).toEqual([]);
});
