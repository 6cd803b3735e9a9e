import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrationProvider } from '../../src-server/database/migrations.ts';

/** The plan for Citus is not run on a cluster here; that it names every table once is. */
it('the plan for distributing by office names every table of every migration', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../src-server/database/migrations.ts'), 'utf8');
  const tables = [...source.matchAll(/create table (\w+)/g)].map(([, name]) => name ?? '');
  expect(Object.keys(await migrationProvider.getMigrations()).length).toBeGreaterThan(1);
  const plan = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const named = [...plan.matchAll(/SELECT create_(?:reference|distributed)_table\('(\w+)'/g)].map(
    ([, name]) => name ?? '',
  );
  expect([...named].sort()).toEqual([...tables].sort());
});
