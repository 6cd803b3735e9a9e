import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDeskSettings } from '../../src-main/desk-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('of two choices made in the same moment both are kept', async () => {
  const settings = createDeskSettings(folder);
  await Promise.all([settings.change({ isLargePrint: true }), settings.change({ theme: 'dark' })]);
  expect(await createDeskSettings(folder).read()).toMatchObject({ isLargePrint: true, theme: 'dark' });
});
