import { findPostgres, startPostgres } from '../../test/server/postgres.ts';
import { ensureSystemPackages } from '../lib/system-packages.mjs';
import type { Figure } from './measure.ts';
import type { Stage } from './stage.ts';
import { benchFirstSync } from './sync-first.ts';
import { benchLine } from './sync-line.ts';
import { benchLoad } from './sync-load.ts';

/** Whole desks and a real server, each in a process of its own, over loopback; the server's load on PostgreSQL. */
export async function benchSync(stage: Stage): Promise<Figure[]> {
  const figures = [...(await benchLine()), ...(await benchFirstSync(stage.folder))];
  await ensureSystemPackages(['postgresql']);
  const programs = findPostgres();
  if (programs === null) return [...figures, ...missing('PostgreSQL is not installed')];
  const postgres = await startPostgres(programs);
  try {
    return [...figures, ...(await benchLoad(postgres))];
  } finally {
    postgres.stop();
  }
}

function missing(why: string): Figure[] {
  return [{ name: 'Pushes on PostgreSQL', ours: `not measured: ${why}`, peer: '', ratio: '', goal: '≥ 1/3' }];
}
