import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readAction } from '../../shared/record/action.ts';
import { nodeHashing } from '../../src-main/session/signing-key.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { getProgram } from '../fixtures/programs.ts';

const kills = process.env.NIGHTLY ? 200 : 20;
/** Saves between two kills, on the average; at night ten thousand in all and some more (CRITERIA A1). */
const savesPerKill = process.env.NIGHTLY ? 60 : 9;
const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const key = randomBytes(32);
const child = fileURLToPath(getProgram('test/store/writer-child.ts'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the writer and kills it at a random moment of a random save; answers the ids it had acknowledged. */
function writeUntilKilled(): Promise<string[]> {
  return new Promise((done, fail) => {
    const process_ = spawn(process.execPath, ['--no-warnings', child, folder, key.toString('hex')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let errors = '';
    let savesLeft = savesPerKill / 3 + Math.floor((Math.random() * savesPerKill * 4) / 3);
    process_.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    process_.stdout.on('data', (chunk) => {
      text += chunk;
      const isBefore = savesLeft > 0;
      savesLeft -= String(chunk).split('\n').length - 1;
      if (isBefore && savesLeft <= 0) setTimeout(() => process_.kill('SIGKILL'), Math.random() * 12);
    });
    process_.on('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') return fail(new Error(`the writer ended by itself: ${errors}`));
      const lines = text.split('\n');
      done(lines.slice(1, -1));
    });
  });
}

describe('a program killed while it saves', () => {
  it(`loses nothing that was acknowledged, in ${kills} kills`, async () => {
    const acknowledged: string[] = [];
    for (let count = 0; count < kills; count += 1) acknowledged.push(...(await writeUntilKilled()));
    const store = await openStore({
      folder,
      key,
      workerUrl: getProgram('src-main/store/worker.ts'),
      onGone: () => {},
    });
    const found = await store.collections.actions.findByIds(acknowledged).exec();
    expect(acknowledged.length).toBeGreaterThan(process.env.NIGHTLY ? 10_000 : kills);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    for (const one of found.values()) expect(readAction(one.toJSON() as never, nodeHashing).ok).toBe(true);
    expect(await store.isIntact('full')).toBe(true);
    await store.close();
  }, 7_200_000);
});
