import type { TFunction } from 'i18next';
import type { SigningCapacity } from '../../shared/contract/certificates.ts';
import { DeskError } from './desk.ts';

/** What happened, what is safe, what to do: in the user's language. A code without words falls back on one that is true. */
export function errorText(error: unknown, t: TFunction): string {
  return error instanceof DeskError ? codeText(error.code, t, error.details) : t('errors.unknown');
}

/** What is said otherwise where the seal of the organisation, not a mediator, would sign. */
export const wordsFor = (capacity: SigningCapacity) =>
  capacity === 'organisation' ? { context: 'seal' } : {};

/** The words of a code that something was refused with. */
export function codeText(
  code: string,
  t: TFunction,
  details: Readonly<Record<string, unknown>> = {},
): string {
  const text = t(`errors.${code}`, {
    ...details,
    characters: characterText(details.characters),
    defaultValue: '',
  });
  return text === '' ? t('errors.unknown') : text;
}

/** Each with its number: this window may have no picture of it either. */
function characterText(characters: unknown): string {
  if (!Array.isArray(characters)) return '';
  return characters
    .map(
      (one) => `${one} (U+${(String(one).codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
    )
    .join(' ');
}
