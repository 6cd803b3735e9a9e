import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimStart } from '../../../scripts/lib/running-desk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'running-desk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Larger than any number that a system gives a program. */
const nobody = 2 ** 31 - 2;

describe('a second npm start', () => {
  it('builds nothing while the first builds, and nothing while its desk is open', () => {
    const file = join(folder, 'cache/first.json');
    const first = claimStart(file);
    expect(first.other).toBeNull();
    expect(claimStart(file).other).toEqual({ isDeskOpen: false });
    first.noteDesk(process.pid);
    expect(claimStart(file).other).toEqual({ isDeskOpen: true });
    first.release();
    expect(claimStart(file).other).toBeNull();
  });

  it('finds the desk also when the start that opened it was ended by force', () => {
    const file = join(folder, 'orphan.json');
    claimStart(file, nobody).noteDesk(process.pid);
    expect(claimStart(file).other).toEqual({ isDeskOpen: true });
  });

  it.each([
    ['nobody of it runs', JSON.stringify({ pids: [nobody], desk: null, booted: Date.now() })],
    ['the machine was started anew', JSON.stringify({ pids: [process.pid], desk: process.pid, booted: 0 })],
    ['it was cut off', '{"pids":'],
  ])('builds where what stands there says nothing: %s', (_, text) => {
    const file = join(folder, 'old.json');
    writeFileSync(file, text);
    expect(claimStart(file).other).toBeNull();
  });
});
