import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'desk-container-'));
let child: ChildProcess | null = null;

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** What Containerfile copies from this repository, as [from, to]. */
function listCopies(): [string, string][] {
  const lines = readFileSync(join(root, 'Containerfile'), 'utf8').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  return last.flatMap((line) => {
    const [word, ...names] = line.split(/\s+/);
    if (word !== 'COPY' || line.includes('--from=')) return [];
    const to = names.at(-1) ?? '';
    return names.slice(0, -1).map((from): [string, string] => [from, to.endsWith('/') ? join(to, from) : to]);
  });
}

describe('the container', () => {
  it('holds all that the server needs: started from exactly what Containerfile copies, as its own process', async () => {
    for (const [from, to] of listCopies()) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      cpSync(join(root, from), join(folder, to), { recursive: statSync(join(root, from)).isDirectory() });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { DATABASE_URL: _noDatabase, ...environment } = process.env;
    child = spawn(process.execPath, ['src-server/main.ts'], {
      cwd: folder,
      env: {
        ...environment,
        DATA_FOLDER: 'data',
        DEMO_OFFICE: '1',
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no output');
    let address = '';
    for await (const line of createInterface({ input: child.stdout })) {
      address = /^Central server at (\S+),/.exec(line)?.[1] ?? address;
      if (line.startsWith('Embedded database')) break;
    }
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    // Ready to be stopped once the demo's access is written.
    await expect
      .poll(() => existsSync(join(folder, 'data/demo-access.json')), { timeout: 30_000 })
      .toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
