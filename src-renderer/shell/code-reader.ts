import { type DocumentCode, findDocumentCode } from '../../shared/verification/document-code.ts';

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp'
>;

export type CodePress =
  | { readonly kind: 'none' | 'begun' | 'going' }
  /** The whole code and its Enter. */
  | { readonly kind: 'read'; readonly code: DocumentCode };

const beginning = 'mediation-desk:1:';
/** The slowest scanners over the air type about ten characters in this time; a person types one or two. */
const longestPause = 500;

/**
 * Follows the keys of a scanner that types like a keyboard, whoever has the focus. Tells the code of a page from other
 * typing by its beginning alone.
 */
export function createCodeReader(): (press: Press) => CodePress {
  let text = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  const forget = (): CodePress => {
    text = '';
    return { kind: 'none' };
  };
  return (press) => {
    if (press.key === 'Shift') return { kind: text === '' ? 'none' : 'going' };
    if (press.timeStamp - lastAt > longestPause) text = '';
    lastAt = press.timeStamp;
    if (press.ctrlKey || press.altKey || press.metaKey) return forget();
    if (isEnter(press)) {
      const code = findDocumentCode(text);
      forget();
      return code === null ? { kind: 'none' } : { kind: 'read', code };
    }
    const character = characterOf(press);
    if (character === null) return forget();
    const next = text + character;
    const fits = next.length <= beginning.length ? beginning.startsWith(next) : next.startsWith(beginning);
    if (fits) text = next;
    else text = character === beginning[0] ? character : '';
    if (text === '') return { kind: 'none' };
    return { kind: text.length === 1 ? 'begun' : 'going' };
  };
}

const isEnter = ({ key, code }: Press) => key === 'Enter' || code === 'Enter' || code === 'NumpadEnter';

/** An input method hides what was typed behind 'Process' or a full-width sign; the key's place tells it all the same. */
function characterOf({ key, code, shiftKey }: Press): string | null {
  if (/^[\x20-\x7e]$/.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (code === 'Semicolon') return shiftKey ? ':' : ';';
  if (code === 'Minus') return shiftKey ? '_' : '-';
  return code === 'Period' ? '.' : null;
}
