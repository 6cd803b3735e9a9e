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
  const current = useRef<Value>(initial);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    let isCurrent = true;
    void findDraft(name).then((draft) => {
      if (!isCurrent || draft === null || isTouched.current) return;
      current.current = draft as Value;
      setValue(draft as Value);
      setRestored(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [name]);

  const change = (next: Value) => {
    isTouched.current = true;
    current.current = next;
    setValue(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void saveDraft(name, next), pause);
  };
  /** Forgets what was saved; what somebody typed while it was being saved stays. Answers whether it was cleared. */
  const clear = (): boolean => {
    if (current.current !== value) return false;
    window.clearTimeout(timer.current);
    isTouched.current = true;
    current.current = initial;
    setValue(initial);
    setRestored(false);
    void deleteDraft(name);
    return true;
  };
  return { value, change, clear, isRestored };
}
