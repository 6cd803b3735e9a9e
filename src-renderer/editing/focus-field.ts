import { useEffect } from 'react';
import type { EntityKind } from '../../shared/case/entities.ts';

/** Brings a field, the button of this action, or the open signature of this paper into sight and puts the focus on it; answers whether it is on the screen. */
export function focusField(path: string): boolean {
  const name = CSS.escape(path);
  const within = [...document.querySelectorAll<HTMLElement>(`[data-field^="${CSS.escape(`${path}.`)}"]`)];
  const found =
    document.querySelector<HTMLElement>(`[data-field="${name}"]`) ??
    // Of several, the first that is still to be filled in.
    within.find(isEmptyField) ??
    within[0] ??
    document.querySelector<HTMLElement>(`[data-action="${name}"]`) ??
    // A paper: where its next signature is registered.
    document.querySelector<HTMLElement>(`[data-sign^="${CSS.escape(`${path}.`)}"]:not(.tag-green)`) ??
    document.querySelector<HTMLElement>(`[data-sign="${name}"]`);
  if (found === null) return openCard(path) || showPart(path);
  for (let around = found.closest('details'); around !== null; ) {
    around.open = true;
    around = around.parentElement?.closest('details') ?? null;
  }
  found.scrollIntoView({ block: 'center' });
  found.focus();
  return true;
}

/** A folded card draws its fields when it is opened, a moment later. */
function openCard(path: string): boolean {
  const [kind, id] = path.split('.');
  const card = document.querySelector<HTMLDetailsElement>(
    `details[data-card="${CSS.escape(`${kind}.${id}`)}"]:not([open])`,
  );
  if (card === null) return false;
  card.open = true;
  awaitField(path);
  return true;
}

const isEmptyField = (element: HTMLElement) =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement) &&
  element.value === '';

/** Brings a part of the page to the top of the window, with the focus on what is first done in it. */
function showPart(id: string): boolean {
  const part = document.getElementById(id);
  part?.scrollIntoView({ block: 'start' });
  part?.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true });
  return part !== null;
}

/** A page and its fields may come a moment after it was asked for; who waits longer has begun something else. */
const longestWait = 5_000;

/** Focuses a field as soon as it stands there; answers how to stop waiting for it. */
function awaitField(path: string): () => void {
  if (focusField(path)) return () => {};
  const observer = new MutationObserver(() => {
    if (focusField(path)) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = window.setTimeout(() => observer.disconnect(), longestWait);
  return () => {
    window.clearTimeout(timer);
    observer.disconnect();
  };
}

/** Focuses what a page was opened for as soon as it stands there. @param asked anew with each request */
export function useArrival(asked: { readonly at?: string }): void {
  useEffect(() => (asked.at === undefined ? undefined : awaitField(asked.at)), [asked]);
}

/**
 * The card of what was just begun comes a moment after the click; the hand goes to its first field.
 * @param id with the path of a row inside it, as 'o1.instalments.2', where only that was begun
 */
export function focusBegun(kind: EntityKind, id: string): void {
  awaitField(`${kind}.${id}`);
}
