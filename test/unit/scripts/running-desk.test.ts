import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { claimBuild, claimBuildInTurn } from '../../../scripts/lib/running-desk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'running-desk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Larger than any number that a system gives a program. */
const nobody = 2 ** 31 - 2;

describe('a second npm start', () => {
  it('builds nothing while the first builds, and nothing while its desk is open', () => {
    const file = join(folder, 'cache/first.json');
    const first = claimBuild(file);
    expect(first.other).toBeNull();
    expect(claimBuild(file).other).toEqual({ isDeskOpen: false });
    first.noteDesk(process.pid);
    expect(claimBuild(file).other).toEqual({ isDeskOpen: true });
    first.release();
    expect(claimBuild(file).other).toBeNull();
  });

  it('that waits for its turn says so once, and claims when the other has ended', async () => {
    const file = join(folder, 'turns.json');
    const first = claimBuild(file);
    const said = vi.spyOn(process.stdout, 'write').mockImplementation(() => {
      // Ended as the other would, by itself.
      setImmediate(first.release);
      return true;
    });
    const release = await claimBuildInTurn(file, 'waiting');
    expect(said.mock.calls).toEqual([['waiting\n']]);
    said.mockRestore();
    expect(claimBuild(file).other).toEqual({ isDeskOpen: false });
    release();
    expect(claimBuild(file).other).toBeNull();
  });

  it('finds the desk also when the start that opened it was ended by force', () => {
    const file = join(folder, 'orphan.json');
    claimBuild(file, nobody).noteDesk(process.pid);
    expect(claimBuild(file).other).toEqual({ isDeskOpen: true });
  });

  it.each([
    ['nobody of it runs', JSON.stringify({ pids: [nobody], desk: null, booted: Date.now() })],
    ['the machine was started anew', JSON.stringify({ pids: [process.pid], desk: process.pid, booted: 0 })],
    ['it was cut off', '{"pids":'],
  ])('builds where what stands there says nothing: %s', (_, text) => {
    const file = join(folder, 'old.json');
    writeFileSync(file, text);
    expect(claimBuild(file).other).toBeNull();
  });
});
