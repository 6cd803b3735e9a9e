import i18next from 'i18next';
import { afterAll, expect, it, vi } from 'vitest';
import { changeLanguage, startLanguages } from '../../../src-renderer/app/i18n.ts';

vi.stubGlobal('document', { documentElement: {} });
afterAll(() => void vi.unstubAllGlobals());

it('a day that a rule of the law speaks of is told as the window tells days', async () => {
  await startLanguages('zh-CN');
  const say = () => i18next.t('check.agreement.signedBeforeAcceptance', { date: '2026-04-16' });
  expect(say()).toBe('签署日期早于受理日期2026年4月16日，请核实');
  await changeLanguage('en');
  expect(say()).toBe('Signed before acceptance on 16 April 2026: please check');
  await changeLanguage('zh-CN');
});
