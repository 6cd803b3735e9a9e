import { useEffect, useRef } from 'react';
import { isCovered } from './escape.ts';
import { type FrameShortcutId, findFrameShortcut } from './shortcuts.ts';

/** Answers the shortcuts of the frame. One that answers false leaves the keys to the field that has the focus. */
export function useShortcuts(answers: Readonly<Record<FrameShortcutId, () => boolean>>): void {
  const latest = useRef(answers);
  latest.current = answers;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const id = findFrameShortcut(event);
      if (id === undefined || isCovered()) return;
      if (latest.current[id]()) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
