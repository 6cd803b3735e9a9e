import type { TFunction } from 'i18next';
import { DeskError } from './desk.ts';

/** What happened, what is safe, what to do: in the user's language. A code without words falls back on one that is true. */
export function errorText(error: unknown, t: TFunction): string {
  if (!(error instanceof DeskError)) return t('errors.unknown');
  const key = `errors.${error.code}`;
  const text = t(key, {
    ...error.details,
    characters: String(error.details.characters ?? ''),
    defaultValue: '',
  });
  return text === '' ? t('errors.unknown') : text;
}
