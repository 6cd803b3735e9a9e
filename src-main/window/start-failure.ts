import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/** What keeps the desk from starting before there is a window that could say it. */
export type StartFailure = 'folderUnusable' | 'notStarted';

/** A full disk still lets a desk be read, and its own screens say what it takes no more. */
const isOnlyFull = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Makes the desk's folder where need be; answers whether it can be written. Elsewhere Chromium cannot even mark that the
 * desk is open, takes itself for a second one, and ends without a word.
 */
export function makeUsableFolder(folder: string): boolean {
  try {
    const window = join(folder, 'window');
    mkdirSync(window, { recursive: true });
    rmdirSync(mkdtempSync(join(window, 'writable-')));
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && isOnlyFull.has(String(error.code));
  }
}

/** What happened, what is safe and what to do next, for a box of the system. */
export async function explainStartFailure(
  failure: StartFailure,
  language: 'zh-CN' | 'en-GB',
  folder: string,
): Promise<{ readonly title: string; readonly text: string; readonly close: string }> {
  // Loaded for a failure alone: a desk that starts needs none of it.
  const [{ default: i18next }, { default: zh }, { default: en }] = await Promise.all([
    import('i18next'),
    import('../../shared/text/locales/zh-CN/native.json', { with: { type: 'json' } }),
    import('../../shared/text/locales/en/native.json', { with: { type: 'json' } }),
  ]);
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
  });
  const { t } = i18n;
  return { title: t('native.title'), text: t(`native.${failure}`, { folder }), close: t('native.close') };
}
