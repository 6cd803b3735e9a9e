import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { StoredAction } from '../../shared/record/action.ts';
import { createActionLog } from '../../src-main/store/action-log.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { getProgram } from '../fixtures/programs.ts';

const today = '2026-04-20T09:00:00.000Z';

/** An action of which nobody looks at more than its clock. */
function actionAt(instant: string, desk: string): StoredAction {
  const clock = `${instant}-00000-${desk}`;
  return {
    id: createHash('sha256').update(clock).digest('hex'),
    recordId: 'c1',
    recordKind: 'case',
    type: 'intake.recorded',
    clock,
    header: '{}',
    salt: '',
    body: '{}',
    signature: '',
    signer: 'k',
  };
}

it('a desk finds its last clock behind whatever a desk with a wrong clock wrote into the future', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'action-log-'));
  const store = await openStore({
    folder,
    key: randomBytes(32),
    workerUrl: getProgram('src-main/store/worker.ts'),
    onGone: () => {},
  });
  const log = createActionLog(store, 'actions');
  expect(await log.findLastClock('own', today)).toBe('');
  const own = actionAt('2027-01-01T00:00:00.000Z', 'own');
  const others = Array.from({ length: 120 }, (_, index) =>
    actionAt(new Date(Date.parse('2027-04-20T09:00:00.000Z') + index).toISOString(), 'other'),
  );
  await log.append([own, ...others]);
  expect(await log.findLastClock('own', today)).toBe(own.clock);
  expect(await log.findLastClock('new', today)).toBe('');
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
