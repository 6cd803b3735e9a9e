import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimBuild, claimBuildInTurn } from '../../../scripts/lib/running-desk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'running-desk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Larger than any number that a system gives a program. */
const nobody = 2 ** 31 - 2;

describe('a second npm start', () => {
  it('builds nothing while the first builds, and nothing while its desk is open', () => {
    const file = join(folder, 'cache/first.json');
    const first = claimBuild(file, 'start');
    expect(first.other).toBeNull();
    expect(claimBuild(file, 'start').other).toEqual({ by: 'start', isDeskOpen: false });
    first.noteDesk(process.pid);
    expect(claimBuild(file, 'start').other).toEqual({ by: 'start', isDeskOpen: true });
    first.release();
    expect(claimBuild(file, 'start').other).toBeNull();
  });

  it('is told of a demo that plays on what is built, and a demo of a desk that is open', () => {
    const file = join(folder, 'demo.json');
    const demo = claimBuild(file, 'demo');
    expect(claimBuild(file, 'start').other).toEqual({ by: 'demo', isDeskOpen: false });
    demo.release();
    const start = claimBuild(file, 'start');
    start.noteDesk(process.pid);
    expect(claimBuild(file, 'demo').other).toEqual({ by: 'start', isDeskOpen: true });
    start.release();
  });

  it('waits for another command to end where its words say so, and claims then', async () => {
    const file = join(folder, 'turns.json');
    const demo = claimBuild(file, 'demo');
    const told: string[] = [];
    const start = claimBuildInTurn(file, 'start', ({ by }) => {
      told.push(by);
      // Ended as the demo would, by itself.
      setImmediate(demo.release);
      return 'waiting';
    });
    expect((await start).other).toBeNull();
    expect(told).toEqual(['demo']);
    const second = await claimBuildInTurn(file, 'start', () => null);
    expect(second.other).toEqual({ by: 'start', isDeskOpen: false });
  });

  it('finds the desk also when the start that opened it was ended by force', () => {
    const file = join(folder, 'orphan.json');
    claimBuild(file, 'start', nobody).noteDesk(process.pid);
    expect(claimBuild(file, 'start').other).toEqual({ by: 'start', isDeskOpen: true });
  });

  it.each([
    ['nobody of it runs', JSON.stringify({ pids: [nobody], desk: null, booted: Date.now() })],
    ['the machine was started anew', JSON.stringify({ pids: [process.pid], desk: process.pid, booted: 0 })],
    ['it was cut off', '{"pids":'],
  ])('builds where what stands there says nothing: %s', (_, text) => {
    const file = join(folder, 'old.json');
    writeFileSync(file, text);
    expect(claimBuild(file, 'start').other).toBeNull();
  });
});
