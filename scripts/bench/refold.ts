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
const open = 300;
const rounds = 3;

/** The first unlocking after an update that folds cases in another way: from the PIN to a list, and to the last new line. */
export async function benchRefold(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-refold-'));
  const former = join(folder, 'former');
  await fillDesk(former, 0, cases, { actions, open, foldVersion: caseFoldVersion - 1 });
  const toList: number[] = [];
  const toEnd: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const upgraded = join(folder, String(round));
    cpSync(former, upgraded, { recursive: true });
    const desk = await openPlainDesk(upgraded, { slowHashMemory: 1024 });
    const { session, cases: handlers } = desk.handlers;
    await desk.prepare();
    const personId = (await session.status({})).people[0]?.id ?? '';
    const isRebuilding = async () => (await desk.handlers.desk.rebuilding({})).progress !== null;
    const listed = await timed(async () => {
      await session.unlock({ personId, pin });
      const { rows } = await handlers.list(CaseFilter.parse({ search: '' }));
      if (rows.some(({ summary }) => summary.applicants.length === 0))
        throw new Error('an old line is shown');
    });
    const rest = await timed(async () => {
      while (await isRebuilding()) await new Promise((done) => setTimeout(done, 50));
    });
    toList.push(listed);
    toEnd.push(listed + rest);
    await desk.close();
  }
  rmSync(folder, { recursive: true, force: true });
  const figure = (what: string, took: readonly number[], goal: string): Figure => ({
    name: `After an update that folds anew, ${cases} cases of ${actions} actions: ${what}`,
    ours: `${(percentile(took, 0.5) / 1_000).toFixed(1)} s`,
    peer: '—',
    ratio: '—',
    goal,
  });
  return [
    figure('PIN to a list with nothing old in it', toList, '≤ 10 s'),
    figure('until each line is new', toEnd, '—'),
  ];
}
