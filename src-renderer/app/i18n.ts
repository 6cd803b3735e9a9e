import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import enLaw from '../../shared/text/locales/en/law.json';
import enVerifier from '../../shared/text/locales/en/verifier.json';
import enWindow from '../../shared/text/locales/en/window.json';
import zhLaw from '../../shared/text/locales/zh-CN/law.json';
import zhVerifier from '../../shared/text/locales/zh-CN/verifier.json';
import zhWindow from '../../shared/text/locales/zh-CN/window.json';

/** Both languages are bundled: there is no line to fetch them by. zh-CN is the original. */
export async function startLanguages(language: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {
      'zh-CN': { translation: { ...zhLaw, ...zhVerifier, ...zhWindow } },
      en: { translation: { ...enLaw, ...enVerifier, ...enWindow } },
    },
  });
  setDocumentLanguage(language);
}

export async function changeLanguage(language: string): Promise<void> {
  await i18next.changeLanguage(language);
  setDocumentLanguage(language);
}

function setDocumentLanguage(language: string): void {
  document.documentElement.lang = language;
  document.title = i18next.t('app.title');
}
