import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeChosenFile } from '../../src-main/support/save-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-stick-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

describe('a file that somebody saves where they choose', () => {
  it('is there whole, for whoever may read the place, and nothing beside it', async () => {
    const path = join(folder, 'a.pdf');
    writeFileSync(path, 'older');
    await writeChosenFile(path, Buffer.from('newer'));
    expect(readFileSync(path, 'utf8')).toBe('newer');
    expect(statSync(path).mode & 0o777).toBe(0o666 & ~process.umask());
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });

  it('of a place that takes nothing is told as that', async () => {
    mkdirSync(join(folder, 'a.pdf'));
    for (const path of [join(folder, 'gone', 'a.pdf'), join(folder, 'a.pdf')])
      await expect(writeChosenFile(path, Buffer.from('x'))).rejects.toMatchObject({
        code: 'file.notWritten',
      });
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });

  it.runIf(isRoot)(
    'on a full stick is told as that; what was there before stays, and no half of it',
    async () => {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
      try {
        const path = join(folder, 'a.pdf');
        writeFileSync(path, 'older');
        await expect(writeChosenFile(path, Buffer.alloc(200_000))).rejects.toMatchObject({
          code: 'file.noRoom',
        });
        expect(readFileSync(path, 'utf8')).toBe('older');
        expect(readdirSync(folder)).toEqual(['a.pdf']);
      } finally {
        execFileSync('umount', [folder]);
      }
    },
  );
});
