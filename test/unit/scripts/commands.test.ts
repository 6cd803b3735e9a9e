import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCaseFile } from '../../../scripts/demo/case-file.ts';

const root = join(import.meta.dirname, '../../..');
const example = 'test/fixtures/cases/01-restaurant-wage-arrears.json';
const text = readFileSync(join(root, example), 'utf8');

/** What a script answers to whoever gives it what it cannot use: before it builds or opens anything. */
function runScript(name: string, ...words: readonly string[]) {
  const { DISPLAY: _noDisplay, WAYLAND_DISPLAY: _norThis, INIT_CWD: _ofNpm, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [join('scripts', name), ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe('a case file for npm run demo', () => {
  const read = (change: (file: Record<string, unknown>) => unknown): string => {
    try {
      parseCaseFile(JSON.stringify(change(JSON.parse(text))));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it('of another form is refused with the path of its first wrong field', () => {
    expect(read((file) => ({ ...file, formatVersion: '2.0' }))).toContain(
      'First wrong field: formatVersion (',
    );
    expect(read(({ parties, ...file }) => file)).toContain('First wrong field: parties (');
    expect(read((file) => ({ ...file, claimTotal: { amount: 5 } }))).toContain(
      'wrong field: claimTotal.amount (',
    );
    const claims = [{ ...JSON.parse(text).claims[0], inScope: 'yes' }];
    expect(read((file) => ({ ...file, claims }))).toContain('First wrong field: claims.0.inScope (');
    expect(read(() => [])).toContain('First wrong field: (top) (');
  });

  it('may begin with the mark of an editor of Windows', () => {
    expect(parseCaseFile(`\uFEFF${text}`)).toEqual(parseCaseFile(text));
  });

  it.each([
    [['--case', 'package.json'], 'First wrong field: formatVersion'],
    [['--case', 'README.md'], 'The file is not JSON.'],
    [['--case', 'nowhere.json'], 'There is no file'],
    [['--case', 'scripts'], 'There is no file'],
    [['--case'], 'npm run demo -- --case FILE'],
    [[example], 'npm run demo -- --case FILE'],
    [['--case', example, example], 'npm run demo -- --case FILE'],
  ])('given as %j is refused in words, and nothing is made', (words, said) => {
    const { status, stdout } = runScript('demo.mjs', ...words);
    expect(status).toBe(2);
    expect(stdout).toMatch(/nothing was made/i);
    expect(stdout).toContain(said);
  });
});

it.runIf(process.platform === 'linux')(
  'npm start without a display says so and names the next command',
  () => {
    const { status, stdout } = runScript('start.mjs');
    expect(status).toBe(2);
    expect(stdout).toMatch(/no display[\s\S]*npm run demo/);
  },
);
