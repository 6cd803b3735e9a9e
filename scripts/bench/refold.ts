import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseFoldVersion } from '../../shared/case/reducer.ts';
import { CaseFilter } from '../../shared/contract/cases.ts';
import { openPlainDesk } from '../../test/fixtures/plain-desk.ts';
import { fillDesk, pin } from './fill.ts';
import { type Figure, percentile, timed } from './measure.ts';

const cases = 10_000;
const actions = 10;
const rounds = 3;

/** The first unlocking after an update that folds cases in another way: from the PIN to a list of which each line is new. */
export async function benchRefold(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-refold-'));
  const former = join(folder, 'former');
  await fillDesk(former, 0, cases, { actions, foldVersion: caseFoldVersion - 1 });
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const upgraded = join(folder, String(round));
    cpSync(former, upgraded, { recursive: true });
    const desk = await openPlainDesk(upgraded, { slowHashCost: 1024 });
    const { session, cases: handlers } = desk.handlers;
    await desk.prepare();
    const personId = (await session.status({})).people[0]?.id ?? '';
    took.push(
      await timed(async () => {
        await session.unlock({ personId, pin });
        const { rows } = await handlers.list(CaseFilter.parse({ search: '' }));
        if (rows.some(({ summary }) => summary.applicants.length === 0))
          throw new Error('an old line is shown');
      }),
    );
    await desk.close();
  }
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      name: `First unlocking after an update that folds anew, ${cases} cases of ${actions} actions`,
      ours: `${(percentile(took, 0.5) / 1_000).toFixed(1)} s`,
      peer: '—',
      ratio: '—',
      goal: '≤ 10 s',
    },
  ];
}
