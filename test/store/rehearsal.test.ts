import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPEN_COLLECTIONS } from 'rxdb';
import { expect, it } from 'vitest';
import { openStore } from '../../src-main/store/open-store.ts';
import { rehearseStore } from '../../src-main/store/rehearsal.ts';
import { collectionSchemas } from '../../src-main/store/schemas.ts';
import { getProgram } from '../fixtures/programs.ts';

it('a store opens in the middle of the rehearsal, which leaves nothing open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  let most = 0;
  const add = OPEN_COLLECTIONS.add.bind(OPEN_COLLECTIONS);
  OPEN_COLLECTIONS.add = (collection) => {
    const added = add(collection);
    most = Math.max(most, added.size);
    return added;
  };
  const rehearsing = rehearseStore();
  const store = await openStore({
    folder,
    key: randomBytes(32),
    workerUrl: getProgram('src-main/store/worker.ts'),
    onGone: () => {},
  });
  await rehearsing;
  const whole = Object.keys(collectionSchemas).length;
  expect(OPEN_COLLECTIONS.size).toBe(whole);
  // RxDB lets whoever opens a thirteenth wait.
  expect(most).toBeLessThan(13);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
