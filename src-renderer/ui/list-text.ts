import i18next from 'i18next';

/** Words one after the other, as the language of the window parts them. What is a paper joins by '、' itself. */
export const listText = (words: readonly (string | number)[]): string =>
  words.join(i18next.t('common.listSeparator'));
