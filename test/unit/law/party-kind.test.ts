import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isWorker } from '../../../shared/law/party-kind.ts';

it('a worker is who is no employer, also while nobody has said what the party is', () => {
  expect(
    [{ kind: 'person' }, { kind: null }, {}, { kind: 'employer' }].map((one) => isWorker(one as never)),
  ).toEqual([true, true, true, false]);
});

it('nobody tells a worker from an employer in words of his own', () => {
  const root = join(import.meta.dirname, '../../..');
  const own = ['shared', 'src-main', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('party-kind.ts'))
      .filter((path) => readFileSync(join(root, folder, path), 'utf8').includes("kind !== 'employer'"))
      .map((path) => join(folder, path)),
  );
  expect(own).toEqual([]);
});
