import { type RefObject, useEffect } from 'react';

/** What lies over the whole window keeps the focus: behind it keys would press what nobody sees. */
export function useFocusInside(cover: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const bringBack = ({ target }: FocusEvent) => {
      const own = cover.current;
      if (own === null || !(target instanceof Node) || own.contains(target) || target.contains(own)) return;
      own.focus();
    };
    document.addEventListener('focusin', bringBack);
    return () => document.removeEventListener('focusin', bringBack);
  }, [cover]);
}
