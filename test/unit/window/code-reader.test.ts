import { describe, expect, it } from 'vitest';
import { createCodeReader } from '../../../src-renderer/shell/code-reader.ts';

const text = 'mediation-desk:1:agreement-1a2b3c4d:0123456789ab';
const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** What each key of a US keyboard says under an input method: 'Process', and its place. */
function hidden(character: string) {
  const code = /[a-z]/i.test(character)
    ? `Key${character.toUpperCase()}`
    : /\d/.test(character)
      ? `Digit${character}`
      : character === ':'
        ? 'Semicolon'
        : 'Minus';
  return { key: 'Process', code, shiftKey: character === ':' || /[A-Z]/.test(character) };
}
const shown = (character: string) => ({ key: character, code: '' });

function type(
  presses: readonly { readonly key: string; readonly code: string; readonly shiftKey?: boolean }[],
  pause = 15,
) {
  const read = createCodeReader();
  return presses.map((press, index) => read({ ...plain, ...press, timeStamp: index * pause }));
}
const enter = { key: 'Enter', code: 'Enter' };
const code = { documentId: 'agreement-1a2b3c4d', shortHash: '0123456789ab' };

describe('the keys of a scanner', () => {
  it('are read as the code of a page, with its Enter', () => {
    const presses = type([...[...text].map(shown), enter]);
    expect(presses[0]).toEqual({ kind: 'begun' });
    expect(presses.at(-1)).toEqual({ kind: 'read', code });
  });

  it('are read under an input method by their places', () => {
    expect(type([...[...text].map(hidden), { key: 'Process', code: 'Enter' }]).at(-1)).toEqual({
      kind: 'read',
      code,
    });
  });

  it('are read right after other typing, and with Shift pressed for the colon', () => {
    const presses = [...`mm王${text}`].flatMap((one) =>
      one === ':' ? [{ key: 'Shift', code: 'ShiftLeft' }, shown(one)] : [shown(one)],
    );
    expect(type([...presses, enter]).at(-1)).toEqual({ kind: 'read', code });
  });

  it('are no code when a person types them slowly, or when they are another code', () => {
    expect(type([...[...text].map(shown), enter], 600).at(-1)).toEqual({ kind: 'none' });
    for (const other of ['https://example.org/', text.slice(0, -1), `${text}0`])
      expect(type([...[...other].map(shown), enter]).at(-1)).toEqual({ kind: 'none' });
  });
});
