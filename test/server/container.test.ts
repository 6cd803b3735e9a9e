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
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../src-server/settings.ts';

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

const containerfile = readFileSync(join(root, 'Containerfile'), 'utf8');

/** What the linter finds, with all that it only looks at when it is asked to. */
const lint = (text: string) => {
  const { ERROR } = ValidationSeverity;
  return validate(text, {
    deprecatedMaintainer: ERROR,
    directiveCasing: ERROR,
    emptyContinuationLine: ERROR,
    instructionCasing: ERROR,
    instructionCmdMultiple: ERROR,
    instructionEntrypointMultiple: ERROR,
    instructionHealthcheckMultiple: ERROR,
    instructionJSONInSingleQuotes: ERROR,
    instructionWorkdirRelative: ERROR,
  });
};

/** What Containerfile copies from this repository, as [from, to]. */
function listCopies(): [string, string][] {
  const lines = containerfile.split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  return last.flatMap((line) => {
    const [word, ...names] = line.split(/\s+/);
    if (word !== 'COPY' || line.includes('--from=')) return [];
    const to = names.at(-1) ?? '';
    return names.slice(0, -1).map((from): [string, string] => [from, to.endsWith('/') ? join(to, from) : to]);
  });
}

/** The instructions of the last stage by their word, with what stands behind it. */
const lastStage = new Map(
  (containerfile.split(/^(?=FROM )/m).at(-1) ?? '')
    .split('\n')
    .map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]),
);

describe('the container', () => {
  it('is written as a linter wants it, which finds a slip in any line', () => {
    expect(lint(containerfile)).toEqual([]);
    const slips = [
      ['WORKDIR /app', 'WORKDIR app'],
      ['COPY shared ./shared', 'COPY shared'],
      ['USER node', 'USR node'],
      ['EXPOSE 8787', 'EXPOSE port'],
      ['STOPSIGNAL SIGTERM', 'STOPSIGNAL TERM'],
      ['--interval=30s', '--every=30s'],
      ['["node", "src-server/main.ts"]', "['node', 'src-server/main.ts']"],
    ] as const;
    for (const [right, wrong] of slips) {
      expect(containerfile).toContain(right);
      expect(lint(containerfile.replace(right, wrong)), wrong).not.toEqual([]);
    }
  });

  it('is no root’s, has its data where it may write, and is reached at the port that the server listens at', () => {
    expect(lastStage.get('USER')).toBe('node');
    expect(lastStage.get('RUN')).toBe(
      `mkdir ${lastStage.get('VOLUME')} && chown node:node ${lastStage.get('VOLUME')}`,
    );
    expect(lastStage.get('ENV')).toBe(
      `NODE_ENV=production HOST=0.0.0.0 DATA_FOLDER=${lastStage.get('VOLUME')}`,
    );
    expect(lastStage.get('EXPOSE')).toBe(String(readSettings({}).port));
    const stages = [...containerfile.matchAll(/ AS (\S+)$/gm)].map(([, name]) => name);
    expect([...containerfile.matchAll(/--from=(\S+)/g)].map(([, name]) => name)).toEqual(stages);
    const images = new Set(containerfile.match(/^FROM \S+/gm));
    expect([...images]).toEqual([expect.stringMatching(/^FROM docker\.io\/library\/node:\d+-/)]);
  });

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
