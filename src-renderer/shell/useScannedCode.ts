import { useEffect, useRef } from 'react';
import type { DocumentCode } from '../../shared/verification/document-code.ts';
import { createCodeReader } from './code-reader.ts';
import { isCovered } from './escape.ts';

/**
 * A page's code is scanned at the counter while anything has the focus: the scanner's typing is taken back out of it, and
 * its Enter ends no entry and presses no button.
 */
export function useScannedCode(onCode: (code: DocumentCode) => void): void {
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    const read = createCodeReader();
    let takeBack = () => {};
    const onKey = (event: KeyboardEvent) => {
      const press = read(event);
      if (press.kind === 'begun') takeBack = rememberField(document.activeElement);
      if (press.kind !== 'read' || isCovered()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      // What an input method was composing falls into the field only now that it has lost the focus.
      if (event.isComposing) window.setTimeout(takeBack, 0);
      else takeBack();
      latest.current(press.code);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (element: Element | null): element is Field =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

/** Answers what puts the field's value back as it is now, in a way that its form hears of. */
function rememberField(element: Element | null): () => void {
  if (!isField(element)) return () => {};
  const { value } = element;
  return () => {
    if (element.value === value) return;
    // Past React's own setter, which would take the change for one that it knows.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, value);
    const name = element instanceof HTMLSelectElement ? 'change' : 'input';
    element.dispatchEvent(new Event(name, { bubbles: true }));
  };
}
