import { useEffect, useRef, useState } from 'react';
import { deleteDraft, findDraft, saveDraft } from './draft-store.ts';
import { useUndo } from './undo-store.ts';

/** Typing is kept within this time, also without a pause in it and while an input method is composing. */
const pause = 400;
/** What is typed without a longer pause is taken back as one. */
const sameBreath = 800;

/**
 * State that survives a crash: written to the encrypted drafts as it changes, given back at the next start,
 * gone when `clear` says that its action is saved. Until then each change can be taken back.
 */
export function useDraft<Value>(name: string, initial: Value) {
  const [value, setValue] = useState<Value>(initial);
  const [isRestored, setRestored] = useState(false);
  const isTouched = useRef(false);
  const current = useRef<Value>(initial);
  const timer = useRef<number | undefined>(undefined);
  const changedAt = useRef(0);

  const keepNow = () => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    void saveDraft(name, current.current);
  };
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
      // Whoever leaves the form and comes back at once finds what was just typed.
      if (timer.current !== undefined) keepNow();
      useUndo.getState().forget(name);
    };
  }, [name]);

  const put = (next: Value) => {
    isTouched.current = true;
    current.current = next;
    setValue(next);
    timer.current ??= window.setTimeout(keepNow, pause);
  };
  const change = (next: Value) => {
    const before = current.current;
    const now = Date.now();
    const restore = () => {
      changedAt.current = 0;
      put(before);
    };
    if (now - changedAt.current > sameBreath) useUndo.getState().add({ name, restore });
    changedAt.current = now;
    put(next);
  };
  /** Goes on from here: what stood there before went on its way and is not taken back into the form. */
  const goOn = (next: Value) => {
    useUndo.getState().forget(name);
    changedAt.current = 0;
    put(next);
  };
  /** What stands there now, also within one event, before the screen has caught up. */
  const read = (): Value => current.current;
  /** Forgets what was saved; what somebody typed while it was being saved stays. Answers whether it was cleared. */
  const clear = (): boolean => {
    if (current.current !== value) return false;
    window.clearTimeout(timer.current);
    timer.current = undefined;
    isTouched.current = true;
    current.current = initial;
    changedAt.current = 0;
    setValue(initial);
    setRestored(false);
    useUndo.getState().forget(name);
    void deleteDraft(name);
    return true;
  };
  return { value, read, change, goOn, clear, isRestored };
}
