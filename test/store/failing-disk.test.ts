import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAction, type StoredAction } from '../../shared/record/action.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import { createActionLog } from '../../src-main/store/action-log.ts';
import { createBackups } from '../../src-main/store/backups.ts';
import { databaseFile } from '../../src-main/store/data-files.ts';
import { openStore, type Store } from '../../src-main/store/open-store.ts';
import { createLine } from '../fixtures/fold-case.ts';
import { getProgram } from '../fixtures/programs.ts';

const workerUrl = getProgram('src-main/store/worker.ts');
const key = randomBytes(32);
const openAt = (folder: string): Promise<Store> => openStore({ folder, key, workerUrl, onGone: () => {} });
const isRoot = process.getuid?.() === 0;
let folder: string;
const mounted: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'));
});
afterEach(() => {
  for (const path of mounted.splice(0)) execFileSync('umount', ['-l', path]);
  rmSync(folder, { recursive: true, force: true });
});
const mountSmall = (options: string) => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  mounted.push(folder);
};
const write = async (store: Store, count: number, size = 2_000) => {
  const line = createLine(`case-${randomBytes(4).toString('hex')}`);
  const log = createActionLog(store, 'actions');
  const saved: string[] = [];
  for (let index = 0; index < count; index += 1) {
    line.write({
      type: 'intake.recorded',
      body: {
        patches: [
          {
            kind: 'party',
            id: 'P1',
            fields: {
              name: '甲'.repeat(size / 20),
              job: randomBytes(size / 4)
                .toString('hex')
                .slice(0, 500),
            },
          },
        ],
      },
    });
    const stored = line.stored.at(-1);
    if (stored === undefined) throw new Error('nothing was written');
    await log.append([stored]);
    saved.push(stored.id);
  }
  return saved;
};

describe('a disk that fails', () => {
  it.runIf(isRoot)('full: says so, acknowledges nothing more, and loses nothing of before', async () => {
    mountSmall('size=3m');
    const store = await openAt(folder);
    const saved: string[] = [];
    const failure = await (async () => {
      for (let round = 0; round < 4_000; round += 1) saved.push(...(await write(store, 1)));
    })().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'store.diskFull' });
    await store.close().catch(() => {});
    execFileSync('mount', ['-o', 'remount,size=32m', folder]);
    const again = await openAt(folder);
    expect((await again.collections.actions.findByIds(saved).exec()).size).toBe(saved.length);
    expect(await again.isIntact('full')).toBe(true);
    await again.close();
  });

  it.runIf(isRoot)('read-only: is refused in words before anything is shown', async () => {
    mountSmall('size=16m');
    const store = await openAt(folder);
    await write(store, 3);
    await store.close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await expect(openAt(folder)).rejects.toMatchObject({ code: 'store.readOnly' });
  });
});

/** Damage can lie where nothing is kept: then every action is there and its hash fits. */
async function isReadTruly(store: Store, saved: readonly string[]): Promise<boolean> {
  const found = await store.guard(store.collections.actions.findByIds([...saved]).exec());
  const stored = [...found.values()].map((one) => one.toJSON() as StoredAction);
  return stored.length === saved.length && stored.every((one) => readAction(one, nodeHashing).ok);
}

describe('a damaged file', () => {
  const restoreIn = async (trial: string, saved: string[]) => {
    const restoredFrom = await createBackups(trial).restoreNewest(Date.UTC(2026, 3, 14), async (at) => {
      const copy = await openAt(at);
      const isGood = await copy.isIntact('full');
      await copy.close();
      return isGood;
    });
    expect(restoredFrom).toBe('2026-04-13T00:00:00.000Z');
    const again = await openAt(trial);
    expect((await again.collections.actions.findByIds(saved).exec()).size).toBe(saved.length);
    await again.close();
  };

  it('is refused or read truly, in twenty ways of damage, and never deleted; the newest good copy comes back', async () => {
    const store = await openAt(folder);
    const saved = await write(store, 60);
    const backups = createBackups(folder);
    await backups.make(store, Date.UTC(2026, 3, 13));
    await store.close();
    const path = join(folder, databaseFile);
    const whole = readFileSync(path);
    const outcomes = new Set<string>();
    for (let way = 0; way < 20; way += 1) {
      const trial = mkdtempSync(join(tmpdir(), 'damaged-'));
      cpSync(folder, trial, { recursive: true });
      const target = join(trial, databaseFile);
      if (way % 4 === 3) truncateSync(target, Math.floor((whole.length * (way + 1)) / 40));
      else {
        const bytes = Buffer.from(whole);
        const start = Math.floor((bytes.length * way) / 20);
        randomBytes(Math.min(4096, bytes.length - start)).copy(bytes, start);
        writeFileSync(target, bytes);
      }
      const size = statSync(target).size;
      const outcome = await openAt(trial).then(
        async (opened) => {
          const isIntact = await opened.isIntact('full').catch(() => false);
          const isTrue = isIntact && (await isReadTruly(opened, saved).catch(() => false));
          await opened.close().catch(() => {});
          return isTrue ? 'readTruly' : 'foundDamaged';
        },
        (error: { code?: string }) => error.code,
      );
      expect(['store.damaged', 'foundDamaged', 'readTruly'], `way ${way}`).toContain(outcome);
      outcomes.add(String(outcome));
      if (outcome === 'store.damaged') expect(statSync(target).size).toBe(size);
      if (way % 5 === 3 || process.env.NIGHTLY) await restoreIn(trial, saved);
      rmSync(trial, { recursive: true, force: true });
    }
    expect(outcomes).toContain('store.damaged');
    expect(outcomes).toContain('foundDamaged');
  }, 300_000);

  it('of a newer program is refused and left as it is', async () => {
    const { openLibsql } = await import('../../src-main/store/libsql-driver.ts');
    await (await openAt(folder)).close();
    const driver = openLibsql(join(folder, databaseFile), key);
    driver.execute('PRAGMA user_version = 99');
    driver.close();
    await expect(openAt(folder)).rejects.toMatchObject({ code: 'store.newerSchema' });
  });
});
