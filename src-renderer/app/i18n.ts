import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isCalendarDate } from '../../shared/text/dates.ts';
import zhLaw from '../../shared/text/locales/zh-CN/law.json';
import zhVerifier from '../../shared/text/locales/zh-CN/verifier.json';
import zhWindow from '../../shared/text/locales/zh-CN/window.json';
import { dateText } from '../ui/shanghai-time.ts';

/** Each by its own name, whatever the window speaks. */
export const languageNames = { 'zh-CN': '中文', en: 'English' } as const;

/** Both languages are bundled: there is no line to fetch them by. zh-CN is the original; English is loaded when wanted. */
export async function startLanguages(language: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: { ...zhLaw, ...zhVerifier, ...zhWindow } } },
  });
  // '{{date, day}}': what the law's rules say of a day is told as the window tells days.
  i18next.services.formatter?.add('day', (value: unknown) =>
    typeof value === 'string' && isCalendarDate(value) ? dateText(value) : String(value ?? ''),
  );
  await changeLanguage(language);
}

export async function changeLanguage(language: string): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { english } = await import('./english.ts');
    i18next.addResourceBundle('en', 'translation', english);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.title = i18next.t('app.title');
}
