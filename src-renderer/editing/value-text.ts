import { useTranslation } from 'react-i18next';
import { Instant } from '../../shared/case/entities.ts';
import { isCalendarDate } from '../../shared/text/dates.ts';
import { dateText, instantText } from '../ui/shanghai-time.ts';
import { inWords } from './coded-values.ts';

type Words = {
  /** The words of the window. */
  readonly word: (key: string) => string;
  /** What an id of the case stands for; nothing where it is no id. */
  readonly findName: (id: string) => string | undefined;
};

/** A value of a case file as people read it, after its code was put in words. */
export function textOfValue(value: unknown, words: Words): string {
  const { word, findName } = words;
  if (typeof value === 'boolean') return word(value ? 'common.yes' : 'common.no');
  if (Array.isArray(value))
    return value.map((one) => textOfValue(one, words)).join(word('common.clauseSeparator')) || '—';
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((one) => textOfValue(one, words))
      .join(' ');
  if (value === null || value === undefined || value === '') return '—';
  const text = String(value);
  const name = findName(text);
  if (name !== undefined) return name || text;
  if (isCalendarDate(text)) return dateText(text);
  return Instant.safeParse(text).success ? instantText(text) : text;
}

/** Says what stands in a field: codes by their lists, ids by what they stand for. */
export function useValueText(
  findName: Words['findName'],
): (kind: string, field: string, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (kind, field, value) =>
    textOfValue(inWords(kind, field, value, locale), { word: (key) => t(key), findName });
}
