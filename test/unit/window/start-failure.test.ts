import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainStartFailure, makeUsableFolder } from '../../../src-main/window/start-failure.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
/** Does the work while a small disk lies at the folder. */
function onDisk(options: string, work: (desk: string) => void): void {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  try {
    work(join(disk, 'desk'));
  } finally {
    execFileSync('umount', [disk]);
  }
}

describe('the folder of a desk', () => {
  it('is made where it is not there, and nothing is left of the trial', () => {
    const desk = join(folder, 'a', 'desk');
    expect([makeUsableFolder(desk), makeUsableFolder(desk)]).toEqual([true, true]);
    expect(readdirSync(join(desk, 'window'))).toEqual([]);
  });

  it('that cannot be made is told', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(makeUsableFolder(join(folder, 'file', 'desk'))).toBe(false);
  });

  it.runIf(isRoot)(
    'on a disk that cannot be written is told, whether the desk was there before or not',
    () => {
      onDisk('size=64k', (desk) => {
        expect(makeUsableFolder(desk)).toBe(true);
        execFileSync('mount', ['-o', 'remount,ro', join(desk, '..')]);
        expect(makeUsableFolder(desk)).toBe(false);
        expect(existsSync(desk)).toBe(true);
      });
    },
  );

  it.runIf(isRoot)('on a full disk is opened all the same: what was saved can be read there', () => {
    onDisk('size=64k', (desk) => {
      mkdirSync(join(desk, 'window'), { recursive: true });
      expect(() => writeFileSync(join(desk, 'fill'), Buffer.alloc(100_000))).toThrow('ENOSPC');
      expect(makeUsableFolder(desk)).toBe(true);
    });
  });
});

it('a desk that does not start says what happened, what is safe and what to do, in the language of the desk', async () => {
  const chinese = await explainStartFailure('folderUnusable', 'zh-CN', '/调解');
  expect(chinese.text).toMatch(/不可写入[\s\S]*\/调解[\s\S]*案卷没有改动[\s\S]*请检查/);
  const english = await explainStartFailure('notStarted', 'en-GB', '/desk');
  expect(english.text).toMatch(/not opened[\s\S]*\/desk[\s\S]*as it was[\s\S]*Open it again/);
});
