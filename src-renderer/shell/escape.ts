import { useEffect, useRef } from 'react';

type Layer = { readonly close: () => void };

/** What Esc closes, the last opened on top: one press closes one thing. */
const layers: Layer[] = [];

window.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing) return;
  const top = layers.at(-1);
  if (top === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  top.close();
});

/** While `isOpen`, Esc closes this before anything that was opened earlier. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return undefined;
    const layer: Layer = { close: () => latest.current() };
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [isOpen]);
}

/** Whether something lies over the whole window; then nothing else opens (no modal over a modal). */
export function isCovered(): boolean {
  return document.querySelector('[aria-modal="true"], .screen-cover') !== null;
}
