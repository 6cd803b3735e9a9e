import { useTranslation } from 'react-i18next';
import { listText } from './list-text.ts';

/** The parties of one side as lists and headings name them: of many the first ones, 刘长河、周德顺、陈有田等12人. */
export function usePartyNames(most = 3): (all: readonly string[]) => string {
  const { t } = useTranslation();
  return (all) =>
    all.length > most
      ? t('case.andOthers', { names: listText(all.slice(0, most)), count: all.length })
      : listText(all);
}
