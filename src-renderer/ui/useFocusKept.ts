import { type RefObject, useEffect } from 'react';

/**
 * What goes away, or can no longer be pressed, under the hand leaves the focus to the section around it: without it the
 * next key would be heard by nobody. Whoever moves the focus on purpose comes first.
 */
export function useFocusKept(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = area.current;
    if (within === null) return;
    let last: { readonly element: Element; readonly around: readonly HTMLElement[] } | null = null;
    const arrive = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      const sections = [...within.querySelectorAll<HTMLElement>('.section')];
      last = {
        element: target,
        around: [...sections.filter((one) => one.contains(target)).reverse(), within],
      };
    };
    const leave = ({ target }: PointerEvent) => {
      if (target instanceof Node && !last?.element.contains(target)) last = null;
    };
    const keep = () => {
      if (last === null || document.activeElement !== document.body) return;
      if (last.element.isConnected && !last.element.matches(':disabled')) return;
      const left = last.around.find(({ isConnected }) => isConnected);
      last = null;
      left?.setAttribute('tabindex', '-1');
      left?.focus({ preventScroll: true });
    };
    // Two frames later everybody else has had his turn.
    const observer = new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(keep)));
    observer.observe(within, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    within.addEventListener('focusin', arrive);
    window.addEventListener('pointerdown', leave, true);
    return () => {
      observer.disconnect();
      within.removeEventListener('focusin', arrive);
      window.removeEventListener('pointerdown', leave, true);
    };
  }, [area]);
}
