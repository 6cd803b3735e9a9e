import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeKey, signFolder } from '../../../scripts/sign-update.mjs';
import { createUpdateSteps } from '../../../src-main/update/update-steps.ts';

/** Real folders and signatures. The system's dialog and file manager are doubles: that they open is not proved. */
const home = mkdtempSync(join(tmpdir(), 'update-steps-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const key = makeKey(join(home, 'publisher.pem'));
const stick = join(home, 'stick');
mkdirSync(stick);
const name = 'MediationDesk-2.0.0-linux-amd64.deb';
writeFileSync(join(stick, name), 'installer');
await signFolder(stick, '2.0.0', join(home, 'publisher.pem'), '2026-11-24');

function steps(folder: string | null, backUpNow = async () => '2026-11-24T00:00:00.000Z') {
  const shown: string[] = [];
  const update = createUpdateSteps({
    installed: { version: '1.0.0', kind: 'deb', arch: 'x64', trustedKeys: [key] },
    chooseFolder: async () => folder,
    showFile: (path) => shown.push(path),
    dataFolder: join(home, 'desk'),
    backUpNow,
  });
  return { update, shown };
}

it('looks, takes, copies the data and then shows the checked copy', async () => {
  const { update, shown } = steps(stick);
  expect(await update.find()).toMatchObject({ version: '2.0.0', installedVersion: '1.0.0' });
  expect(await update.take()).toMatchObject({ file: name, backedUpAt: '2026-11-24T00:00:00.000Z' });
  update.show();
  expect(shown).toEqual([join(home, 'desk/update', name)]);
});

it('takes nothing that was not looked at, and nothing after the dialog was closed', async () => {
  const { update } = steps(null);
  expect(await update.find()).toBeNull();
  await expect(update.take()).rejects.toMatchObject({ code: 'update.notChosen' });
});

it('shows no installer when the data could not be copied', async () => {
  const { update, shown } = steps(stick, () => Promise.reject(new Error('disk full')));
  await update.find();
  await expect(update.take()).rejects.toThrow('disk full');
  expect(() => update.show()).toThrow();
  expect(shown).toEqual([]);
});
