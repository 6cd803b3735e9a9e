import { useTranslation } from 'react-i18next';
import type { FormId } from '../../shared/case/actions.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';

/** A form's title in the language of the window. */
export function useFormTitle(): (form: FormId) => string {
  const { i18n } = useTranslation();
  return (form) => {
    const entry = getFormEntry(form);
    return i18n.language === 'en' ? entry.englishTitle : entry.title;
  };
}
