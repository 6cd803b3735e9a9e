import { type RefObject, useEffect } from 'react';

/**
 * What goes away, or can no longer be pressed, under the hand leaves the focus to the section around it, or to the bar at
 * its foot: without it the next key would be heard by nobody, and Tab would lead back to the top of the page. A button that was only busy has it back. Whoever moves the focus on purpose comes
 * first.
 */
export function useFocusKept(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const within = area.current;
    if (within === null) return;
    let last: { readonly element: Element; readonly around: readonly HTMLElement[] } | null = null;
    const arrive = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      const sections = [...within.querySelectorAll<HTMLElement>('.section, .composer')];
      last = {
        element: target,
        around: [...sections.filter((one) => one.contains(target)).reverse(), within],
      };
    };
    const leave = ({ target }: PointerEvent) => {
      if (target instanceof Node && !last?.element.contains(target)) last = null;
    };
    let lent: { readonly from: HTMLElement; readonly to: HTMLElement } | null = null;
    const isGone = (element: Element) => !element.isConnected || element.matches(':disabled');
    const keep = () => {
      if (lent !== null && document.activeElement === lent.to && !isGone(lent.from)) {
        lent.from.focus({ preventScroll: true });
        return;
      }
      if (last === null || document.activeElement !== document.body || !isGone(last.element)) return;
      const from = last.element;
      const to = last.around.find(({ isConnected }) => isConnected);
      if (to === undefined) return;
      to.setAttribute('tabindex', '-1');
      to.focus({ preventScroll: true });
      lent = from instanceof HTMLElement ? { from, to } : null;
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
