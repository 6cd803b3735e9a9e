import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDeskSettings } from '../../src-main/desk-settings.ts';
import { findNativeLanguage } from '../../src-main/window/native-language.ts';

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

it('where the disk takes nothing the choice holds until the program ends', async () => {
  mkdirSync(join(folder, 'desk-settings.json.unfinished'));
  const settings = createDeskSettings(folder);
  expect(await settings.change({ language: 'en' })).toMatchObject({ language: 'en' });
  expect(await settings.change({ theme: 'dark' })).toMatchObject({ language: 'en', theme: 'dark' });
  expect(await settings.read()).toMatchObject({ language: 'en', theme: 'dark' });
});

it("Chromium's own controls speak the language that was chosen, and Chinese before anything was", async () => {
  expect(findNativeLanguage(folder)).toBe('zh-CN');
  const settings = createDeskSettings(folder);
  await settings.change({ language: 'en' });
  expect(findNativeLanguage(folder)).toBe('en-GB');
  await settings.change({ language: 'zh-CN' });
  expect(findNativeLanguage(folder)).toBe('zh-CN');
});
