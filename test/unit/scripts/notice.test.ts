import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
type Entry = { readonly version: string; readonly dev?: boolean; readonly devOptional?: boolean };

/** Name and version of all that the packaged app may carry. */
function listCarried(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  return Object.entries(packages).flatMap(([path, { version, dev, devOptional }]) =>
    path.startsWith('node_modules/') && !dev && !devOptional && !/node-(linux|win|darwin|bin)-/.test(path)
      ? [`${path.replace(/^.*node_modules\//, '')} ${version}`]
      : [],
  );
}

it('NOTICE names each part that the packaged app carries, in its version, with a licence, and no other', () => {
  const lines = (readFileSync(join(root, 'NOTICE'), 'utf8').split('Bundled parts\n')[1] ?? '')
    .trim()
    .split('\n');
  expect(lines.filter((line) => !/: \(?[A-Z0-9]/.test(line))).toEqual([]);
  expect(lines.map((line) => line.slice(0, line.indexOf(': ')))).toEqual([...new Set(listCarried())].sort());
});
