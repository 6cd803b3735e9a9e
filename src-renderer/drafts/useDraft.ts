import { useEffect, useRef, useState } from 'react';
import { deleteDraft, findDraft, saveDraft } from './draft-store.ts';

/** Typing is kept within this time, also while an input method is composing. */
const pause = 400;

/**
 * State that survives a crash: written to the encrypted drafts as it changes, given back at the next start,
 * gone when `clear` says that its action is saved.
 */
export function useDraft<Value>(name: string, initial: Value) {
  const [value, setValue] = useState<Value>(initial);
  const [isRestored, setRestored] = useState(false);
  const isTouched = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    let isCurrent = true;
    void findDraft(name).then((draft) => {
      if (!isCurrent || draft === null || isTouched.current) return;
      setValue(draft as Value);
      setRestored(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [name]);

  const change = (next: Value) => {
    isTouched.current = true;
    setValue(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void saveDraft(name, next), pause);
  };
  const clear = () => {
    window.clearTimeout(timer.current);
    isTouched.current = true;
    setValue(initial);
    setRestored(false);
    void deleteDraft(name);
  };
  return { value, change, clear, isRestored };
}
