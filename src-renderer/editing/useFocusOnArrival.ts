import { useEffect } from 'react';
import { focusField } from './focus-field.ts';

/** Longer than a section takes to load; after it nobody waits for the cursor any more. */
const patience = 5_000;

/** Puts the cursor into a field of the section that was gone to, as soon as it is on the screen. */
export function useFocusOnArrival(field: string | undefined): void {
  useEffect(() => {
    if (field === undefined || focusField(field)) return;
    const observer = new MutationObserver(() => {
      if (focusField(field)) observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), patience);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [field]);
}
