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

/** Both sides of a dispute as its name, 王小明 与 某公司; words of their own while nobody has been entered. */
export function useDisputeName(
  most?: number,
): (sides: { readonly applicants: readonly string[]; readonly respondents: readonly string[] }) => string {
  const { t } = useTranslation();
  const names = usePartyNames(most);
  return ({ applicants, respondents }) =>
    [names(applicants), names(respondents)].filter(Boolean).join(` ${t('caseload.against')} `) ||
    t('case.noParties');
}
