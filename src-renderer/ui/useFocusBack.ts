import { useEffect, useState } from 'react';

/**
 * Who opened this comes back to where he was when it goes away, unless the focus went somewhere else meanwhile. Without
 * it the next key would be heard by nobody.
 */
export function useFocusBack(): void {
  const [cameFrom] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // By then it is gone, and a button that could not be pressed while it was open can be again. A section around it
      // has the focus where the last button of this could not be pressed while it was at work (useFocusKept).
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement.contains(cameFrom);
        if (isLost && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
      });
    },
    [cameFrom],
  );
}
