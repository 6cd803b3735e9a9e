import { findPostgres, startPostgres } from '../../test/server/postgres.ts';
import { ensureSystemPackages } from '../lib/system-packages.mjs';
import type { Figure } from './measure.ts';
import type { Stage } from './stage.ts';
import { benchFirstSync } from './sync-first.ts';
import { benchLine } from './sync-line.ts';
import { benchLoad } from './sync-load.ts';

/** Whole desks and a real server, each in a process of its own, over loopback, on a real PostgreSQL. */
export async function benchSync(stage: Stage): Promise<Figure[]> {
  await ensureSystemPackages(['postgresql']);
  const programs = findPostgres();
  if (programs === null) return [missing];
  const postgres = await startPostgres(programs);
  try {
    return [
      ...(await benchLine(await postgres.newDatabase())),
      ...(await benchFirstSync(stage.folder, await postgres.newDatabase())),
      ...(await benchLoad(postgres)),
    ];
  } finally {
    postgres.stop();
  }
}

const missing: Figure = {
  name: 'All of it',
  ours: 'not measured: PostgreSQL is not installed',
  peer: '',
  ratio: '',
  goal: '',
};
