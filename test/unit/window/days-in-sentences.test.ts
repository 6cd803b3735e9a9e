import i18next from 'i18next';
import { afterAll, expect, it, vi } from 'vitest';
import { changeLanguage, startLanguages } from '../../../src-renderer/app/i18n.ts';
import { keepCopiesPlain } from '../../../src-renderer/app/plain-copies.ts';
import { dateTextWithWeekday, fixedDateText, unbrokenDate } from '../../../src-renderer/ui/shanghai-time.ts';

vi.stubGlobal('document', { documentElement: {} });
afterAll(() => void vi.unstubAllGlobals());

it('a day that a rule of the law speaks of is told as the window tells days', async () => {
  await startLanguages('zh-CN');
  const say = () => i18next.t('check.agreement.signedBeforeAcceptance', { date: '2026-04-16' });
  expect(say()).toBe(`签署日期早于受理日期${unbrokenDate('2026年4月16日')}，请核实`);
  await changeLanguage('en');
  expect(say()).toBe(`Signed before acceptance on ${unbrokenDate('16 April 2026')}: please check`);
  await changeLanguage('zh-CN');
});

it('a line ends before or after a day and never within it; what is copied or typed holds nothing unseen', async () => {
  await startLanguages('zh-CN');
  const day = dateTextWithWeekday('2026-11-30');
  expect(day.split('\u2060')).toEqual(['2026', '年', '11', '月', '30', '日（周', '一）']);
  expect(fixedDateText('2026-11-30')).toBe('2026年11月30日');
  await changeLanguage('en');
  expect(dateTextWithWeekday('2026-11-30')).toBe('Mon\u00A030\u00A0November\u00A02026');
  await changeLanguage('zh-CN');

  const copied: string[] = [];
  const clipboardData = { setData: (_kind: string, text: string) => copied.push(text) };
  const listen = vi.fn<(kind: string, onCopy: (event: unknown) => void) => void>();
  vi.stubGlobal('document', { addEventListener: listen, getSelection: () => `调解日期：${day}` });
  keepCopiesPlain();
  listen.mock.lastCall?.[1]({ clipboardData, preventDefault: () => {} });
  expect(copied).toEqual(['调解日期：2026年11月30日（周一）']);
  vi.stubGlobal('document', { documentElement: {} });
});
